package import JSON

/// Bounds on what a packet may hold.
package struct SocketIOPacketLimits: Sendable, Hashable {
    /// Most attachments of one packet. Ten, as in the reference parser since 4.2.6.
    package var maximumAttachments = 10
    /// Largest sum of the attachments of one packet, in bytes.
    package var maximumAttachmentBytes = 16 << 20
    /// Longest namespace name, in bytes.
    package var maximumNamespaceBytes = 256
    /// Bounds of the JSON payload.
    package var json = JSONLimits.standard

    package init() {}
}

/// The part of a packet before its JSON: type, attachments, namespace, ack id. Read once, front to back, in linear time.
struct SocketIOPacketHeader {
    var kind: SocketIOPacket.Kind
    var attachmentCount = 0
    var namespace = "/"
    var ackID: Int?
    /// Where the payload begins.
    var payloadOffset = 0

    /// - Parameter bytes: the packet without the Engine.IO type byte.
    init(reading bytes: UnsafeRawBufferPointer, limits: SocketIOPacketLimits) throws(SocketIOViolation) {
        guard let type = bytes.first else { throw SocketIOViolation(.emptyPacket) }
        guard let kind = SocketIOPacket.Kind(rawValue: type) else { throw SocketIOViolation(.unknownPacketType(type)) }
        self.kind = kind
        var index = 1
        if kind.isBinary {
            // Digits only, and at most as many as the limit can have: no signs, exponents or blanks.
            guard let count = Self.digits(bytes, &index, most: 10), index < bytes.count, bytes[index] == 0x2D else {
                throw SocketIOViolation(.invalidAttachmentCount)
            }
            guard count <= limits.maximumAttachments else {
                throw SocketIOViolation(.tooManyAttachments(limit: limits.maximumAttachments))
            }
            attachmentCount = count
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "/") {
            let rest = bytes[index...].prefix(limits.maximumNamespaceBytes + 1)
            let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
            guard end - index <= limits.maximumNamespaceBytes else {
                throw SocketIOViolation(.namespaceTooLong(limit: limits.maximumNamespaceBytes))
            }
            let text = UnsafeRawBufferPointer(rebasing: bytes[index..<end])
            guard let name = String(validating: text, as: UTF8.self) else {
                throw SocketIOViolation(.invalidNamespace)
            }
            namespace = name
            index = min(end + 1, bytes.count)
        }
        if index < bytes.count, Self.isDigit(bytes[index]) {
            guard let id = Self.digits(bytes, &index, most: 16), id <= SocketIOPacket.largestAckID else {
                throw SocketIOViolation(.invalidAckID)
            }
            ackID = id
        }
        payloadOffset = index
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Reads a decimal number of 1 to `most` digits, at most 16; nil when there is none or it is longer.
    private static func digits(_ bytes: UnsafeRawBufferPointer, _ index: inout Int, most: Int) -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, isDigit(bytes[index]) {
            guard index - start < most else { return nil }
            value = value &* 10 &+ Int(bytes[index] &- 0x30)
            index += 1
        }
        return index > start ? value : nil
    }
}
