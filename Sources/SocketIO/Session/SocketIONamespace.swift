import Bytes
import JSON
import Synchronization
import Transport
@_spi(Rooms) import WebSocket

/// Who is told what happens in a namespace, on the loop's thread, one call at a time. The calls must be short; emitting
/// and leaving from inside is allowed.
package protocol SocketIONamespaceHandler: AnyObject, Sendable {
    /// An event, in the order of arrival.
    func namespaceReceived(_ event: SocketIOEvent)
    /// The namespace was left. The last call; it does not come when joining failed.
    func namespaceClosed(_ reason: SocketIOCloseReason)
}

/// A namespace of a Socket.IO connection that the server let us into.
///
/// Every member may be used from any thread or task.
public final class SocketIONamespace: Sendable {
    /// Its name, such as `/vtt`.
    public let name: String
    let connection: SocketIOConnection
    let joined = Promise<Result<Void, SocketIOError>>()
    let queue: BoundedQueue<SocketIOEvent>
    let acks = Mutex(PendingAcks())
    private let handler: (any SocketIONamespaceHandler)?
    private let ended = Promise<SocketIOCloseReason>()
    private let state = Mutex(State())
    /// Whether events may be sent; read under the connection's send lock, so that none follows the disconnect packet.
    let isOpen = Atomic(false)

    private struct State {
        var sid = ""
        var reason: SocketIOCloseReason?
    }

    init(name: String, connection: SocketIOConnection, handler: (any SocketIONamespaceHandler)?) {
        self.name = name
        self.connection = connection
        self.handler = handler
        queue = BoundedQueue(
            maximumCount: connection.configuration.maximumWaitingEvents,
            maximumCost: connection.configuration.maximumWaitingBytes, on: connection.loop
        ) { [weak connection] in connection?.pause($0) }
    }

    /// The id of this client in the namespace.
    public var sid: String { state.withLock { $0.sid } }

    /// The events the server sends, in order. When more wait to be taken than the configuration allows, the server is
    /// slowed down until there is room again: take them, or the connection stalls and the server ends it. Ends when the
    /// namespace is left; ``closed()`` then says why.
    public var events: SocketIOEvents { SocketIOEvents(queue: queue) }

    /// Leaves the namespace. The connection goes on. Any thread, never waits; may be called again.
    public func disconnect() {
        guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return end(.clientDisconnect) }
        let connection = connection
        connection.loop.execute { connection.leave(self) }
        end(.clientDisconnect)
    }

    /// Waits until the namespace was left.
    /// - Returns: why; ``SocketIOCloseReason/clientDisconnect`` too when the waiting task was cancelled, which does not
    ///   leave the namespace.
    public func closed() async -> SocketIOCloseReason { await ended.value() ?? closeReason ?? .clientDisconnect }

    /// Why the namespace was left; nil while it is open.
    public var closeReason: SocketIOCloseReason? { state.withLock { $0.reason } }

    // MARK: From the connection

    func admit(sid: String) {
        let isWanted = state.withLock { state in
            guard state.reason == nil else { return false }
            state.sid = sid
            isOpen.store(true, ordering: .releasing)
            return true
        }
        if isWanted { joined.fulfil(.success(())) }
    }

    func fail(_ error: SocketIOError) {
        joined.fulfil(.failure(error))
        queue.finish()
    }

    func receive(_ event: SocketIOEvent, cost: Int) {
        guard isOpen.load(ordering: .acquiring) else { return }
        if let handler { handler.namespaceReceived(event) } else { queue.push(event, cost: cost) }
    }

    /// The namespace is over. Any thread; the first reason counts.
    func end(_ reason: SocketIOCloseReason) {
        let isFirst = state.withLock { state in
            guard state.reason == nil else { return false }
            state.reason = reason
            isOpen.store(false, ordering: .releasing)
            return true
        }
        guard isFirst else { return }
        let wasJoined = !joined.fulfil(.failure(.closed(reason)))
        queue.finish()
        failAcks(reason)
        ended.fulfil(reason)
        guard wasJoined, let handler else { return }
        if connection.loop.isCurrent {
            handler.namespaceClosed(reason)
        } else {
            connection.loop.execute { handler.namespaceClosed(reason) }
        }
    }
}

/// The events of a namespace. Several tasks may iterate; each event goes to one of them.
public struct SocketIOEvents: AsyncSequence, Sendable {
    public typealias Element = SocketIOEvent
    public typealias Failure = Never

    let queue: BoundedQueue<SocketIOEvent>

    public func makeAsyncIterator() -> Iterator { Iterator(queue: queue) }

    public struct Iterator: AsyncIteratorProtocol {
        let queue: BoundedQueue<SocketIOEvent>

        public mutating func next() async -> SocketIOEvent? { await next(isolation: nil) }

        public mutating func next(isolation actor: isolated (any Actor)?) async -> SocketIOEvent? {
            await queue.next(isolation: actor)
        }
    }
}
