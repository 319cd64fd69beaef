public import JSON

/// The arguments of an event or an ack, in order.
public struct SocketIOArguments: Sendable, Sequence, CustomStringConvertible {
    /// The packet's payload: an array.
    private let payload: JSONView
    /// Elements before the first argument: 1 where the event's name stands, 0 in an ack.
    private let skipped: Int
    private let attachments: [[UInt8]]

    init(_ packet: SocketIOPacket) {
        payload = packet.payload
        skipped = packet.kind.isEvent ? 1 : 0
        attachments = packet.attachments
    }

    /// How many there are.
    public var count: Int { Swift.max(0, payload.count - skipped) }

    /// The argument at `index`; missing when there is none.
    public subscript(index: Int) -> JSONView {
        index >= 0 && index < count ? payload[index + skipped] : .missing
    }

    /// The first argument, which most events have as their only one; missing when there is none.
    public var first: JSONView { self[0] }

    public func makeIterator() -> some IteratorProtocol<JSONView> {
        payload.array.dropFirst(skipped).makeIterator()
    }

    /// The bytes that a placeholder among the arguments stands for; nil when `view` is no placeholder
    /// (Socket.IO protocol 5, "Packet encoding").
    public func bytes(for view: JSONView) -> [UInt8]? {
        guard view["_placeholder"].bool == true, let number = view["num"].int, attachments.indices.contains(number)
        else { return nil }
        return attachments[number]
    }

    public var description: String { map(\.description).joined(separator: ", ") }
}

/// An event from the server.
public struct SocketIOEvent: Sendable {
    private let packet: SocketIOPacket

    init(_ packet: SocketIOPacket) { self.packet = packet }

    /// The event's name. `ping` and `pong` are ordinary names, unrelated to the protocol's heartbeat.
    public var name: String { packet.payload[0].string ?? "" }

    /// Whether the name is `literal`, found out without making a string.
    public func isNamed(_ literal: StaticString) -> Bool { packet.payload[0].stringEquals(literal) }

    /// What came with it.
    public var arguments: SocketIOArguments { SocketIOArguments(packet) }

    /// The number to acknowledge the event with when the server asked for that, else nil.
    public var ackID: Int? { packet.ackID }
}
