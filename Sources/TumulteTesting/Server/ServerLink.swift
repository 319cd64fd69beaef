internal import JSON
internal import Transport
internal import WebSocket

/// One accepted connection: HTTP first, then perhaps a socket. It lives in the isolation of the core.
final class ServerLink {
    let id: Int
    let stream: ByteStream
    var parser = HTTPRequestParser()
    /// Set once the connection was upgraded.
    var socket: EngineLink?
    var idleTimer: ServerTimer?
    /// Nothing more is read or answered.
    var isClosing = false

    init(id: Int, stream: ByteStream) {
        self.id = id
        self.stream = stream
    }
}

/// One Engine.IO session over its WebSocket.
final class EngineLink {
    let sid: String
    var machine: WebSocketMachine
    var session = EngineSession()
    /// The next engine ping, or the limit for its answer.
    var heartbeat: ServerTimer?
    /// The limit for joining a namespace.
    var connectLimit: ServerTimer?
    var table: TableSocket?
    /// A close frame is out: no frame may follow it.
    var isClosing = false

    init(sid: String, maximumPayload: Int) {
        self.sid = sid
        let limits = WebSocketLimits(
            maximumFrameBytes: maximumPayload, maximumMessageBytes: maximumPayload, maximumFragments: 4096)
        machine = WebSocketMachine(role: .server, limits: limits)
    }

    func cancelTimers() {
        heartbeat?.cancel()
        connectLimit?.cancel()
        table?.cancelTimers()
    }
}

/// A socket in the namespace of the tables.
struct TableSocket {
    let connectionID: String
    /// Whether `connected` was said: before, events are dropped.
    var isReady = false
    /// What comes next: `connected`, the application's ping, or the limit for its answer.
    var timer: ServerTimer?
    var pongLimit: ServerTimer?

    func cancelTimers() {
        timer?.cancel()
        pongLimit?.cancel()
    }
}

/// Tells the core what happens on a stream. Every call comes on the loop's thread, which is the core's.
final class LinkHandler: ByteStreamHandler {
    private let id: Int
    /// Nil for a connection that is turned away.
    private let core: ServerCore?

    init(id: Int = 0, core: ServerCore?) {
        self.id = id
        self.core = core
    }

    func streamOpened() {}

    func streamReceived(_ bytes: UnsafeRawBufferPointer) {
        // A pointer may not cross into an isolation, even on the same thread.
        let copy = [UInt8](bytes)
        core?.assumeIsolated { core in copy.withUnsafeBytes { core.received($0, on: id) } }
    }

    func streamClosed(_ error: TransportError?) {
        core?.assumeIsolated { $0.closed(id) }
    }
}

/// What a piece of the stream held, kept until the decoder has returned.
struct FrameInbox: WebSocketMachineOutput {
    enum Item {
        case message(WebSocketMessageKind, [UInt8])
        case pong([UInt8])
        case close(WebSocketClose)
        case closeStream(afterFlush: Bool)
    }

    var items: [Item] = []

    mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
        items.append(.message(kind, [UInt8](payload)))
    }

    mutating func sendPong(_ payload: UnsafeRawBufferPointer) { items.append(.pong([UInt8](payload))) }
    mutating func sendClose(_ close: WebSocketClose) { items.append(.close(close)) }
    mutating func closeStream(afterFlush: Bool) { items.append(.closeStream(afterFlush: afterFlush)) }
}
