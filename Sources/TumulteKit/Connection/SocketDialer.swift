import JSON
import SocketIO
import Synchronization
import Transport

/// Dials over Socket.IO: WebSocket only, namespace `/vtt`, the session token as `auth.token`. Contract: socket,
/// sections 1 and 2.
struct SocketDialer: LinkDialer {
    let address: ServerAddress
    let options: ConnectOptions
    var upgradeTimeLimit = Duration.seconds(10)

    func dial(token: String) async throws(DialError) -> any TableLink {
        let configuration = SocketIOConfiguration(
            connect: options, upgradeTimeLimit: upgradeTimeLimit, maximumMessageBytes: 4 << 20)
        let connection: SocketIOConnection
        do throws(SocketIOError) {
            connection = try await SocketIOConnection.connect(to: address.webSocket, configuration: configuration)
        } catch {
            throw .failed(reason: "\(error)")
        }
        do throws(SocketIOError) {
            let namespace = try await connection.join("/vtt", auth: ["token": .string(token)])
            return SocketLink(connection: connection, namespace: namespace)
        } catch {
            await connection.close()
            if case .connectRefused(let message, _) = error { throw .refused(message: message) }
            throw .failed(reason: "\(error)")
        }
    }
}

/// A namespace of a Socket.IO connection as a link. The events are pulled one by one, so that a slow reader slows the
/// server down instead of filling memory.
final class SocketLink: TableLink {
    private let connection: SocketIOConnection
    private let namespace: SocketIONamespace
    private let saidClosed = Mutex(false)

    init(connection: SocketIOConnection, namespace: SocketIONamespace) {
        self.connection = connection
        self.namespace = namespace
    }

    var events: AsyncStream<LinkEvent> {
        AsyncStream { await self.next() }
    }

    private func next() async -> LinkEvent? {
        var iterator = namespace.events.makeAsyncIterator()
        if let event = await iterator.next() {
            return .event(ServerEvent(name: event.name, payload: event.arguments.first))
        }
        // A cancelled reader ends without a cause: the link itself may be fine.
        guard let reason = namespace.closeReason else { return nil }
        let isFirst = saidClosed.withLock { said in
            defer { said = true }
            return !said
        }
        guard isFirst else { return nil }
        return .closed(LinkClosure(reason: "\(reason)", byServer: reason == .serverDisconnect))
    }

    func send(_ event: String, payload: [UInt8]) throws(EventLinkError) {
        do throws(SocketIOError) {
            try namespace.emit(event) { $0.verbatim(payload) }
        } catch {
            if case .messageTooLarge(let limit) = error { throw .tooLarge(limit: limit) }
            throw .unavailable
        }
    }

    func reply(_ event: String, _ write: (inout JSONWriter) -> Void) {
        // When the connection is going down its end is told anyway.
        try? namespace.emit(event, write)
    }

    func close() async {
        namespace.disconnect()
        await connection.close()
    }
}
