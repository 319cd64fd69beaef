public import WebSocket

/// Why a connection or a namespace ended; ``name`` is what the reference client calls it (contract: socket, section 7).
public enum SocketIOCloseReason: Hashable, Sendable, CustomStringConvertible {
    /// The server left the namespace.
    case serverDisconnect
    /// This end left the namespace or closed the connection.
    case clientDisconnect
    /// No ping came within the server's interval and timeout.
    case pingTimeout
    /// The connection ended: network, server restart, or a message over the server's limit (code 1009).
    case transportClose(WebSocketCloseCode)
    /// The connection broke: a network error, or a WebSocket that broke its protocol.
    case transportError(WebSocketError)
    /// A packet that breaks Engine.IO or Socket.IO.
    case parseError(SocketIOViolation)

    /// The reference client's name for it, such as `io server disconnect`.
    public var name: String {
        switch self {
        case .serverDisconnect: "io server disconnect"
        case .clientDisconnect: "io client disconnect"
        case .pingTimeout: "ping timeout"
        case .transportClose: "transport close"
        case .transportError: "transport error"
        case .parseError: "parse error"
        }
    }

    public var description: String {
        switch self {
        case .serverDisconnect, .clientDisconnect, .pingTimeout: name
        case .transportClose(let code): "\(name) (code \(code))"
        case .transportError(let error): "\(name): \(error)"
        case .parseError(let violation): "\(name): \(violation)"
        }
    }
}
