/// Checks UTF-8 as it arrives, in pieces of any size, and says no at the first byte that cannot be right (Unicode,
/// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
package struct UTF8Validator: Sendable {
    /// Continuation bytes still to come for the character that has begun.
    private var needed: UInt8 = 0
    /// Range of the next continuation byte; narrower than 80…BF only after E0, ED, F0 and F4.
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    package init() {}

    /// Whether the text so far does not end inside a character.
    package var isComplete: Bool { needed == 0 }

    /// Takes the next piece.
    /// - Returns: false when no continuation can make the text valid.
    package mutating func accept(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let count = bytes.count
        var index = 0
        while index < count {
            if needed == 0 {
                while index &+ 8 <= count,
                    base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index &+= 8
                }
                guard index < count else { return true }
                let byte = base.load(fromByteOffset: index, as: UInt8.self)
                index &+= 1
                if byte < 0x80 { continue }
                guard begin(byte) else { return false }
            } else {
                let byte = base.load(fromByteOffset: index, as: UInt8.self)
                guard byte >= lower, byte <= upper else { return false }
                index &+= 1
                needed &-= 1
                lower = 0x80
                upper = 0xBF
            }
        }
        return true
    }

    @inline(__always)
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: needed = 1
        case 0xE0:
            needed = 2
            lower = 0xA0
        case 0xE1...0xEC, 0xEE...0xEF: needed = 2
        case 0xED:
            needed = 2
            upper = 0x9F
        case 0xF0:
            needed = 3
            lower = 0x90
        case 0xF1...0xF3: needed = 3
        case 0xF4:
            needed = 3
            upper = 0x8F
        default: return false
        }
        return true
    }
}
