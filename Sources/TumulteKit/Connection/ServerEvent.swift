import JSON

/// What the server sends on the namespace, read once. Contract: socket, section 6.
enum ServerEvent: Sendable {
    case connected(connectionID: String?)
    /// The application heartbeat; `timestamp` is echoed.
    case ping(timestamp: JSONView)
    /// The answer to an event of ours.
    case acknowledgement(event: String, EventAcknowledgement)
    case revoked(reason: String)
    case campaignDeleted(name: String)
    case command(ServerCommand)
    case unknown(name: String)

    init(name: String, payload: JSONView) {
        switch name {
        case "connected":
            self = .connected(connectionID: payload["connectionId"].string)
        case "ping":
            self = .ping(timestamp: payload["timestamp"])
        case "connection:revoked":
            self = .revoked(reason: String((payload["reason"].string ?? "no reason given").prefix(200)))
        case "campaign:deleted":
            self = .campaignDeleted(name: String((payload["campaignName"].string ?? "no name given").prefix(200)))
        case let name where name.hasSuffix(":ack"):
            self = .acknowledgement(event: String(name.dropLast(4)), EventAcknowledgement(payload))
        case let name where name.hasPrefix("command:"):
            self = .command(ServerCommand(name: String(name.dropFirst("command:".count)), payload: payload))
        default:
            self = .unknown(name: name)
        }
    }
}

/// The server's answer to one event. Contract: socket, section 5.
struct EventAcknowledgement: Sendable, Hashable {
    let success: Bool
    let error: String

    init(_ payload: JSONView) {
        success = payload["success"].bool ?? false
        error = String((payload["error"].string ?? "no reason given").prefix(300))
    }

    /// Whether sending the same again can not help: the record is unknown, or a field has a wrong type or length.
    /// Contract: socket, ambiguity 4.
    var isPermanent: Bool {
        let permanent = [
            "Row not found", "invalid input", "value too long", "violates", "out of range", "not-null",
            "invalid syntax",
            "cannot be null", "too long", "must be",
        ]
        return !success && permanent.contains { error.contains($0) }
    }
}
