import JSON

/// One connection to the server's namespace, from the accepted handshake to its end.
protocol TableLink: EventLink {
    /// What the server sends, in order. Ends with the connection.
    var events: AsyncStream<LinkEvent> { get }
    /// Sends a small event that is never queued behind others.
    func reply(_ event: String, _ write: (inout JSONWriter) -> Void)
    /// Closes the connection properly, within a limit.
    func close() async
}

/// What arrives on a link.
enum LinkEvent: Sendable {
    case event(ServerEvent)
    /// The link is over. Always the last one.
    case closed(LinkClosure)
}

/// How a link ended. Contract: socket, section 7.
struct LinkClosure: Sendable, Equatable {
    let reason: String
    /// Whether the server took us off the namespace.
    let byServer: Bool
}

/// Makes links.
protocol LinkDialer: Sendable {
    /// Connects, upgrades, opens the session and joins the namespace with the token.
    func dial(token: String) async throws(DialError) -> any TableLink
}

/// Why there is no link.
enum DialError: Error, Sendable, Equatable {
    /// The server refused the namespace with this message.
    case refused(message: String)
    /// Something below failed: network, TLS, handshake, a time limit.
    case failed(reason: String)
}
