import Bytes

extension ByteBuffer {
    /// Appends `text` as a JSON string: quoted, with what RFC 8259 section 7 requires escaped.
    @inline(__always)
    mutating func appendJSONString(_ text: String) {
        var text = text
        text.withUTF8 { appendJSONString(UnsafeRawBufferPointer($0)) }
    }

    @inline(__always)
    private mutating func appendJSONString(_ source: UnsafeRawBufferPointer) {
        // The closing quote, and the room of one word that a copy may overshoot, are reserved with the text.
        reserve(source.count + 10)
        append(UInt8(ascii: "\""))
        var start = 0
        while true {
            let stop = Self.nextEscape(source, start)
            append(contentsOf: UnsafeRawBufferPointer(rebasing: source[start..<stop]))
            if stop == source.count { break }
            appendEscape(source[stop])
            start = stop + 1
        }
        append(UInt8(ascii: "\""))
    }

    /// The position of the next byte that must be escaped, or the end.
    @inline(__always)
    private static func nextEscape(_ source: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var p = start
        while p + 8 <= source.count {
            let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: p, as: UInt64.self))
            let marks = StringScan.specialMarks(word)
            if marks != 0 { return p + marks.trailingZeroBitCount / 8 }
            p += 8
        }
        while p < source.count {
            let byte = source[p]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return p }
            p += 1
        }
        return p
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        default:
            append(utf8: "u00")
            append(Self.hexDigit(byte >> 4))
            append(Self.hexDigit(byte & 0x0F))
        }
    }

    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    /// Appends an integer in decimal.
    @inline(__always)
    mutating func appendDecimal(_ value: Int64) {
        var rest = value.magnitude
        appendUninitialized(capacity: 20) { space in
            // At most 19 digits and a sign, written from the right end of the space and then moved to its front.
            var p = 20
            repeat {
                p -= 1
                space[p] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                p -= 1
                space[p] = UInt8(ascii: "-")
            }
            space.copyMemory(from: UnsafeRawBufferPointer(rebasing: space[p..<20]))
            return 20 - p
        }
    }
}
