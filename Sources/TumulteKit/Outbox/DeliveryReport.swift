/// What became of an event, for the host to show or to count.
public enum DeliveryReport: Sendable, Hashable {
    /// The server acknowledged the event.
    case settled(EventReference)
    /// The event will never be delivered: the server refused it for good, it is too large, or the outbox is full.
    case refused(EventReference, reason: String)
    /// A hidden roll stays at the table. Nothing of it but its id is told.
    case withheld(rollID: String)
    /// The event was made smaller to fit the server's limit.
    case reduced(EventReference, reason: String)
    /// The outbox could not write to its journal: a roll will be delivered, but would not survive a crash.
    case notJournalled(EventReference, reason: String)
}

extension DeliveryReport {
    /// The event it is about.
    public var reference: EventReference {
        switch self {
        case .settled(let reference), .refused(let reference, _), .reduced(let reference, _),
            .notJournalled(let reference, _):
            reference
        case .withheld(let rollID): EventReference(event: "dice:roll", id: rollID)
        }
    }
}

/// Names an event without its content.
public struct EventReference: Sendable, Hashable {
    /// The event's name: `dice:roll`, `character:update`, `combat:turn`, …
    public let event: String
    /// The roll's or the actor's id; nil for combat events.
    public let id: String?

    /// Names an event.
    /// - Parameters:
    ///   - event: the event's name.
    ///   - id: the roll's or actor's id.
    public init(event: String, id: String?) {
        self.event = event
        self.id = id
    }
}

extension OutboxEntry {
    var reference: EventReference {
        switch subject {
        case .roll(let id), .character(let id): EventReference(event: event, id: id)
        case .combat: EventReference(event: event, id: nil)
        }
    }
}

/// How many events came to which end since the table was made.
public struct DeliveryCounts: Sendable, Hashable {
    /// Rolls seen in messages, hidden ones included.
    public internal(set) var rolls = 0
    /// Rolls that stayed at the table because they are hidden.
    public internal(set) var withheld = 0
    /// Rolls the server acknowledged.
    public internal(set) var rollsSettled = 0
    /// Character states the server acknowledged.
    public internal(set) var charactersSettled = 0
    /// Combat events the server acknowledged.
    public internal(set) var combatSettled = 0
    /// Events that will never be delivered.
    public internal(set) var refused = 0
    /// Combat events dropped at a reconnect, where a snapshot took their place.
    public internal(set) var superseded = 0
}
