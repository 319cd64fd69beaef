public import JSON

/// Something the audience would see on the overlay. Hidden rolls never become entries.
public struct OverlayEntry: Sendable, Hashable {
    /// What it shows.
    public enum Kind: String, Sendable, Hashable {
        /// A roll.
        case roll
        /// A step of an encounter.
        case combat
        /// A character that was created or changed.
        case character
    }

    /// Position among all entries, counted from 0.
    public let sequence: Int
    /// What it shows.
    public let kind: Kind
    /// The event as overlays get it: `combat:sync` arrives there as `combat:start`.
    public let event: String
    /// The table's id of the campaign: the world id it paired with.
    public let worldID: String
    /// Milliseconds since 1970.
    public let time: Int64
    /// The payload. A roll carries the server's id as `id` and the table's as `rollId`.
    public let payload: JSONValue
}

/// An event that came over the socket, whether or not it was accepted.
public struct ReceivedEvent: Sendable, Hashable {
    /// Position among all received events, counted from 0.
    public let sequence: Int
    /// The event's name.
    public let event: String
    /// The connection whose socket it came over.
    public let connectionID: String
    /// Milliseconds since 1970.
    public let time: Int64
    /// The first argument; null when there was none.
    public let payload: JSONValue
}

/// Something a table did that the contract forbids, whether or not the real server would have noticed.
public struct ContractViolation: Sendable, Hashable, CustomStringConvertible {
    /// Where: an event's name, or a method and a path.
    public let source: String
    /// The field, or empty when it is about the whole.
    public let field: String
    /// What is wrong with it.
    public let reason: String
    /// Milliseconds since 1970.
    public let time: Int64

    /// `dice:roll result: must be an integer`
    public var description: String { field.isEmpty ? "\(source): \(reason)" : "\(source) \(field): \(reason)" }
}
