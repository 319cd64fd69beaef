package import Bytes

/// Writes frames at the end of a buffer (RFC 6455, section 5.2). The payload is written in place by its author, so a
/// message goes from its values to the socket without another copy.
package enum WebSocketFrameEncoder {
    /// Appends one frame whose payload `body` appends.
    ///
    /// Room for the header of a middle-sized frame is left, the payload written behind it, and the length filled in
    /// afterwards; only payloads below 126 bytes or above 64 KiB are moved, by 2 or 6 bytes.
    /// - Parameters:
    ///   - mask: the key, for a client; nil for a server.
    ///   - isFinal: false for all but the last fragment of a message.
    ///   - reservedBit1: set only by an extension that defines it.
    ///   - body: appends to the buffer and does nothing else to it.
    /// - Returns: the number of payload bytes.
    @inline(__always)
    @discardableResult
    package static func append(
        _ opcode: WebSocketOpcode, isFinal: Bool = true, reservedBit1: Bool = false, mask: UInt32?,
        to buffer: inout ByteBuffer, _ body: (inout ByteBuffer) -> Void
    ) -> Int {
        let start = buffer.count
        let reserved = mask == nil ? 4 : 8
        buffer.appendUninitialized(capacity: 8) { _ in reserved }
        body(&buffer)
        let length = buffer.count - start - reserved
        precondition(length >= 0, "the author of a frame's payload took bytes away")
        finish(
            first: firstByte(opcode, isFinal: isFinal, reservedBit1: reservedBit1), mask: mask, start: start,
            reserved: reserved, length: length, in: &buffer)
        return length
    }

    /// Appends one frame with a payload that is already at hand.
    package static func append(
        _ opcode: WebSocketOpcode, isFinal: Bool = true, mask: UInt32?, payload: UnsafeRawBufferPointer,
        to buffer: inout ByteBuffer
    ) {
        append(opcode, isFinal: isFinal, mask: mask, to: &buffer) { $0.append(contentsOf: payload) }
    }

    /// Appends a close frame; an empty one for ``WebSocketCloseCode/noCode``. The reason is cut to 123 bytes, at a
    /// character.
    package static func appendClose(_ close: WebSocketClose, mask: UInt32?, to buffer: inout ByteBuffer) {
        append(.close, mask: mask, to: &buffer) { payload in
            guard close.code != .noCode else { return }
            payload.append(UInt8(truncatingIfNeeded: close.code.rawValue >> 8))
            payload.append(UInt8(truncatingIfNeeded: close.code.rawValue))
            var room = 123
            for scalar in close.reason.unicodeScalars {
                let bytes = UTF8.encode(scalar).map { Array($0) } ?? []
                guard bytes.count <= room else { break }
                room -= bytes.count
                payload.append(contentsOf: bytes)
            }
        }
    }

    private static func firstByte(_ opcode: WebSocketOpcode, isFinal: Bool, reservedBit1: Bool) -> UInt8 {
        opcode.rawValue | (isFinal ? 0x80 : 0) | (reservedBit1 ? 0x40 : 0)
    }

    private static func finish(
        first: UInt8, mask: UInt32?, start: Int, reserved: Int, length: Int, in buffer: inout ByteBuffer
    ) {
        let lengthBytes = length < 126 ? 0 : length <= 0xFFFF ? 2 : 8
        let header = 2 + lengthBytes + (mask == nil ? 0 : 4)
        if header > reserved { buffer.appendUninitialized(capacity: header - reserved) { $0.count } }
        buffer.withUnsafeMutableBytes { whole in
            let frame = UnsafeMutableRawBufferPointer(rebasing: whole[start...])
            guard let base = frame.baseAddress else { return }
            if header != reserved {
                (base + header).copyMemory(from: base + reserved, byteCount: length)
            }
            frame[0] = first
            let maskBit: UInt8 = mask == nil ? 0 : 0x80
            switch lengthBytes {
            case 0: frame[1] = maskBit | UInt8(truncatingIfNeeded: length)
            case 2:
                frame[1] = maskBit | 126
                base.storeBytes(
                    of: UInt16(truncatingIfNeeded: length).bigEndian, toByteOffset: 2, as: UInt16.self)
            default:
                frame[1] = maskBit | 127
                base.storeBytes(of: UInt64(length).bigEndian, toByteOffset: 2, as: UInt64.self)
            }
            guard let mask else { return }
            base.storeBytes(of: mask.littleEndian, toByteOffset: header - 4, as: UInt32.self)
            WebSocketMask.apply(mask, to: UnsafeMutableRawBufferPointer(start: base + header, count: length))
        }
        if header < reserved { buffer.truncate(to: start + header + length) }
    }
}
