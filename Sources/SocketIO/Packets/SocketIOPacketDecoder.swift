import JSON

/// Reads Socket.IO packets and gathers their attachments, for either end.
///
/// After a violation the connection is to be closed; feeding on is harmless.
package struct SocketIOPacketDecoder: Sendable {
    private let limits: SocketIOPacketLimits
    /// A binary packet whose attachments have not all come.
    private var pending: (packet: SocketIOPacket, missing: Int, bytes: Int)?

    package init(limits: SocketIOPacketLimits = SocketIOPacketLimits()) { self.limits = limits }

    /// Whether attachments are still to come.
    package var isWaiting: Bool { pending != nil }

    /// Takes a packet's text.
    /// - Parameter bytes: the packet without the Engine.IO type byte; UTF-8 is checked by the JSON parser.
    /// - Returns: the packet, or nil when its attachments have to come first.
    package mutating func text(_ bytes: UnsafeRawBufferPointer) throws(SocketIOViolation) -> SocketIOPacket? {
        guard pending == nil else {
            pending = nil
            throw SocketIOViolation(.missingAttachment)
        }
        let header = try SocketIOPacketHeader(reading: bytes, limits: limits)
        let rest = UnsafeRawBufferPointer(rebasing: bytes[header.payloadOffset...])
        var payload = JSONView.missing
        if !rest.isEmpty {
            do throws(JSONError) {
                payload = try JSONDocument(copying: rest, limits: limits.json).root
            } catch {
                throw SocketIOViolation(.invalidJSON(error))
            }
        }
        let packet = SocketIOPacket(
            kind: header.kind, namespace: header.namespace, ackID: header.ackID, payload: payload)
        try Self.check(packet)
        if packet.kind.isBinary { try Self.checkPlaceholders(payload, count: header.attachmentCount) }
        guard header.attachmentCount > 0 else { return packet }
        pending = (packet, header.attachmentCount, 0)
        return nil
    }

    /// Takes a binary frame.
    /// - Returns: the packet it completes, if it does.
    package mutating func binary(_ bytes: UnsafeRawBufferPointer) throws(SocketIOViolation) -> SocketIOPacket? {
        guard var (packet, missing, held) = pending else { throw SocketIOViolation(.unexpectedAttachment) }
        pending = nil
        guard bytes.count <= limits.maximumAttachmentBytes - held else {
            throw SocketIOViolation(.attachmentsTooLarge(limit: limits.maximumAttachmentBytes))
        }
        packet.attachments.append([UInt8](bytes))
        held += bytes.count
        missing -= 1
        if missing == 0 { return packet }
        pending = (packet, missing, held)
        return nil
    }

    /// The shape each packet type asks for (Socket.IO protocol 5, "Packet types").
    private static func check(_ packet: SocketIOPacket) throws(SocketIOViolation) {
        let payload = packet.payload
        switch packet.kind {
        case .connect:
            guard !payload.exists || payload.isObject else { throw SocketIOViolation(.invalidPayload) }
        case .disconnect:
            guard !payload.exists else { throw SocketIOViolation(.invalidPayload) }
        case .connectError:
            guard payload.exists else { throw SocketIOViolation(.invalidPayload) }
        case .event, .binaryEvent:
            guard payload.isArray else { throw SocketIOViolation(.invalidPayload) }
            try checkName(payload[0])
        case .ack, .binaryAck:
            guard payload.isArray else { throw SocketIOViolation(.invalidPayload) }
            guard packet.ackID != nil else { throw SocketIOViolation(.invalidAckID) }
        }
    }

    private static func checkName(_ name: JSONView) throws(SocketIOViolation) {
        guard name.isString else { throw SocketIOViolation(.missingEventName) }
        if SocketIOPacket.reservedEventNames.contains(where: { name.stringEquals($0) }) {
            throw SocketIOViolation(.reservedEventName(name.string ?? ""))
        }
    }

    /// Every placeholder must name one of the attachments. Depth is bounded by the JSON limits.
    private static func checkPlaceholders(_ view: JSONView, count: Int) throws(SocketIOViolation) {
        if view.isArray {
            for element in view.array { try checkPlaceholders(element, count: count) }
        } else if view.isObject {
            if view["_placeholder"].bool == true {
                guard let number = view["num"].int, number >= 0, number < count else {
                    throw SocketIOViolation(.illegalPlaceholder)
                }
            } else {
                for member in view.object { try checkPlaceholders(member.value, count: count) }
            }
        }
    }
}
