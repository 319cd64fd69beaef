/// Scanning the inside of JSON strings, eight bytes at a time.
enum StringScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Marks the high bit of each byte that is a quote, a backslash or a control character. The lowest mark is exact;
    /// a borrow may put false marks above it, never below.
    @inline(__always)
    static func specialMarks(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        return ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highs
    }

    /// The position of the next quote, backslash, control character or byte above 0x7F.
    ///
    /// `text` must be followed by at least 8 readable bytes after a zero byte: the zero stops the scan.
    @inline(__always)
    static func nextSpecial(_ text: UnsafeMutablePointer<UInt8>, _ start: Int) -> Int {
        var p = start
        while true {
            let word = UInt64(littleEndian: UnsafeRawPointer(text + p).loadUnaligned(as: UInt64.self))
            let marks = specialMarks(word) | word & highs
            if marks != 0 { return p + marks.trailingZeroBitCount / 8 }
            p += 8
        }
    }

    /// The length of the well-formed UTF-8 sequence that starts at `p` (RFC 3629), nil when it is not one.
    @inline(__always)
    static func multibyteLength(_ p: UnsafePointer<UInt8>) -> Int? {
        let first = p[0]
        if first < 0xC2 { return nil }
        guard p[1] & 0xC0 == 0x80 else { return nil }
        if first < 0xE0 { return 2 }
        if first < 0xF0 {
            if first == 0xE0, p[1] < 0xA0 { return nil }
            if first == 0xED, p[1] >= 0xA0 { return nil }
            return p[2] & 0xC0 == 0x80 ? 3 : nil
        }
        if first > 0xF4 { return nil }
        if first == 0xF0, p[1] < 0x90 { return nil }
        if first == 0xF4, p[1] >= 0x90 { return nil }
        return p[2] & 0xC0 == 0x80 && p[3] & 0xC0 == 0x80 ? 4 : nil
    }

    /// The length of the escape sequence whose backslash stands at `p`, nil when it is malformed.
    static func escapeLength(_ p: UnsafePointer<UInt8>) -> Int? {
        switch p[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            return hex4(p + 2) == nil ? nil : 6
        default:
            return nil
        }
    }

    /// Four hexadecimal digits; stops at the first byte that is none, so it never reads past a terminating zero.
    @inline(__always)
    static func hex4(_ p: UnsafePointer<UInt8>) -> UInt16? {
        var value: UInt16 = 0
        for n in 0..<4 {
            let byte = p[n]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    /// Resolves the escapes of a scanned string. A surrogate without its other half becomes U+FFFD.
    ///
    /// `raw` must have been accepted by the parser, and lie in its padded text.
    static func unescape(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = raw.baseAddress else { return "" }
        return String(unsafeUninitializedCapacity: raw.count) { output in
            var written = 0
            var p = 0
            while p < raw.count {
                let byte = base[p]
                guard byte == UInt8(ascii: "\\"), p + 1 < raw.count else {
                    output[written] = byte
                    written += 1
                    p += 1
                    continue
                }
                guard base[p + 1] == UInt8(ascii: "u") else {
                    output[written] = simpleEscape(base[p + 1])
                    written += 1
                    p += 2
                    continue
                }
                var unit = UInt32(hex4(base + p + 2) ?? 0xFFFD)
                p += 6
                if unit & 0xFC00 == 0xD800, p + 6 <= raw.count, base[p] == UInt8(ascii: "\\"),
                    base[p + 1] == UInt8(ascii: "u"),
                    let low = hex4(base + p + 2), low & 0xFC00 == 0xDC00
                {
                    unit = 0x10000 + (unit & 0x3FF) << 10 + UInt32(low & 0x3FF)
                    p += 6
                }
                // An escape of six bytes gives at most three, a pair of twelve gives four: the output never outgrows `raw`.
                let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
                for code in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    output[written] = code
                    written += 1
                }
            }
            return written
        }
    }

    private static func simpleEscape(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: byte
        }
    }
}
