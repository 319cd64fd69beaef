import Foundry
import JSON
import Testing

@Suite("Formula as roll JSON")
struct FormulaJSONTests {
    @Test("writes Foundry's roll, member by member")
    func exact() throws {
        let options = RollOptions(
            className: "D20Roll", options: ["rollType": "attack", "criticalSuccess": 20],
            d20ClassName: "D20Die", d20Options: ["criticalSuccess": 20])
        let roll = try RollFormula.rolling("2d20kh + 3[str] - 0.5", [4, 17], options: options)
        #expect(
            roll.jsonText == """
                {"class":"D20Roll","options":{"rollType":"attack","criticalSuccess":20},"dice":[],\
                "formula":"2d20kh + 3[str] - 0.5","terms":[\
                {"class":"D20Die","options":{"criticalSuccess":20},"evaluated":true,"number":2,"faces":20,\
                "modifiers":["kh"],"results":[{"result":4,"active":false,"discarded":true},{"result":17,"active":true}]},\
                {"class":"OperatorTerm","options":{},"evaluated":true,"operator":"+"},\
                {"class":"NumericTerm","options":{"flavor":"str"},"evaluated":true,"number":3},\
                {"class":"OperatorTerm","options":{},"evaluated":true,"operator":"-"},\
                {"class":"NumericTerm","options":{},"evaluated":true,"number":0.5}],"total":19.5,"evaluated":true}
                """)
    }

    @Test("names the classes of its terms")
    func classes() throws {
        let roll = try RollFormula.rolling("1dc + 1df + (1d4) + max(1d6, 2) + {1d8}", [2, 3, 4, 5, 6])
        #expect(
            roll.json["terms"].array.compactMap { $0["class"].string }.filter { $0 != "OperatorTerm" }
                == ["Coin", "FateDie", "ParentheticalTerm", "FunctionTerm", "PoolTerm"])
        let function = roll.json["terms"][6]
        #expect(function["fn"].string == "max")
        #expect(function["result"].int == 5)
        #expect(function["terms"].array.compactMap(\.string) == ["1d6", "2"])
        #expect(roll.json["terms"][4]["term"].string == "1d4")
        #expect(roll.json["terms"][4]["roll"]["total"].int == 4)
    }

    @Test(
        "is read back by the library's own view of rolls",
        arguments: [
            "1d20 + 5", "2d20kh + 3 + 1d4[bless]", "{4d6,3d8}kh", "(2d6 + 4) * 2", "max(1d6, 1d8) + 1dc",
            "{(1d10 + 1)[piercing],2d4[fire]}", "((((1d6))))", "4df + 1d%", "3d6x + 5d10cs>=8", "1d20min10 + 2 + 0.15",
            "-(1d4) - -2d6", "10d6r<3kh4 / 2", "{{1d6,2d6}kl,{3d6}}kh % 5",
        ])
    func readBack(formula: String) throws {
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<20 {
            let evaluated = try RollFormula(parsing: formula).evaluate(using: &generator)
            let roll = evaluated.roll
            #expect(roll.isEvaluated)
            #expect(roll.formula == evaluated.formula)
            #expect(roll.total?.value == evaluated.total)
            #expect(!roll.dice.isEmpty)
            #expect(roll.dice.count == evaluated.dice.count)
            #expect(roll.dice.map(\.results.count) == evaluated.dice.map(\.results.count))
            let again = try #require(SumRule.total(of: roll.json))
            #expect(abs(again - evaluated.total) < 1e-9)
            // The evaluated formula is a formula again.
            #expect(throws: Never.self) { try RollFormula(parsing: evaluated.formula) }
        }
    }

    @Test("reaches the innermost dice of the deepest formula")
    func deepest() throws {
        let limits = RollLimits(depth: 60)
        let text = String(repeating: "(", count: 60) + "1d6" + String(repeating: ")", count: 60)
        var generator = SeededGenerator(seed: 1)
        let roll = try RollFormula(parsing: text, limits: limits).evaluate(using: &generator)
        #expect(roll.roll.dice.count == 1)
        let calls = String(repeating: "abs(", count: 60) + "1d6" + String(repeating: ")", count: 60)
        let called = try RollFormula(parsing: calls, limits: limits).evaluate(using: &generator)
        #expect(called.roll.dice.count == 1)
    }
}

/// Recomputes a roll's total from its JSON alone: top-level terms, active results, `count ?? result`
/// (contract: adapters, section 2.2). Written apart from the evaluator, so that one checks the other.
enum SumRule {
    static func total(of roll: JSONView) -> Double? {
        var text = ""
        for term in roll["terms"].array {
            if let symbol = term["operator"].string {
                text += " \(symbol) "
            } else {
                guard let value = value(of: term) else { return nil }
                text += "\(value)"
            }
        }
        var rest = Substring(text)
        return sum(&rest)
    }

    private static func value(of term: JSONView) -> Double? {
        if term["results"].isArray {
            return term["results"].array.reduce(0.0) { sum, result in
                result["active"].bool == true
                    ? sum + (result["count"].double ?? result["result"].double ?? .nan) : sum
            }
        }
        return term["number"].double ?? term["roll"]["total"].double ?? term["result"].double
    }

    private static func sum(_ rest: inout Substring) -> Double? {
        guard var total = product(&rest) else { return nil }
        while let symbol = next(&rest), symbol == "+" || symbol == "-" {
            rest.removeFirst()
            guard let value = product(&rest) else { return nil }
            total += symbol == "+" ? value : -value
        }
        return total
    }

    private static func product(_ rest: inout Substring) -> Double? {
        guard var total = signed(&rest) else { return nil }
        while let symbol = next(&rest), "*/%".contains(symbol) {
            rest.removeFirst()
            guard let value = signed(&rest) else { return nil }
            total =
                symbol == "*"
                ? total * value : symbol == "/" ? total / value : total.truncatingRemainder(dividingBy: value)
        }
        return total
    }

    private static func signed(_ rest: inout Substring) -> Double? {
        guard let symbol = next(&rest) else { return nil }
        if symbol == "-" || symbol == "+" {
            rest.removeFirst()
            return signed(&rest).map { symbol == "-" ? -$0 : $0 }
        }
        let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "e" }
        rest.removeFirst(digits.count)
        return Double(digits)
    }

    private static func next(_ rest: inout Substring) -> Character? {
        rest = rest.drop { $0 == " " }
        return rest.first
    }
}
