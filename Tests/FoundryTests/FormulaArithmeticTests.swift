import Foundry
import JSON
import Testing

@Suite("Formula arithmetic")
struct FormulaArithmeticTests {
    @Test(
        "computes with the usual precedence",
        arguments: [
            ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("10 - 4 - 3", 3), ("2 * 3 * 4", 24), ("20 / 2 / 5", 2),
            ("7 % 4", 3), ("7 + 9 % 4 * 2", 9), ("-2 * 3", -6), ("2 * -3", -6), ("1 - -2", 3),
            ("1 +  - 1 + 0.08", 0.08),
            ("- - 3", 3), ("+4", 4), ("-(2 + 3)", -5), ("1 + - 2 * 3", -5), ("6 / -3 + 1", -1), (".5 + .25", 0.75),
            ("0.1 + 0.2", 0.1 + 0.2), ("-7 % 4", -3), ("2 - 3 * 4 + 5", -5), ("  12  ", 12), ("3[fire] + 4 [cold]", 7),
            ("((((2))))", 2), ("0 * -1", 0),
        ])
    func precedence(formula: String, expected: Double) throws {
        #expect(try RollFormula.rolling(formula).total == expected)
    }

    @Test(
        "knows the functions",
        arguments: [
            ("floor(7 / 2)", 3.0), ("ceil(7 / 2)", 4), ("round(2.5)", 3), ("round(-2.5)", -2), ("round(2.4)", 2),
            ("trunc(-2.7)", -2), ("abs(-4)", 4), ("sign(-9)", -1), ("sign(0)", 0), ("sqrt(16)", 4), ("cbrt(27)", 3),
            ("pow(2, 10)", 1024), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("max(0,1 - 4)", 0), ("hypot(3,4)", 5),
            ("ternary(gte(3, 2), 10, 20)", 10), ("ternary(lt(3, 2), 10, 20)", 20), ("eq(2,2) + ne(2,2)", 1),
            ("max(floor(9/2), 3) * 2", 8), ("min(4)[cold]", 4), ("log2(8)", 3), ("exp(0) + log(1) + log10(100)", 3),
            ("sin(0) + cos(0) + tan(0)", 1), ("gt(1,2) + lte(1,2)", 1), ("if(1, 4) + if(0, 8) + if(0, 8, 16)", 20),
            ("clamp(9, 1, 3)", 3),
        ])
    func functions(formula: String, expected: Double) throws {
        #expect(try RollFormula.rolling(formula).total == expected)
    }

    @Test("spells the evaluated formula as Foundry does")
    func spelling() throws {
        let cases: [(String, [Int], String)] = [
            ("d20+-1", [10], "1d20 +  - 1"), ("1d20+2[luck]", [10], "1d20 + 2[luck]"),
            ("{1d4,d6}kh", [1, 2], "{1d4,1d6}kh"),
            ("max(0,1d6+2)", [3], "max(0,1d6 + 2)"), ("(1+1)d6", [3, 4], "2d6"), ("D%", [40], "1d100"),
            ("-1d4", [2], "- 1d4"), ("4DF", [1, 2, 3, 3], "4df"), ("2d20KH", [1, 2], "2d20kh"),
            ("1d20 + 2 + 0.15", [1], "1d20 + 2 + 0.15"), ("(1d8 + 4)[slashing]", [1], "(1d8 + 4)[slashing]"),
        ]
        for (formula, faces, expected) in cases {
            #expect(try RollFormula.rolling(formula, faces).formula == expected)
        }
    }

    @Test("reads data by path, as numbers or as formulas")
    func data() throws {
        let actor = try JSONDocument(
            #"{"abilities":{"dex":{"mod":-2}},"prof":3,"scale":{"rogue":"2d6"},"a.b":5,"level":7.0,"note":null,"hp":{}}"#
        ).root
        let data = RollData(actor)
        #expect(try RollFormula.rolling("1d20 + @abilities.dex.mod + @prof", [10], data: data).total == 11)
        #expect(try RollFormula.rolling("@scale.rogue[sneak]", [3, 4], data: data).total == 7)
        #expect(try RollFormula.rolling("(@level)d4", Array(repeating: 1, count: 7), data: data).total == 7)
        #expect(try RollFormula.rolling("@a.b*2", data: data).total == 10)
        #expect(
            try RollFormula.rolling("1d20 + @abilities.dex.mod", [10], data: data).formula == "1d20 +  - 2")

        let lenient = try RollFormula.rolling("2 + @no.such + @note + @no.such", data: data)
        #expect(lenient.total == 2)
        #expect(lenient.missingData == ["no.such", "note"])
        let strict = RollData(actor, missing: .refused)
        #expect(throws: RollFormulaError.self) { try RollFormula.rolling("2 + @no.such", data: strict) }
        #expect(throws: RollFormulaError.self) { try RollFormula.rolling("2 + @hp", data: data) }
        #expect(throws: RollFormulaError.self) { try RollFormula.rolling("2 + @prof") }
        #expect(try RollFormula(parsing: "@a.b + 1d@c-d.e").references == ["a.b", "c-d.e"])
    }
}
