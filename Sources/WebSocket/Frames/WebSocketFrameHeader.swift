/// The fixed part of a frame, read byte by byte so that it may arrive in any pieces (RFC 6455, section 5.2).
struct WebSocketFrameHeader: Sendable {
    private(set) var opcode = WebSocketOpcode.continuation
    private(set) var isFinal = true
    /// Set when RSV1 is, which only an extension may do.
    private(set) var reservedBit1 = false
    /// The key of a masked frame.
    private(set) var mask: UInt32?
    private(set) var length = 0

    /// The bytes read so far; 14 is the longest header.
    private var bytes = InlineArray<14, UInt8>(repeating: 0)
    private var count = 0
    private var wanted = 2

    /// Takes bytes from the front of `input`.
    /// - Returns: true when the header is complete.
    @inline(__always)
    mutating func take(
        from input: inout UnsafeRawBufferPointer, role: WebSocketRole, limits: WebSocketLimits, extensionUsesBit1: Bool
    ) throws(WebSocketViolation) -> Bool {
        while count < wanted {
            guard let byte = input.first else { return false }
            input = UnsafeRawBufferPointer(rebasing: input.dropFirst())
            bytes[count] = byte
            count &+= 1
            // Refuse as soon as the byte is there: a peer that is wrong must not make us wait for more.
            if count == 1 { try readFirst(byte, extensionUsesBit1: extensionUsesBit1) }
            if count == 2 { try readSecond(byte, role: role) }
        }
        try readLength(limits: limits)
        return true
    }

    private mutating func readFirst(_ byte: UInt8, extensionUsesBit1: Bool) throws(WebSocketViolation) {
        reservedBit1 = byte & 0x40 != 0
        if byte & 0x30 != 0 || (reservedBit1 && !extensionUsesBit1) { throw WebSocketViolation(.reservedBits) }
        guard let opcode = WebSocketOpcode(rawValue: byte & 0x0F) else {
            throw WebSocketViolation(.unknownOpcode(byte & 0x0F))
        }
        self.opcode = opcode
        isFinal = byte & 0x80 != 0
        if reservedBit1, opcode.isControl || opcode == .continuation { throw WebSocketViolation(.reservedBits) }
        if opcode.isControl, !isFinal { throw WebSocketViolation(.fragmentedControlFrame) }
    }

    private mutating func readSecond(_ byte: UInt8, role: WebSocketRole) throws(WebSocketViolation) {
        let isMasked = byte & 0x80 != 0
        guard isMasked == (role == .server) else { throw WebSocketViolation(.wrongMasking) }
        let short = Int(byte & 0x7F)
        if opcode.isControl, short > 125 { throw WebSocketViolation(.controlFrameTooLong) }
        wanted = 2 + (short == 126 ? 2 : short == 127 ? 8 : 0) + (isMasked ? 4 : 0)
    }

    private mutating func readLength(limits: WebSocketLimits) throws(WebSocketViolation) {
        let short = Int(bytes[1] & 0x7F)
        let lengthBytes = short == 126 ? 2 : short == 127 ? 8 : 0
        if lengthBytes == 0 {
            length = short
        } else {
            var value: UInt64 = 0
            for index in 2..<(2 + lengthBytes) { value = value &<< 8 | UInt64(bytes[index]) }
            if value >> 63 != 0 { throw WebSocketViolation(.lengthTopBit) }
            if value < (lengthBytes == 2 ? 126 : 0x1_0000) { throw WebSocketViolation(.lengthNotMinimal) }
            length = Int(truncatingIfNeeded: value)
        }
        if !opcode.isControl, length > limits.maximumFrameBytes {
            throw WebSocketViolation(.frameTooLarge(limit: limits.maximumFrameBytes))
        }
        if wanted - lengthBytes == 6 {
            var key: UInt32 = 0
            for index in 0..<4 { key |= UInt32(bytes[wanted - 4 + index]) &<< UInt32(index * 8) }
            mask = key
        } else {
            mask = nil
        }
    }

    /// Makes ready for the next frame.
    @inline(__always)
    mutating func reset() {
        count = 0
        wanted = 2
    }
}
