/// Plain arithmetic: numbers, `+ - * /` and parentheses, nothing that depends on a document.
struct Arithmetic {
    private var rest: Substring.UTF8View
    private var depth = 0

    /// The value of `text`; nil when it is anything but plain arithmetic.
    static func evaluate(_ text: String) -> Double? {
        guard text.utf8.count <= 200 else { return nil }
        var parser = Arithmetic(rest: text[...].utf8)
        guard let value = parser.sum(), parser.peek() == nil, value.isFinite else { return nil }
        return value
    }

    private init(rest: Substring.UTF8View) { self.rest = rest }

    private mutating func peek() -> UInt8? {
        while let first = rest.first, first == UInt8(ascii: " ") { rest.removeFirst() }
        return rest.first
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func sum() -> Double? {
        guard var value = product() else { return nil }
        while true {
            if take(UInt8(ascii: "+")) {
                guard let other = product() else { return nil }
                value += other
            } else if take(UInt8(ascii: "-")) {
                guard let other = product() else { return nil }
                value -= other
            } else {
                return value
            }
        }
    }

    private mutating func product() -> Double? {
        guard var value = factor() else { return nil }
        while true {
            if take(UInt8(ascii: "*")) {
                guard let other = factor() else { return nil }
                value *= other
            } else if take(UInt8(ascii: "/")) {
                guard let other = factor() else { return nil }
                value /= other
            } else {
                return value
            }
        }
    }

    private mutating func factor() -> Double? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { return nil }
        if take(UInt8(ascii: "-")) { return factor().map { -$0 } }
        if take(UInt8(ascii: "(")) {
            guard let value = sum(), take(UInt8(ascii: ")")) else { return nil }
            return value
        }
        guard peek() != nil else { return nil }
        let digits = rest.prefix { ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: ".") }
        rest = rest.dropFirst(digits.count)
        return Double(String(decoding: digits, as: UTF8.self))
    }
}
