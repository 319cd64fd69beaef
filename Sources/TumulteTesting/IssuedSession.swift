/// The credentials of a world, as a completed pairing hands them out (contract: tokens, section 1).
public struct IssuedSession: Sendable, CustomStringConvertible, CustomReflectable {
    /// The table's own id of the world.
    public let worldID: String
    /// The server's id of the connection.
    public let connectionID: String
    /// The key for health checks and webhooks.
    public let apiKey: String
    /// The token of the socket's handshake, good for an hour.
    public let sessionToken: String
    /// The token for new tokens, good for a week.
    public let refreshToken: String
    /// The fingerprint, if the connection has one.
    public let fingerprint: String?

    /// Names the world and the connection; no credential.
    public var description: String { "IssuedSession(world: \(worldID), connection: \(connectionID))" }

    /// Hides the credentials from `dump` and from failed expectations.
    public var customMirror: Mirror { Mirror(self, children: ["worldID": worldID, "connectionID": connectionID]) }
}
