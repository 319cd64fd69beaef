import Foundry
import JSON
import Testing

/// Knows no system: what it sorts and reads is what the library itself does.
private struct CoreAdapter: SystemAdapter {
    let systemIDs = ["core"]
}

@Suite("Core: real documents", Fixtures.condition)
struct CoreFixtureTests {
    @Test(
        "recognises the kind of every document",
        arguments: ["dnd5e", "pf2e", "generic", "messages", "combats"].flatMap { folder in
            Fixtures.names(in: folder).map { (folder, $0) }
        })
    func recognisesKinds(_ folder: String, _ name: String) throws {
        let expected: DocumentKind =
            switch folder {
            case "combats": .combat
            case "messages": name.hasPrefix("rollonly") ? .roll : .chatMessage
            default: name.hasPrefix("item-") ? .item : .actor
            }
        #expect(DocumentKind(detecting: try Fixtures.document(folder, name)) == expected)
    }

    @Test("reads messages and dice of every system as the derived truths do", arguments: Fixtures.expected("messages"))
    func agreesOnMessages(_ expected: Truth) throws {
        let message = ChatMessage(try expected.document)
        expected.compareMessage(message)
        for (roll, wanted) in zip(message.rolls, expected.truth["rolls"].array) {
            expected.expect("naturalD20", equals: roll.naturalD20.map(Double.init), in: wanted)
            expected.expect("d20Value", equals: roll.d20Value.map(Double.init), in: wanted)
            expected.expect("advantage", equals: Double(roll.advantage), in: wanted)
        }
    }

    @Test("sorts combatants as the derived truths do", arguments: Fixtures.expected("combats"))
    func agreesOnCombats(_ expected: Truth) throws {
        let combat = Combat(try expected.document)
        expected.expect("id", equals: combat.id)
        expected.expect("round", equals: Double(combat.round))
        expected.expect("turn", equals: combat.turn.map(Double.init))
        expected.expect("active", equals: combat.isActive)
        expected.expect("started", equals: combat.isStarted)
        expected.expect("combatantCount", equals: Double(combat.combatants.count))
        let truth = expected.truth
        let order = TurnOrder(combat, adapter: CoreAdapter())
        #expect(order.combatants.map(\.id) == truth["coreOrder"].array.map(\.string))
        #expect(Set(combat.combatants.filter(\.isDefeated).map(\.id)) == Set(truth["defeated"].array.map(\.string)))
        #expect(Set(combat.combatants.filter(\.isHidden).map(\.id)) == Set(truth["hidden"].array.map(\.string)))
        for combatant in combat.combatants {
            expected.expect(try #require(combatant.id), equals: combatant.initiative, in: truth["initiatives"])
        }
        if truth["currentInCoreOrder"].exists {
            #expect(order.current?.id == truth["currentInCoreOrder"].string)
        }
    }

    @Test(
        "adds the active dice and constants of every plain roll up to its total",
        arguments: Fixtures.names(in: "messages"))
    func reproducesTotals(_ name: String) throws {
        let document = try Fixtures.document("messages", name)
        let rolls = name.hasPrefix("rollonly") ? [Roll(document)] : ChatMessage(document).rolls
        for roll in rolls
        where roll.json["terms"].array.allSatisfy({ $0["faces"].exists || $0["number"].exists || $0["operator"].exists }
        ) {
            guard roll.json["terms"].array.allSatisfy({ !$0["operands"].exists }) else { continue }
            let operators = roll.json["terms"].array.compactMap { $0["operator"].string }
            guard operators.allSatisfy({ $0 == "+" || $0 == "-" }) else { continue }
            var sum = 0.0
            var sign = 1.0
            for term in roll.json["terms"].array {
                if let symbol = term["operator"].string {
                    sign = symbol == "-" ? -sign : sign
                    continue
                }
                let die = DieTerm(term)
                let value =
                    die.map { Double($0.results.filter(\.isActive).map(\.value).reduce(0, +)) } ?? term["number"].double
                sum += sign * (value ?? 0)
                sign = 1
            }
            let total = try #require(roll.total).value
            #expect(abs(sum - total) < 1e-9, "\(name): \(roll.formula ?? "")")
        }
    }

    @Test("finds dice in every roll whose formula has some", arguments: Fixtures.names(in: "messages"))
    func findsDice(_ name: String) throws {
        let document = try Fixtures.document("messages", name)
        for roll in name.hasPrefix("rollonly") ? [Roll(document)] : ChatMessage(document).rolls {
            guard let formula = roll.formula, formula.contains(#/\dd\d/#) else { continue }
            #expect(!roll.dice.isEmpty, "\(formula)")
        }
    }
}
