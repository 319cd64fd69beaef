/// Reads a formula by recursive descent over its bytes. Every byte is looked at once, depth and terms are counted.
struct FormulaParser {
    private let bytes: [UInt8]
    private let limits: RollLimits
    private var position = 0
    private var depth = 0
    private var termCount = 0

    /// Parses a formula without references.
    static func parse(_ text: String, limits: RollLimits) throws(RollFormulaError) -> FormulaExpression {
        guard text.utf8.count <= limits.length else { throw RollFormulaError(.tooLong(maximum: limits.length)) }
        var parser = FormulaParser(bytes: Array(text.utf8), limits: limits)
        parser.skipSpace()
        guard parser.current != nil else { throw RollFormulaError(.empty) }
        let expression = try parser.expression()
        guard parser.current == nil else { throw parser.unexpected() }
        return expression
    }

    private init(bytes: [UInt8], limits: RollLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    // MARK: Bytes

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    private mutating func takeDigits() -> String {
        let start = position
        while let byte = current, Self.isDigit(byte) { position += 1 }
        return text(from: start)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private func unexpected() -> RollFormulaError {
        guard position < bytes.count else { return RollFormulaError(.unexpectedEnd, at: position) }
        let shown = String(decoding: bytes[position...].prefix(4), as: UTF8.self).first.map(String.init) ?? ""
        return RollFormulaError(.unexpected(shown), at: position)
    }

    // MARK: Expressions

    private mutating func expression() throws(RollFormulaError) -> FormulaExpression {
        var terms: [FormulaTerm] = []
        try signs(into: &terms)
        while true {
            try count()
            terms.append(try operand())
            skipSpace()
            guard let byte = current, let symbol = FormulaOperator(rawValue: byte) else {
                // Whatever closes an expression is its owner's part; anything else lacks an operator.
                if let byte = current, !Self.closers.contains(byte) {
                    throw Self.startsOperand(byte) ? RollFormulaError(.missingOperator, at: position) : unexpected()
                }
                return FormulaExpression(terms: terms)
            }
            position += 1
            try count()
            terms.append(.symbol(symbol))
            try signs(into: &terms)
        }
    }

    private static let closers: [UInt8] = [UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: ",")]

    private static func startsOperand(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") || byte >= 0x80
    }

    private mutating func signs(into terms: inout [FormulaTerm]) throws(RollFormulaError) {
        skipSpace()
        while let byte = current, let symbol = FormulaOperator(rawValue: byte), symbol.isSign {
            try count()
            terms.append(.symbol(symbol))
            position += 1
            skipSpace()
        }
    }

    private mutating func count() throws(RollFormulaError) {
        termCount += 1
        guard termCount <= limits.terms else {
            throw RollFormulaError(.tooManyTerms(maximum: limits.terms), at: position)
        }
    }

    private mutating func nested(_ close: UInt8, opened offset: Int) throws(RollFormulaError) -> FormulaExpression {
        depth += 1
        guard depth <= limits.depth else {
            throw RollFormulaError(.tooDeep(maximum: limits.depth), at: offset)
        }
        let inner = try expression()
        depth -= 1
        guard current != nil else { throw unclosed(at: offset) }
        guard take(close) else { throw unexpected() }
        return inner
    }

    private func unclosed(at offset: Int) -> RollFormulaError {
        RollFormulaError(.unclosed(String(UnicodeScalar(bytes[offset]))), at: offset)
    }

    /// The expressions between `(` or `{` and its end, separated by commas.
    private mutating func list(_ close: UInt8) throws(RollFormulaError) -> [FormulaExpression] {
        let offset = position
        position += 1
        depth += 1
        guard depth <= limits.depth else {
            throw RollFormulaError(.tooDeep(maximum: limits.depth), at: offset)
        }
        defer { depth -= 1 }
        var found: [FormulaExpression] = []
        skipSpace()
        if take(close) { return found }
        while true {
            found.append(try expression())
            if take(close) { return found }
            guard current != nil else { throw unclosed(at: offset) }
            guard take(UInt8(ascii: ",")) else { throw unexpected() }
        }
    }

    // MARK: Operands

    private mutating func operand() throws(RollFormulaError) -> FormulaTerm {
        let start = position
        guard let byte = current else { throw unexpected() }
        switch byte {
        case UInt8(ascii: "("):
            position += 1
            let inner = try nested(UInt8(ascii: ")"), opened: start)
            if startsDice() { return try dice(.computed(inner), from: start) }
            return .parentheses(inner, flavor: try flavor())
        case UInt8(ascii: "{"):
            let entries = try list(UInt8(ascii: "}"))
            guard !entries.isEmpty else { throw RollFormulaError(.empty, at: start) }
            let modifiers = try modifiers(for: .pool)
            return .pool(entries, modifiers: modifiers, flavor: try flavor())
        case _ where Self.isDigit(byte) || byte == UInt8(ascii: "."):
            return try number()
        case _ where startsDice():
            return try dice(.fixed(1), from: start)
        case _ where Self.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "_"):
            return try word()
        default:
            throw unexpected()
        }
    }

    private mutating func number() throws(RollFormulaError) -> FormulaTerm {
        let start = position
        let whole = takeDigits()
        if current != UInt8(ascii: "."), startsDice() {
            guard whole.utf8.count <= 15, let count = Int(whole) else {
                throw RollFormulaError(.badCount(whole), at: start)
            }
            return try dice(.fixed(count), from: start)
        }
        var fraction = ""
        if current == UInt8(ascii: ".") {
            position += 1
            fraction = takeDigits()
            guard !fraction.isEmpty else { throw unexpected() }
        }
        guard position - start <= 40, let value = Double((whole.isEmpty ? "0" : whole) + ".\(fraction)0") else {
            throw RollFormulaError(.badNumber(text(from: start)), at: start)
        }
        return .number(value, flavor: try flavor())
    }

    private mutating func word() throws(RollFormulaError) -> FormulaTerm {
        let start = position
        while let byte = current,
            Self.isLetter(byte) || Self.isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ".")
        {
            position += 1
        }
        let name = text(from: start)
        guard current == UInt8(ascii: "(") else {
            _ = try flavor()
            return .text(name, offset: start)
        }
        guard let function = RollFunction(rawValue: name) else {
            throw RollFormulaError(.unknownFunction(name), at: start)
        }
        let arguments = try list(UInt8(ascii: ")"))
        guard function.arity.contains(arguments.count) else {
            throw RollFormulaError(.wrongArguments(name), at: start)
        }
        if startsDice() {
            let call = FormulaTerm.function(function, arguments, flavor: nil)
            return try dice(.computed(FormulaExpression(terms: [call])), from: start)
        }
        return .function(function, arguments, flavor: try flavor())
    }

    private mutating func flavor() throws(RollFormulaError) -> String? {
        let before = position
        skipSpace()
        guard current == UInt8(ascii: "[") else {
            position = before
            return nil
        }
        let open = position
        position += 1
        let start = position
        while let byte = current, byte != UInt8(ascii: "]") {
            guard byte != UInt8(ascii: "[") else { throw unexpected() }
            position += 1
        }
        let text = text(from: start).trimmingSpaces
        guard take(UInt8(ascii: "]")) else { throw unclosed(at: open) }
        return text.isEmpty ? nil : text
    }

    // MARK: Dice

    /// Whether a `d` with faces follows.
    private func startsDice() -> Bool {
        guard let letter = current, letter | 0x20 == UInt8(ascii: "d"), let faces = peek(1) else { return false }
        switch faces {
        case UInt8(ascii: "%"), UInt8(ascii: "("): return true
        case UInt8(ascii: "c"), UInt8(ascii: "C"), UInt8(ascii: "f"), UInt8(ascii: "F"): return true
        default: return Self.isDigit(faces)
        }
    }

    private mutating func dice(
        _ count: DiceTermFormula.Amount, from start: Int
    ) throws(RollFormulaError) -> FormulaTerm {
        position += 1
        let kind: DiceTermFormula.Kind
        var subject = DiceModifier.Subject.die
        let open = position
        switch current {
        case UInt8(ascii: "%"):
            position += 1
            kind = .die(.fixed(100))
        case UInt8(ascii: "("):
            position += 1
            kind = .die(.computed(try nested(UInt8(ascii: ")"), opened: open)))
        case UInt8(ascii: "c"), UInt8(ascii: "C"):
            position += 1
            kind = .coin
            subject = .coin
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            position += 1
            kind = .fate
            subject = .fate
        default:
            let digits = takeDigits()
            guard digits.utf8.count <= 15, let faces = Int(digits) else {
                throw RollFormulaError(.badFaces(digits, maximum: limits.faces), at: start)
            }
            kind = .die(.fixed(faces))
        }
        let modifiers = try modifiers(for: subject)
        let flavor = try flavor()
        return .dice(
            DiceTermFormula(count: count, kind: kind, modifiers: modifiers, flavor: flavor, offset: start))
    }

    private mutating func modifiers(for subject: DiceModifier.Subject) throws(RollFormulaError) -> [DiceModifier] {
        let start = position
        while let byte = current, Self.isModifierByte(byte) { position += 1 }
        guard position > start else { return [] }
        return try DiceModifier.parse(text(from: start), for: subject, limit: limits.modifiers, at: start)
    }

    private static func isModifierByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || (UInt8(ascii: "<")...UInt8(ascii: ">")).contains(byte)
    }
}
