package import JSON

/// One Socket.IO 5 packet, complete with its attachments (Socket.IO protocol 5, "Packet encoding").
package struct SocketIOPacket: Sendable {
    /// The packet types; the binary ones differ only in how they are written.
    package enum Kind: UInt8, Sendable {
        case connect = 0x30
        case disconnect = 0x31
        case event = 0x32
        case ack = 0x33
        case connectError = 0x34
        case binaryEvent = 0x35
        case binaryAck = 0x36

        package var isBinary: Bool { self == .binaryEvent || self == .binaryAck }
        package var isEvent: Bool { self == .event || self == .binaryEvent }
        package var isAck: Bool { self == .ack || self == .binaryAck }
    }

    package var kind: Kind
    /// The namespace, `/` when the packet named none.
    package var namespace: String
    package var ackID: Int?
    /// The payload; the missing value when there is none.
    package var payload: JSONView
    /// The binary attachments of a binary packet, in order.
    package var attachments: [[UInt8]] = []

    /// The largest ack id accepted: what a JavaScript server can count to.
    package static let largestAckID = 1 << 53 - 1

    /// Event names that belong to the library (Socket.IO protocol 5; contract: socket, section 1).
    package static let reservedEventNames: [StaticString] = [
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    ]

    /// Whether `name` is one of ``reservedEventNames``; written out because every emit asks.
    package static func isReserved(_ name: String) -> Bool {
        switch name {
        case "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener": true
        default: false
        }
    }
}
