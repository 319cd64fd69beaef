import Bytes
public import Transport

/// A message of a WebSocket connection.
public enum WebSocketMessage: Hashable, Sendable {
    /// A text message, valid UTF-8 (RFC 6455, section 5.6).
    case text(String)
    /// A binary message.
    case binary([UInt8])
}

/// A WebSocket connection to a server (RFC 6455). It connects once and ends once; to reconnect, make a new one.
///
/// ```swift
/// let socket = try await WebSocketClient.connect(to: ServerAddress("wss://echo.example.org/"))
/// try socket.send(.text("hello"))
/// for await message in socket.messages { print(message) }
/// print(await socket.closed())
/// ```
/// Every member may be used from any thread or task. Closing is yours: an open connection stays until it is closed, even
/// when nobody holds it.
public final class WebSocketClient: Sendable {
    private let connection: WebSocketConnection
    private let receiver: Receiver

    private init(_ connection: WebSocketConnection, _ receiver: Receiver, _ agreement: WebSocketAgreement) {
        self.connection = connection
        self.receiver = receiver
        subprotocol = agreement.subprotocol
    }

    /// Connects and shakes hands. Cancelling the task gives up at once.
    /// - Parameters:
    ///   - address: a `ws`, `wss`, `http` or `https` address. Plain text is refused for hosts other than this machine,
    ///     unless the options allow it.
    ///   - options: time limits, bounds, headers, TLS and proxies.
    ///   - loop: the thread that does the I/O.
    /// - Throws: ``WebSocketError`` that says whether the network, TLS or the upgrade failed, or ``WebSocketError/cancelled``.
    public static func connect(
        to address: ServerAddress, options: WebSocketOptions = WebSocketOptions(), loop: EventLoop = .shared
    ) async throws(WebSocketError) -> WebSocketClient {
        let connection: WebSocketConnection
        do throws(WebSocketHandshakeError) {
            connection = try WebSocketConnection(to: address, options: options, on: loop)
        } catch {
            throw .handshake(error)
        }
        let receiver = Receiver(on: loop) { connection.setReading(!$0) }
        connection.start(handler: receiver)
        switch await receiver.opened.value() {
        case .success(let agreement)?:
            return WebSocketClient(connection, receiver, agreement)
        case .failure(let error)?: throw error
        case nil:
            connection.abort()
            throw .cancelled
        }
    }

    /// The subprotocol the server chose; nil when it chose none.
    public let subprotocol: String?

    /// Sends a message. Never waits: the bytes go into a bounded buffer that the loop sends from.
    /// - Throws: ``WebSocketError`` when the connection is closed, or too much waits to be sent; then nothing was sent.
    public func send(_ message: WebSocketMessage) throws(WebSocketError) {
        switch message {
        case .text(let text):
            try connection.send(.text) { buffer in
                buffer.append(utf8: text)
                return true
            }
        case .binary(let bytes):
            try connection.send(.binary) { buffer in
                buffer.append(contentsOf: bytes)
                return true
            }
        }
    }

    /// Bytes sent that the operating system has not taken yet.
    public var unsentBytes: Int { connection.unsentBytes }

    /// What the server sends. When more than 256 messages or 4 MiB wait to be taken, the server is slowed down until there
    /// is room again. Ends when the connection does; ``closed()`` then says why.
    public var messages: Messages { Messages(queue: receiver.queue) }

    /// Closes the connection and waits until it is closed, which takes no longer than the options' time limit and a moment.
    @discardableResult
    public func close(_ close: WebSocketClose = WebSocketClose(.normal)) async -> WebSocketEnd {
        connection.close(close)
        return await receiver.ended.valueDespiteCancellation()
    }

    /// Ends the connection at once, without telling the server. Never waits.
    public func abandon() { connection.abort() }

    /// Waits until the connection has ended.
    /// - Returns: how it ended; nil when the task was cancelled.
    public func closed() async -> WebSocketEnd? { await receiver.ended.value() }

    /// A sequence of messages. Several tasks may iterate; each message goes to one of them.
    public struct Messages: AsyncSequence, Sendable {
        public typealias Element = WebSocketMessage
        public typealias Failure = Never

        fileprivate let queue: BoundedQueue<WebSocketMessage>

        public func makeAsyncIterator() -> Iterator { Iterator(queue: queue) }

        public struct Iterator: AsyncIteratorProtocol {
            fileprivate let queue: BoundedQueue<WebSocketMessage>

            public mutating func next() async -> WebSocketMessage? { await next(isolation: nil) }

            public mutating func next(isolation actor: isolated (any Actor)?) async -> WebSocketMessage? {
                await queue.next(isolation: actor)
            }
        }
    }
}

/// Takes what the connection tells on the loop's thread to those who wait.
private final class Receiver: WebSocketConnectionHandler {
    let opened = Promise<Result<WebSocketAgreement, WebSocketError>>()
    let ended = Promise<WebSocketEnd>()
    let queue: BoundedQueue<WebSocketMessage>

    init(on loop: EventLoop, pause: @escaping @Sendable (Bool) -> Void) {
        queue = BoundedQueue(maximumCount: 256, maximumCost: 4 << 20, on: loop, pause: pause)
    }

    func webSocketOpened(_ agreement: WebSocketAgreement) { opened.fulfil(.success(agreement)) }

    func webSocketReceived(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
        let message: WebSocketMessage =
            kind == .text ? .text(String(decoding: payload, as: UTF8.self)) : .binary([UInt8](payload))
        queue.push(message, cost: payload.count)
    }

    /// Whoever takes messages may still answer those that came before.
    func webSocketSettles(_ done: @escaping @Sendable () -> Void) { queue.whenSettled(done) }

    func webSocketFailed(_ error: WebSocketError) {
        opened.fulfil(.failure(error))
        queue.finish()
    }

    func webSocketEnded(_ end: WebSocketEnd, cause: TransportError?) {
        queue.finish()
        ended.fulfil(end)
    }
}
