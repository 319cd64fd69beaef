public import JSON

/// A command of the server: something the audience triggered that should happen at the table. Contract: commands.
///
/// Texts in it come from viewers: escape them before they are shown as HTML.
public struct ServerCommand: Sendable {
    /// The action, without the `command:` in front: `chat_message`, `roll_dice`, …
    public let name: String
    /// The command's fields.
    public let payload: JSONView

    /// Makes a command, for a host that feeds its own handler in a test.
    /// - Parameters:
    ///   - name: the action.
    ///   - payload: its fields.
    public init(name: String, payload: JSONView) {
        self.name = name
        self.payload = payload
    }

    /// Tells repeated deliveries apart; nil for commands that carry none.
    public var requestID: String? { payload["requestId"].string }
}
