public import JSON
import Synchronization
public import Transport
@_spi(Rooms) import WebSocket

/// One Engine.IO session over one WebSocket, with any number of namespaces on it. It connects once and ends once; to
/// reconnect, make a new one.
///
/// ```swift
/// let connection = try await SocketIOConnection.connect(to: ServerAddress("https://example.org"))
/// let table = try await connection.join("/vtt", auth: ["token": .string(token)])
/// try table.emit("dice:roll") { $0.object { $0.member("result", 20) } }
/// for await event in table.events { print(event.name) }
/// ```
/// Every member may be used from any thread or task. An open connection stays until it is closed, even when nobody holds
/// it.
public final class SocketIOConnection: Sendable {
    let loop: EventLoop
    let configuration: SocketIOConfiguration
    let webSocket: WebSocketConnection
    let shared = Mutex(Shared())
    let session: LoopBound<Session>
    /// Largest message the server takes, in bytes; outside the lock because every emit asks.
    let maximumPacket = Atomic(Int.max)
    let opened = Promise<Result<EngineOpen, SocketIOError>>()
    let ended = Promise<SocketIOCloseReason>()

    /// What all threads share.
    struct Shared {
        /// Why it ended, or is about to.
        var reason: SocketIOCloseReason?
        var namespaces: [String: SocketIONamespace] = [:]
        /// Namespaces whose events wait for a reader that does not keep up.
        var pauses = 0
        var flushWaiters: [Promise<Void>] = []
    }

    /// What only the loop's thread uses.
    struct Session: Sendable {
        /// Nil until the WebSocket is up.
        var machine: SocketIOMachine?
        var timer: LoopTimer?
        var timerFires: ContinuousClock.Instant?
    }

    private init(_ address: ServerAddress, _ configuration: SocketIOConfiguration, _ loop: EventLoop)
        throws(WebSocketHandshakeError)
    {
        self.loop = loop
        self.configuration = configuration
        let query = [(name: "EIO", value: "4"), (name: "transport", value: "websocket")] + configuration.query
        webSocket = try WebSocketConnection(
            to: address.appending(path: configuration.path, query: query), options: configuration.webSocket, on: loop)
        session = LoopBound(Session(), on: loop)
    }

    /// Connects and waits for the session to open (contract: socket, section 1). Cancelling the task gives up at once.
    /// - Parameters:
    ///   - address: the server, `http(s)` or `ws(s)`; ``SocketIOConfiguration/path`` is appended to its path. Plain text is
    ///     refused for hosts other than this machine, unless the configuration allows it.
    ///   - configuration: time limits, bounds, headers, TLS and proxies.
    ///   - loop: the thread that does the I/O.
    /// - Throws: an error that says in which phase it failed: network and TLS, upgrade, or open packet.
    public static func connect(
        to address: ServerAddress, configuration: SocketIOConfiguration = SocketIOConfiguration(),
        loop: EventLoop = .shared
    ) async throws(SocketIOError) -> SocketIOConnection {
        let connection: SocketIOConnection
        do throws(WebSocketHandshakeError) {
            connection = try SocketIOConnection(address, configuration, loop)
        } catch {
            throw .webSocket(.handshake(error))
        }
        connection.webSocket.start(handler: connection)
        switch await connection.opened.value() {
        case .success?: return connection
        case .failure(let error)?: throw error
        case nil:
            connection.end(.clientDisconnect)
            connection.webSocket.abort()
            throw .cancelled
        }
    }

    /// The largest message the server accepts, in bytes, as it announced it; nil when it did not.
    public var maximumPayload: Int? {
        let limit = maximumPacket.load(ordering: .relaxed)
        return limit == .max ? nil : limit
    }

    /// Bytes emitted that the operating system has not taken yet.
    public var unsentBytes: Int { webSocket.unsentBytes }

    /// Waits until everything emitted so far was handed to the operating system, the connection ended, or the task was
    /// cancelled.
    public func flushed() async {
        let promise = Promise<Void>()
        let waits = shared.withLock { shared in
            guard shared.reason == nil else { return false }
            shared.flushWaiters.append(promise)
            return true
        }
        guard waits else { return }
        // It may have been flushed before we began to wait.
        if webSocket.unsentBytes > 0 { _ = await promise.value() }
        shared.withLock { $0.flushWaiters.removeAll { $0 === promise } }
    }

    /// Joins a namespace. Cancelling the task gives up at once.
    /// - Parameters:
    ///   - namespace: its name, such as `/vtt`; `/` is the main one.
    ///   - auth: what the server's middleware wants to see. It is written to the wire and kept nowhere.
    ///   - timeLimit: how long the server may take; nil takes ``SocketIOConfiguration/joinTimeLimit``.
    /// - Throws: ``SocketIOError/connectRefused(message:data:)`` with the server's words when it says no.
    public func join(
        _ namespace: String, auth: JSONValue? = nil, timeLimit: Duration? = nil
    ) async throws(SocketIOError) -> SocketIONamespace {
        try await join(namespace, auth: auth, timeLimit: timeLimit, handler: nil)
    }

    /// Leaves all namespaces, closes the connection and waits until it is closed, which takes no longer than
    /// ``SocketIOConfiguration/closeTimeLimit`` and a moment. May be called again.
    /// - Returns: why it ended; something else than ``SocketIOCloseReason/clientDisconnect`` when it had ended before.
    @discardableResult
    public func close() async -> SocketIOCloseReason {
        startClose()
        return await ended.valueDespiteCancellation()
    }

    /// Closes as ``close()`` does, without waiting.
    public func startClose() {
        let namespaces = shared.withLock { $0.reason == nil ? Array($0.namespaces.values) : [] }
        for namespace in namespaces { namespace.disconnect() }
        end(.clientDisconnect)
        // Behind the disconnect packets, which the loop sends.
        loop.execute { self.webSocket.close() }
    }

    /// Waits until the connection has ended.
    /// - Returns: why; ``SocketIOCloseReason/clientDisconnect`` too when the waiting task was cancelled, which does not
    ///   close the connection.
    public func closed() async -> SocketIOCloseReason { await ended.value() ?? closeReason ?? .clientDisconnect }

    /// Why the connection ended; nil while it is open.
    public var closeReason: SocketIOCloseReason? { shared.withLock { $0.reason } }

    /// Takes the first reason there is, and tells the namespaces. The WebSocket is the caller's to close.
    func end(_ reason: SocketIOCloseReason) {
        let told = shared.withLock { shared -> (namespaces: [SocketIONamespace], waiters: [Promise<Void>])? in
            guard shared.reason == nil else { return nil }
            shared.reason = reason
            defer {
                shared.namespaces = [:]
                shared.flushWaiters = []
            }
            return (Array(shared.namespaces.values), shared.flushWaiters)
        }
        guard let told else { return }
        for namespace in told.namespaces { namespace.end(reason) }
        for waiter in told.waiters { waiter.fulfil(()) }
    }
}
