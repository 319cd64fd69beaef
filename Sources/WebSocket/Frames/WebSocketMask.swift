/// The masking of RFC 6455, section 5.3: every payload byte is combined with one of the key's four bytes in turn.
package enum WebSocketMask {
    /// Masks or unmasks `bytes` in place, eight at a time.
    /// - Parameters:
    ///   - key: the key; its lowest byte is the first on the wire.
    ///   - offset: how many payload bytes came before `bytes`.
    @inline(__always)
    package static func apply(_ key: UInt32, to bytes: UnsafeMutableRawBufferPointer, offset: Int = 0) {
        guard let base = bytes.baseAddress else { return }
        let shift = UInt32(truncatingIfNeeded: offset & 3) &* 8
        let turned = (key &>> shift) | (key &<< ((32 &- shift) & 31))
        let word = (UInt64(turned) | UInt64(turned) &<< 32).littleEndian
        let count = bytes.count
        var index = 0
        while index &+ 8 <= count {
            let value = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            base.storeBytes(of: value ^ word, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        while index < count {
            let byte = UInt8(truncatingIfNeeded: turned &>> (UInt32(truncatingIfNeeded: index & 3) &* 8))
            let value = base.load(fromByteOffset: index, as: UInt8.self)
            base.storeBytes(of: value ^ byte, toByteOffset: index, as: UInt8.self)
            index &+= 1
        }
    }
}
