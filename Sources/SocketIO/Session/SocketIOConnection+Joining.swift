import Bytes
package import JSON
import Synchronization
import Transport
@_spi(Rooms) import WebSocket

extension SocketIOConnection {
    /// Joins a namespace whose events go to `handler` on the loop's thread, instead of ``SocketIONamespace/events``.
    package func join(
        _ name: String, auth: JSONValue?, timeLimit: Duration? = nil, handler: (any SocketIONamespaceHandler)?
    ) async throws(SocketIOError) -> SocketIONamespace {
        guard Self.isAllowed(name) else { throw .invalidNamespace(name) }
        let namespace = SocketIONamespace(name: name, connection: self, handler: handler)
        try register(namespace)
        let limit = timeLimit ?? configuration.joinTimeLimit
        loop.execute { self.startJoin(namespace, auth, limit) }
        switch await namespace.joined.value() {
        case .success?: return namespace
        case .failure(let error)?: throw error
        case nil:
            namespace.end(.clientDisconnect)
            loop.execute { self.leave(namespace) }
            throw .cancelled
        }
    }

    private static func isAllowed(_ name: String) -> Bool {
        name.hasPrefix("/") && name.utf8.count <= SocketIOPacketLimits().maximumNamespaceBytes
            && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "?") }
    }

    private func register(_ namespace: SocketIONamespace) throws(SocketIOError) {
        try shared.withLock { (shared) throws(SocketIOError) in
            if let reason = shared.reason { throw .closed(reason) }
            guard shared.namespaces[namespace.name] == nil else { throw .alreadyJoined(namespace.name) }
            shared.namespaces[namespace.name] = namespace
        }
    }

    /// Forgets a namespace, unless another has taken its name since.
    func forget(_ namespace: SocketIONamespace) {
        shared.withLock { shared in
            if shared.namespaces[namespace.name] === namespace { shared.namespaces[namespace.name] = nil }
        }
    }

    private func startJoin(_ namespace: SocketIONamespace, _ auth: JSONValue?, _ limit: Duration) {
        guard namespace.joined.current == nil else { return }
        let isNew = session.with { $0.machine?.join(namespace.name, until: .now + limit) } ?? false
        guard isNew else { return fail(namespace, closeReason.map { .closed($0) } ?? .alreadyJoined(namespace.name)) }
        do throws(WebSocketError) {
            try webSocket.send(.text, maximumBytes: maximumPacket.load(ordering: .relaxed)) { buffer in
                SocketIOPacketEncoder.append(.connect, namespace: namespace.name, to: &buffer) { writer in
                    if let auth { writer.value(auth) } else { writer.object { _ in } }
                }
                return true
            }
        } catch {
            session.with { session in
                // Nothing was sent, so no answer will come.
                session.machine?.forget(namespace.name)
            }
            return fail(namespace, SocketIOError(sending: error, closed: closeReason ?? .clientDisconnect))
        }
        arm()
    }

    private func fail(_ namespace: SocketIONamespace, _ error: SocketIOError) {
        forget(namespace)
        namespace.fail(error)
    }

    /// Leaves a namespace on the loop's thread, or stops waiting for it.
    func leave(_ namespace: SocketIONamespace) {
        // Only if the name is still this one's, or nobody's: a namesake may have joined since.
        let isOurs = shared.withLock { shared in
            shared.namespaces[namespace.name].map { $0 === namespace } ?? true
        }
        guard isOurs else { return }
        if session.with({ $0.machine?.leave(namespace.name) }) ?? false { sendDisconnect(namespace.name) }
        forget(namespace)
    }

    func sendDisconnect(_ name: String) {
        _ = try? webSocket.send(.text) { buffer in
            SocketIOPacketEncoder.append(.disconnect, namespace: name, to: &buffer)
            return true
        }
    }
}
