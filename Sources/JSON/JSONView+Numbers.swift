extension JSONView {
    /// The number exactly as written, nil when the value is none.
    public var numberText: String? {
        guard let word, word.kind == .number else { return nil }
        return String(decoding: storage.bytes(of: word), as: UTF8.self)
    }

    /// The number when it is exactly an integer that fits (`7`, `7.0`, `7e0`), else nil.
    public var int: Int? {
        guard let word, word.kind == .number else { return nil }
        if !word.flag { return Self.integer(storage.bytes(of: word)) }
        return double.flatMap { Int(exactly: $0) }
    }

    /// The number when it is exactly an integer from 0 to 2^64 − 1, else nil.
    public var uint64: UInt64? {
        guard let word, word.kind == .number else { return nil }
        if !word.flag { return UInt64(String(decoding: storage.bytes(of: word), as: UTF8.self)) }
        return double.flatMap { UInt64(exactly: $0) }
    }

    /// The nearest double, nil when the value is no number or lies outside the finite range.
    public var double: Double? {
        guard let word, word.kind == .number else { return nil }
        let raw = storage.bytes(of: word)
        if let simple = Self.decimal(raw) { return simple }
        guard let value = Double(String(decoding: raw, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    @inline(__always)
    private static func integer(_ raw: UnsafeBufferPointer<UInt8>) -> Int? {
        let negative = raw.first == UInt8(ascii: "-")
        var value = 0
        for position in (negative ? 1 : 0)..<raw.count {
            let digit = Int(raw[position] &- UInt8(ascii: "0"))
            let (product, overflow1) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow2) =
                negative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if overflow1 || overflow2 { return nil }
            value = sum
        }
        return value
    }

    /// Numbers of up to 15 digits without an exponent: both the digits and the power of ten are exact doubles, so one
    /// division rounds correctly.
    @inline(__always)
    private static func decimal(_ raw: UnsafeBufferPointer<UInt8>) -> Double? {
        guard raw.count <= 16 else { return nil }
        var digits = 0.0
        var scale = 1.0
        var fraction = false
        var negative = false
        var significant = 0
        for byte in raw {
            switch byte {
            case UInt8(ascii: "-"): negative = true
            case UInt8(ascii: "."): fraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                significant += 1
                digits = digits * 10 + Double(byte &- UInt8(ascii: "0"))
                if fraction { scale *= 10 }
            default: return nil
            }
        }
        guard significant <= 15 else { return nil }
        let value = digits / scale
        return negative ? -value : value
    }
}
