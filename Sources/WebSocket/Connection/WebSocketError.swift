public import Transport

/// What went wrong with a WebSocket connection.
public enum WebSocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The network, the proxy or TLS.
    case transport(TransportError)
    /// The opening handshake: refused by the server, or not a WebSocket server at all.
    case handshake(WebSocketHandshakeError)
    /// The server did not answer the upgrade request in time.
    case upgradeTimedOut
    /// The other end broke the protocol or went over a limit.
    case violation(WebSocketViolation)
    /// Nothing can be sent: the connection is not open yet, is closing, or has ended.
    case notOpen
    /// More than this many bytes wait to be sent already; nothing of this message was taken. Slow down and try again.
    case sendBufferFull(limit: Int)
    /// The message is larger than the other end accepts, in bytes; nothing of it was sent.
    case messageTooLarge(limit: Int)
    /// The task was cancelled, or the connection closed by this end, before it was open.
    case cancelled

    public var description: String {
        switch self {
        case .transport(let error): error.description
        case .handshake(let error): "\(error)"
        case .upgradeTimedOut: "the server did not answer the WebSocket upgrade in time"
        case .violation(let violation): "the other end broke the WebSocket protocol: \(violation)"
        case .notOpen: "the WebSocket connection is not open; connect again"
        case .sendBufferFull(let limit): "more than \(limit) bytes wait to be sent; send less, or wait"
        case .messageTooLarge(let limit): "the message is larger than the \(limit) bytes that the server accepts"
        case .cancelled: "the connection was given up before it was open"
        }
    }
}
