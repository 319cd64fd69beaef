/// Why the opening handshake failed (RFC 6455, section 4).
public enum WebSocketHandshakeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The request cannot be written: a header, subprotocol, origin or address holds characters that HTTP forbids, or a
    /// header that belongs to the handshake. The text names the part, never its value.
    case invalidRequest(String)
    /// The server answered with another status than 101.
    case refused(WebSocketRefusal)
    /// The answer is not HTTP/1.1, or breaks its grammar.
    case malformedAnswer
    /// The head of the answer is larger than accepted, in bytes or fields.
    case answerTooLarge(limit: Int)
    /// The 101 does not fit the request; the text names the field.
    case mismatch(String)
    /// The server closed the connection before it had answered.
    case closedEarly

    public var description: String {
        switch self {
        case .invalidRequest(let part): "the WebSocket request cannot be sent: its \(part) is not allowed"
        case .refused(let refusal): "the server refused the WebSocket upgrade: \(refusal)"
        case .malformedAnswer: "the server's answer to the WebSocket upgrade is not HTTP"
        case .answerTooLarge(let limit): "the server's answer to the WebSocket upgrade is over the limit of \(limit)"
        case .mismatch(let field): "the server's 101 answer is wrong in \(field)"
        case .closedEarly: "the server closed the connection before it answered the WebSocket upgrade"
        }
    }
}

/// An answer other than 101 to the upgrade request: the server, or something before it, said no.
public struct WebSocketRefusal: Hashable, Sendable, CustomStringConvertible {
    /// The HTTP status, 100 to 999.
    public var status: Int
    /// How long to wait by the `Retry-After` field when it gave seconds; at most a day.
    public var retryAfter: Duration?
    /// Where a redirection leads. Redirections are not followed.
    public var location: String?
    /// The beginning of the answer's body, for people: at most 1024 bytes, control characters replaced by blanks.
    public var text: String

    package init(status: Int, retryAfter: Duration? = nil, location: String? = nil, text: String = "") {
        self.status = status
        self.retryAfter = retryAfter
        self.location = location
        self.text = text
    }

    public var description: String {
        var parts = ["status \(status)"]
        // A query may hold a token.
        if let location { parts.append("redirected to \(location.prefix { $0 != "?" })") }
        if let retryAfter { parts.append("asked to wait \(retryAfter)") }
        if !text.isEmpty { parts.append("“\(text.prefix(200))”") }
        return parts.joined(separator: ", ")
    }
}
