import Foundry
import JSON
import Testing

@Suite("Hostile formulas")
struct FormulaHostileTests {
    static let refused: [(String, RollFormulaError.Code)] = [
        ("", .empty), ("   ", .empty), ("()", .unexpected(")")), ("{}", .empty), ("1d6 +", .unexpectedEnd),
        ("1d6 + * 2", .unexpected("*")), ("* 2", .unexpected("*")), ("1 2", .missingOperator),
        ("1d6 1d6", .missingOperator), ("(1 + 2", .unclosed("(")), ("{1d6,", .unexpectedEnd), ("{1d6", .unclosed("{")),
        ("max(1", .unclosed("(")), ("1 + 2)", .unexpected(")")), ("1d6[fire", .unclosed("[")),
        ("1d6[[x]]", .unexpected("[")),
        ("2d", .missingOperator), ("1d20k<3", .badModifier("k<3")), ("1d20zz", .unknownModifier("zz")),
        ("1d6min", .badModifier("min")), ("1d6x=<3", .badModifier("x=<3")), ("1d6cs3>2", .badModifier("cs3>2")),
        ("1d6r1111111111=1", .badModifier("r1111111111=1")), ("1dcr", .unknownModifier("r")),
        ("4dfx", .unknownModifier("x")), ("{1d6}x", .unknownModifier("x")), ("1d6>3", .unknownModifier(">3")),
        ("foo(1)", .unknownFunction("foo")), ("constructor(1)", .unknownFunction("constructor")),
        ("floor(1, 2)", .wrongArguments("floor")), ("pow(1)", .wrongArguments("pow")),
        ("max()", .wrongArguments("max")),
        ("1..2", .unexpected(".")), ("1.", .unexpectedEnd), ("#", .unexpected("#")), ("1;2", .unexpected(";")),
        ("1 = 2", .unexpected("=")), ("1, 2", .unexpected(",")), ("@", .unexpected("@")), ("$x", .unexpected("$")),
        ("\u{0}", .unexpected("\u{0}")),
        ("1d99999999999999999999", .badFaces("99999999999999999999", maximum: 1_000_000)),
        ("99999999999999999999d6", .badCount("99999999999999999999")),
    ]

    @Test("are refused when parsed, with what is wrong", arguments: refused)
    func parsing(formula: String, code: RollFormulaError.Code) {
        let error = #expect(throws: RollFormulaError.self) { try RollFormula(parsing: formula) }
        #expect(error?.code == code)
        #expect(error?.description.isEmpty == false)
    }

    @Test(
        "are refused when rolled, with what is wrong",
        arguments: [
            ("9999999d6", RollFormulaError.Code.tooManyDice(maximum: 1_000)), ("1d6x>0", .tooManyDice(maximum: 1_000)),
            ("1d1x", .tooManyDice(maximum: 1_000)), ("1d6rr<9", .tooManyDice(maximum: 1_000)),
            ("600d6 + 600d6", .tooManyDice(maximum: 1_000)), ("1d20adv999999999", .tooManyDice(maximum: 1_000)),
            ("1d0", .badFaces("0", maximum: 1_000_000)), ("1d1000001", .badFaces("1000001", maximum: 1_000_000)),
            ("1d(1/2)", .badFaces("0.5", maximum: 1_000_000)), ("(0-1)d6", .badCount("-1")),
            ("(1/2)d6", .badCount("0.5")),
            ("1/0", .notANumber), ("0/0", .notANumber), ("5 % 0", .notANumber), ("sqrt(-1)", .notANumber),
            ("pow(10, 999)", .notANumber), ("log(0)", .notANumber), ("1d6 + sword", .unresolvedText("sword")),
            ("(1/0)d6", .notANumber), ("pow(10,300)d6", .badCount("1e+300")),
        ])
    func rolling(formula: String, code: RollFormulaError.Code) throws {
        let parsed = try RollFormula(parsing: formula)
        var generator = SeededGenerator(seed: 5)
        let error = #expect(throws: RollFormulaError.self) { try parsed.evaluate(using: &generator) }
        #expect(error?.code == code)
    }

    @Test("of any size are refused at once")
    func sizes() {
        let hostile: [(String, RollFormulaError.Code)] = [
            (String(repeating: "(", count: 10_000), .tooDeep(maximum: 50)),
            (String(repeating: "abs(", count: 2_500), .tooDeep(maximum: 50)),
            (String(repeating: "{", count: 9_999), .tooDeep(maximum: 50)),
            (String(repeating: "(1)d", count: 2_000), .missingOperator),
            (String(repeating: "1d(", count: 3_000), .tooDeep(maximum: 50)),
            (String(repeating: "-", count: 10_000), .tooManyTerms(maximum: 1_000)),
            (String(repeating: "1+", count: 5_000), .tooManyTerms(maximum: 1_000)),
            ("{" + String(repeating: "1,", count: 4_000) + "1}", .tooManyTerms(maximum: 1_000)),
            (String(repeating: "9", count: 9_000), .badNumber(String(repeating: "9", count: 9_000))),
            (String(repeating: "1", count: 10_001), .tooLong(maximum: 10_000)),
            ("1d6" + String(repeating: "[", count: 9_000), .unexpected("[")),
            ("1000d6" + String(repeating: "kh9", count: 3_000), .tooManyModifiers(maximum: 32)),
            ("{1d6}" + String(repeating: "k", count: 9_000), .tooManyModifiers(maximum: 32)),
            ("1d6" + String(repeating: "z", count: 9_000), .unknownModifier(String(repeating: "z", count: 9_000))),
        ]
        for (formula, code) in hostile {
            let error = #expect(throws: RollFormulaError.self) { try RollFormula(parsing: formula) }
            // What is quoted is clipped, so only the kind is compared for those.
            #expect(error.map { "\($0.code)".prefix(9) } == "\(code)".prefix(9))
            #expect((error?.description.utf8.count ?? 0) < 400)
        }
    }

    @Test("made by replacing references keep to the limits too")
    func references() throws {
        let long = RollData { _ in .missing }
        var generator = SeededGenerator(seed: 5)
        let many = try RollFormula(parsing: String(repeating: "@a+", count: 400) + "1")
        #expect(try many.evaluate(using: &generator, data: long).total == 1)

        let bomb = RollData { _ in Self.view(String(repeating: "9+", count: 40) + "9") }
        let error = #expect(throws: RollFormulaError.self) { try many.evaluate(using: &generator, data: bomb) }
        #expect(error?.code == .tooLong(maximum: 10_000))

        let book = Self.view(String(repeating: "9", count: 1 << 20))
        let tooLong = #expect(throws: RollFormulaError.self) {
            try many.evaluate(using: &generator, data: RollData { _ in book })
        }
        #expect(tooLong?.code == .tooLong(maximum: 10_000))

        // What stands in the data is not looked up again.
        let loop = RollData { _ in Self.view("@a + 1") }
        let single = try RollFormula(parsing: "@a")
        #expect(throws: RollFormulaError.self) { try single.evaluate(using: &generator, data: loop) }
    }

    @Test("of random bytes are parsed or refused, never worse")
    func random() {
        var generator = SeededGenerator(seed: 42)
        let alphabet = Array("0123456789d%()+-*/{}[],.@khlrxocsmin<>= af\u{e9}")
        var parsed = 0
        for _ in 0..<20_000 {
            let length = generator.rollDie(faces: 24)
            let text = String((0..<length).map { _ in alphabet[generator.rollDie(faces: alphabet.count) - 1] })
            guard let formula = try? RollFormula(parsing: text) else { continue }
            parsed += 1
            guard let roll = try? formula.evaluate(using: &generator, data: RollData { _ in .missing }) else {
                continue
            }
            #expect(roll.total.isFinite)
            #expect(roll.roll.total?.value == roll.total)
        }
        #expect(parsed > 100)
    }
}

extension FormulaHostileTests {
    fileprivate static func view(_ text: String) -> JSONView {
        (try? JSONDocument.writing { $0.string(text) })?.root ?? .missing
    }
}
