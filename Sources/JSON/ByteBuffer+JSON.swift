import Bytes

extension ByteBuffer {
    /// Appends `text` as a JSON string: quoted, with what RFC 8259 section 7 requires escaped.
    @inline(__always)
    mutating func appendJSONString(_ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendJSONString(UnsafeRawBufferPointer($0)) }
        if done == nil {
            var native = text
            native.withUTF8 { appendJSONString(UnsafeRawBufferPointer($0)) }
        }
    }

    /// Copies and searches in one pass, a word at a time: most texts hold nothing that must be escaped.
    private mutating func appendJSONString(_ source: UnsafeRawBufferPointer) {
        let count = source.count
        var stop: Int?
        appendUninitialized(capacity: count + 2) { space in
            guard let out = space.baseAddress else { return 0 }
            out.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
            stop = Self.copyPlain(source, to: out + 1)
            if let stop { return 1 + stop }
            out.storeBytes(of: UInt8(ascii: "\""), toByteOffset: count + 1, as: UInt8.self)
            return count + 2
        }
        if let stop { appendEscaped(source, from: stop) }
    }

    /// Copies `source` up to the first byte that must be escaped.
    /// - Returns: the position of that byte, nil when everything was copied. `out` has room for all of `source`.
    @inline(__always)
    private static func copyPlain(_ source: UnsafeRawBufferPointer, to out: UnsafeMutableRawPointer) -> Int? {
        guard let from = source.baseAddress else { return nil }
        let count = source.count
        var p = 0
        while p + 8 <= count {
            let marks = copyWord(from, to: out, at: p)
            if marks != 0 { return p + marks.trailingZeroBitCount / 8 }
            p += 8
        }
        if p == count { return nil }
        if count >= 8 {
            // The last word overlaps the one before it.
            let marks = copyWord(from, to: out, at: count - 8)
            return marks == 0 ? nil : count - 8 + marks.trailingZeroBitCount / 8
        }
        if count >= 4 {
            // Two halves that may overlap; where one must be escaped, the bytes are taken singly below.
            let first = from.loadUnaligned(as: UInt32.self)
            let last = from.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            out.storeBytes(of: first, as: UInt32.self)
            out.storeBytes(of: last, toByteOffset: count - 4, as: UInt32.self)
            if StringScan.specialMarks(UInt64(first) << 32 | UInt64(last)) == 0 { return nil }
        }
        while p < count {
            let byte = from.load(fromByteOffset: p, as: UInt8.self)
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return p }
            out.storeBytes(of: byte, toByteOffset: p, as: UInt8.self)
            p += 1
        }
        return nil
    }

    @inline(__always)
    private static func copyWord(_ from: UnsafeRawPointer, to out: UnsafeMutableRawPointer, at p: Int) -> UInt64 {
        let word = from.loadUnaligned(fromByteOffset: p, as: UInt64.self)
        out.storeBytes(of: word, toByteOffset: p, as: UInt64.self)
        return StringScan.specialMarks(UInt64(littleEndian: word))
    }

    /// The rest of a text from its first byte that must be escaped, and the closing quote.
    @inline(never)
    private mutating func appendEscaped(_ source: UnsafeRawBufferPointer, from first: Int) {
        var start = first
        while start < source.count {
            appendEscape(source[start])
            start += 1
            let stop = Self.nextEscape(source, start)
            append(contentsOf: UnsafeRawBufferPointer(rebasing: source[start..<stop]))
            start = stop
        }
        append(UInt8(ascii: "\""))
    }

    /// The position of the next byte that must be escaped, or the end.
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
