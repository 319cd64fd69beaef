import Bytes
import JSON

@testable import SocketIO

/// A packet as a value that can be compared; the payload is its JSON text, nil when there is none.
struct PlainPacket: Equatable {
    var kind: SocketIOPacket.Kind
    var namespace = "/"
    var ackID: Int?
    var payload: String?
    var attachments: [[UInt8]] = []

    init(
        _ kind: SocketIOPacket.Kind, in namespace: String = "/", ackID: Int? = nil, _ payload: String? = nil,
        attachments: [[UInt8]] = []
    ) {
        self.kind = kind
        self.namespace = namespace
        self.ackID = ackID
        self.payload = payload
        self.attachments = attachments
    }

    init(_ packet: SocketIOPacket) {
        self.init(
            packet.kind, in: packet.namespace, ackID: packet.ackID,
            packet.payload.exists ? packet.payload.jsonText : nil, attachments: packet.attachments)
    }
}

/// Decodes one packet, `text` without the Engine.IO type byte, and then its attachments.
func decodePacket(
    _ text: String, attachments: [[UInt8]] = [], limits: SocketIOPacketLimits = SocketIOPacketLimits()
) throws -> PlainPacket? {
    var decoder = SocketIOPacketDecoder(limits: limits)
    var packet = try Array(text.utf8).withUnsafeBytes { try decoder.text($0) }
    for attachment in attachments {
        packet = try attachment.withUnsafeBytes { try decoder.binary($0) }
    }
    return packet.map(PlainPacket.init)
}

/// What an encoder wrote, as text.
func written(_ body: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer()
    body(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
}
