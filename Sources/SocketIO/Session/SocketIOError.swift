public import JSON
public import WebSocket

/// What went wrong with a Socket.IO connection or one of its namespaces.
public enum SocketIOError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Connecting failed below Socket.IO: the network, TLS, or the WebSocket upgrade.
    case webSocket(WebSocketError)
    /// The server was silent for too long.
    case timedOut(Phase)
    /// The server broke Engine.IO or Socket.IO before the connection stood.
    case protocolViolation(SocketIOViolation)
    /// The server refused to let us into the namespace (a CONNECT_ERROR packet). `message` and `data` are the server's.
    case connectRefused(message: String, data: JSONValue?)
    /// The connection or the namespace has ended.
    case closed(SocketIOCloseReason)
    /// The namespace's name is not allowed: it begins with a slash and holds no comma, question mark or control character.
    case invalidNamespace(String)
    /// The namespace is in use on this connection, or was until a moment ago.
    case alreadyJoined(String)
    /// The event's name belongs to the library.
    case reservedEventName(String)
    /// The message is larger than the server accepts, in bytes; nothing of it was sent.
    case messageTooLarge(limit: Int)
    /// More than this many bytes wait to be sent; nothing of this message was taken.
    case sendBufferFull(limit: Int)
    /// More than this many answers are waited for.
    case tooManyPendingAcks(limit: Int)
    /// The task was cancelled.
    case cancelled

    /// What the server was to answer.
    public enum Phase: String, Sendable, Hashable {
        /// Sending the Engine.IO open packet.
        case open
        /// Letting us into a namespace.
        case join
        /// Acknowledging an event.
        case ack
    }

    public var description: String {
        switch self {
        case .webSocket(let error): "\(error)"
        case .timedOut(.open): "the server did not open a Socket.IO session in time; check the address and its path"
        case .timedOut(.join): "the server did not answer the request to join the namespace in time; try again"
        case .timedOut(.ack): "the server did not acknowledge the event in time"
        case .protocolViolation(let violation): "the server does not speak Socket.IO as it should: \(violation)"
        case .connectRefused(let message, _): "the server refused the namespace: \(message)"
        case .closed(let reason): "the connection is closed (\(reason)); make a new one"
        case .invalidNamespace(let name): "\(name.debugDescription) is not allowed as a namespace"
        case .alreadyJoined(let name): "the namespace \(name) is in use on this connection"
        case .reservedEventName(let name): "the event name \(name) is reserved"
        case .messageTooLarge(let limit): "the message is larger than the \(limit) bytes that the server accepts"
        case .sendBufferFull(let limit): "more than \(limit) bytes wait to be sent; send less, or wait"
        case .tooManyPendingAcks(let limit): "more than \(limit) events wait for their acknowledgement"
        case .cancelled: "the task was cancelled"
        }
    }

    /// The same failure of a single send.
    init(sending error: WebSocketError, closed: SocketIOCloseReason) {
        switch error {
        case .sendBufferFull(let limit): self = .sendBufferFull(limit: limit)
        case .messageTooLarge(let limit): self = .messageTooLarge(limit: limit)
        default: self = .closed(closed)
        }
    }
}
