package import JSON
internal import SocketIO

/// The server's side of one Engine.IO 4 session with Socket.IO 5 on it. Sans I/O: packets in, one step out.
package struct EngineSession: Sendable {
    package enum Step: Sendable {
        case none
        /// The peer answered the engine's ping.
        case pong
        case connect(namespace: String, auth: JSONView)
        /// An event for a namespace that was joined.
        case event(namespace: String, name: String, payload: JSONView)
        case leave(namespace: String)
        /// The link can't go on; the reason is for the record of violations, nil when the peer only said good-bye.
        case end(violation: String?)
    }

    private var packets = SocketIOPacketDecoder()
    /// Namespaces that were accepted.
    private var joined: Set<String> = []

    package init() {}

    package mutating func join(_ namespace: String) { joined.insert(namespace) }
    package mutating func leave(_ namespace: String) { joined.remove(namespace) }
    package var hasJoined: Bool { !joined.isEmpty }

    package mutating func text(_ bytes: UnsafeRawBufferPointer) -> Step {
        guard let first = bytes.first else { return .end(violation: "an empty engine packet") }
        switch EnginePacketType(rawValue: first) {
        case .message:
            do {
                return step(try packets.text(UnsafeRawBufferPointer(rebasing: bytes.dropFirst())))
            } catch {
                return .end(violation: error.description)
            }
        case .pong: return .pong
        case .ping: return .end(violation: "an engine ping: in version 4 only the server pings")
        case .close: return .end(violation: nil)
        case .open, .upgrade, .noop: return .none
        case nil: return .end(violation: "an engine packet of unknown type")
        }
    }

    package mutating func binary(_ bytes: UnsafeRawBufferPointer) -> Step {
        do {
            return step(try packets.binary(bytes))
        } catch {
            return .end(violation: error.description)
        }
    }

    private mutating func step(_ packet: SocketIOPacket?) -> Step {
        guard let packet else { return .none }
        switch packet.kind {
        case .connect:
            guard !joined.contains(packet.namespace) else {
                return .end(violation: "a second connect to \(packet.namespace)")
            }
            return .connect(namespace: packet.namespace, auth: packet.payload)
        case .connectError:
            return .end(violation: "only servers refuse a connect")
        case .disconnect, .event, .binaryEvent, .ack, .binaryAck:
            guard joined.contains(packet.namespace) else {
                return .end(violation: "a packet for \(packet.namespace), which was not joined")
            }
            if packet.kind == .disconnect { return .leave(namespace: packet.namespace) }
            guard packet.kind.isEvent else { return .none }
            return .event(
                namespace: packet.namespace, name: packet.payload[0].string ?? "", payload: packet.payload[1])
        }
    }
}
