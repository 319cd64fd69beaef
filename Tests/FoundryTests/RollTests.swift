import Foundry
import JSON
import Testing

@Suite("Roll")
struct RollTests {
    @Test(
        "finds dice wherever terms hide them, in order",
        arguments: [
            ("plain terms", #"[{"faces":6,"results":[{"result":1}]},{"operator":"+"},{"number":3}]"#, [6]),
            (
                "a pool",
                #"[{"terms":["1d4","1d6"],"rolls":[{"terms":[{"faces":4,"results":[]}]},{"terms":[{"faces":6,"results":[]}]}],"results":[{"result":3}]}]"#,
                [4, 6]
            ),
            ("parentheses", #"[{"term":"1d8","roll":{"terms":[{"faces":8,"results":[]}]}}]"#, [8]),
            (
                "a function",
                #"[{"fn":"max","terms":["1d10","3"],"rolls":[{"terms":[{"faces":10,"results":[]}]},{"terms":[{"number":3}]}],"result":4}]"#,
                [10]
            ),
            ("a grouping", #"[{"class":"Grouping","term":{"faces":12,"results":[]}}]"#, [12]),
            (
                "arithmetic that has an operator",
                #"[{"operator":"+","operands":[{"faces":6,"results":[]},{"operator":"*","operands":[{"number":2},{"term":{"faces":4,"results":[]}}]}]}]"#,
                [6, 4]
            ),
            (
                "an intermediate die",
                #"[{"class":"IntermediateDie","number":{"number":2},"faces":{"number":6},"die":{"faces":6,"results":[]}}]"#,
                [6]
            ),
            (
                "all containers of one term",
                #"[{"die":{"faces":1,"results":[]},"operands":[{"faces":2,"results":[]}],"term":{"faces":3,"results":[]},"roll":{"faces":4,"results":[]},"rolls":[{"faces":5,"results":[]}],"terms":[{"faces":6,"results":[]}]}]"#,
                [6, 5, 4, 3, 2, 1]
            ),
            ("text and raw values between terms", #"["+",5,null,[],{"faces":2,"results":[]}]"#, [2]),
            ("strings for numbers", #"[{"faces":"6","results":[{"result":"4"}]}]"#, [6]),
            ("nothing", "[]", []),
        ])
    func walksDice(_ what: String, _ terms: String, _ faces: [Int]) throws {
        #expect(try roll(#"{"terms":\#(terms)}"#).dice.map(\.faces) == faces)
    }

    @Test("takes a pool's results for totals, not for dice")
    func poolResultsAreNoDice() throws {
        let pool = try roll(
            #"{"terms":[{"class":"PoolTerm","modifiers":["kh"],"results":[{"result":9,"active":true}],"rolls":[]}]}"#)
        #expect(pool.dice.isEmpty)
        #expect(pool.activeValues.isEmpty)
    }

    @Test("uses the root's own dice only when the terms have none")
    func rootDice() throws {
        let die = #"{"faces":6,"results":[{"result":2}]}"#
        #expect(try roll(#"{"dice":[\#(die)],"terms":["_d0"]}"#).activeValues == [2])
        #expect(try roll(#"{"dice":[\#(die)],"terms":[{"faces":4,"results":[{"result":1}]}]}"#).activeValues == [1])
    }

    @Test("stops at a die and at a depth that no formula has")
    func limitsDepth() throws {
        #expect(
            try roll(#"{"terms":[{"faces":6,"results":[],"rolls":[{"terms":[{"faces":4,"results":[]}]}]}]}"#).dice.count
                == 1)
        let deep =
            String(repeating: #"{"term":"#, count: 400) + #"{"faces":6,"results":[]}"#
            + String(repeating: "}", count: 400)
        #expect(try roll(#"{"terms":[\#(deep)]}"#).dice.isEmpty)
        let fair =
            String(repeating: #"{"term":"#, count: 60) + #"{"faces":6,"results":[]}"#
            + String(repeating: "}", count: 60)
        #expect(try roll(#"{"terms":[\#(fair)]}"#).dice.count == 1)
    }

    @Test("bounds the number of dice terms")
    func limitsTerms() throws {
        let many = Array(repeating: #"{"faces":6,"results":[]}"#, count: 10_050).joined(separator: ",")
        #expect(try roll("{\"terms\":[\(many)]}").dice.count == 10_000)
    }

    @Test(
        "counts a result as active only as the rules say",
        arguments: [
            ("{}", true), (#""active":true"#, true), (#""active":false"#, false), (#""active":1"#, false),
            (#""active":"true""#, false), (#""active":null"#, false), (#""discarded":true"#, true),
        ])
    func activity(_ flags: String, _ isActive: Bool) throws {
        let flags = flags == "{}" ? "" : "," + flags
        let result = try #require(DieResult(json(#"{"result":5\#(flags)}"#)))
        #expect(result.isActive == isActive)
    }

    @Test("reads every flag of a result")
    func flags() throws {
        let text =
            #"{"result":4,"active":true,"count":10,"discarded":true,"rerolled":true,"exploded":true,"success":false,"failure":true,"hidden":true}"#
        let result = try #require(DieResult(json(text)))
        #expect(result.face == 4)
        #expect(result.value == 10)
        #expect(result.isDiscarded && result.isRerolled && result.isExploded)
        #expect(result.success == false)
        #expect(result.failure == true)
    }

    @Test(
        "leaves out results that show no whole number",
        arguments: ["{}", #"{"result":null}"#, #"{"result":"x"}"#, #"{"result":1.5}"#, #"{"result":1e300}"#, "3"])
    func unreadableResults(_ result: String) throws {
        let die = try #require(DieTerm(json(#"{"faces":6,"results":[\#(result),{"result":-1}]}"#)))
        #expect(die.activeValues == [-1])
    }

    @Test(
        "takes the one active d20 for the natural value, wherever it stands",
        arguments: [
            (#"{"result":1,"active":false,"discarded":true},{"result":20,"active":true}"#, 20, 20),
            (#"{"result":20,"active":false,"rerolled":true},{"result":3,"active":true}"#, 3, 3),
            (#"{"result":4,"active":true,"count":10}"#, 4, 10),
            (#"{"result":4,"active":true},{"result":5,"active":true}"#, nil, nil),
            (#"{"result":4,"active":false}"#, nil, nil),
            ("", nil, nil),
        ] as [(String, Int?, Int?)])
    func naturalD20(_ results: String, _ natural: Int?, _ value: Int?) throws {
        let d20 = try roll(#"{"terms":[{"faces":4,"results":[{"result":1}]},{"faces":20,"results":[\#(results)]}]}"#)
        #expect(d20.naturalD20 == natural)
        #expect(d20.d20Value == value)
    }

    @Test(
        "reads advantage from the d20's modifiers",
        arguments: [
            (#"["kh"]"#, 1), (#"["kh1"]"#, 1), (#"["adv2"]"#, 1), (#"["kl"]"#, -1), (#"["dis"]"#, -1),
            (#"["r1=1","kl"]"#, -1),
            (#"["min10"]"#, 0), ("[]", 0), ("null", 0), (#""kh""#, 0), ("[1,null]", 0),
        ])
    func advantage(_ modifiers: String, _ advantage: Int) throws {
        #expect(try roll(#"{"terms":[{"faces":20,"modifiers":\#(modifiers),"results":[]}]}"#).advantage == advantage)
    }

    @Test(
        "keeps decimals of a total, and knows its nearest whole number",
        arguments: [
            ("14.08", 14.08, false, 14), ("24", 24, true, 24), ("0", 0, true, 0), ("-3", -3, true, -3),
            (#""17""#, 17, true, 17),
            ("2.5", 2.5, false, 3), ("1e300", 1e300, false, 2_147_483_647),
        ])
    func totals(_ text: String, _ value: Double, _ isWhole: Bool, _ rounded: Int) throws {
        let total = try #require(try roll(#"{"total":\#(text)}"#).total)
        #expect(total.value == value)
        #expect(total.isWhole == isWhole)
        #expect(total.rounded == rounded)
    }

    @Test("has no total when none is known", arguments: ["null", #""""#, #""many""#, "{}", "[3]", "true"])
    func missingTotals(_ text: String) throws {
        let unknown = try roll(#"{"total":\#(text)}"#)
        #expect(unknown.total == nil)
        #expect(!unknown.isEvaluated)
    }

    @Test(
        "signs the constants of the formula",
        arguments: [
            (#"{"number":3},{"operator":"+"},{"number":2}"#, ["+3", "+2"]),
            (#"{"faces":20,"number":1,"results":[]},{"operator":"-"},{"number":1}"#, ["-1"]),
            (#"{"faces":20,"number":1,"results":[]},{"operator":"+"},{"operator":"-"},{"number":1}"#, ["-1"]),
            (
                #"{"faces":20,"number":1,"results":[]},{"operator":"+"},{"number":0},{"operator":"+"},{"number":0.15}"#,
                ["+0.15"]
            ),
            (#"{"faces":6,"number":1,"results":[]},{"operator":"*"},{"number":2}"#, []),
            (#"{"operator":"+","operands":[{"number":2}]}"#, []),
            (#"{"fn":"max","number":9,"rolls":[],"terms":["0","1d10 + 2"]}"#, []),
        ])
    func modifiers(_ terms: String, _ modifiers: [String]) throws {
        #expect(try roll(#"{"terms":[\#(terms)]}"#).modifiers == modifiers)
    }

    @Test(
        "reads every field of the wrong type as absent",
        arguments: ["null", "true", "3", #""x""#, "[]", "{}", "[[[]]]", #"[{"terms":{}}]"#])
    func hostileFields(_ value: String) throws {
        let hostile = try roll(
            #"{"class":\#(value),"terms":\#(value),"rolls":\#(value),"roll":\#(value),"term":\#(value),"operands":\#(value),"dice":\#(value),"die":\#(value),"options":\#(value),"evaluated":\#(value)}"#
        )
        #expect(hostile.dice.isEmpty)
        #expect(hostile.naturalD20 == nil)
        #expect(hostile.modifiers.isEmpty)
    }
}
