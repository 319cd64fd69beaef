import Foundry
import JSON
import Testing

@testable import TableBot

@Suite("The demo's encounter")
struct DemoEncounterTests {
    @Test("is the same for the same seed, ids and times included, and another for another", arguments: DemoCase.all)
    func repeats(_ demo: DemoCase) throws {
        let one = try demo.encounter(seed: 7).encounter.steps.map(\.text)
        #expect(one == (try demo.encounter(seed: 7).encounter.steps.map(\.text)))
        #expect(one != (try demo.encounter(seed: 8).encounter.steps.map(\.text)))
        // More rounds begin like fewer.
        let longer = try demo.encounter(seed: 7, rounds: 6).encounter.steps.map(\.text)
        #expect(Array(longer.prefix(one.count - 4)) == Array(one.prefix(one.count - 4)))
    }

    @Test("changes the world with every step", arguments: DemoCase.all, [UInt64(1), 2, 3, 99])
    func applies(_ demo: DemoCase, seed: UInt64) throws {
        let (demoWorld, encounter) = try demo.encounter(seed: seed, rounds: 12)
        let world = demoWorld.makeWorld()
        for (index, step) in encounter.steps.enumerated() {
            #expect(!step.caption.isEmpty)
            guard case .applied = world.apply(step.change) else {
                Issue.record("step \(index) changed nothing: \(step.text.prefix(300))")
                continue
            }
        }
        #expect(world.snapshot.combats.isEmpty)
        for sheet in demoWorld.sheets {
            let points = try #require(
                world.snapshot.actor(sheet.id).flatMap { demo.adapter.hitPoints(of: $0)?.current })
            #expect((0...Double(sheet.hitPoints)).contains(points))
        }
    }

    @Test("goes by Foundry's own order of hooks", arguments: DemoCase.all)
    func order(_ demo: DemoCase) throws {
        let (demoWorld, encounter) = try demo.encounter(seed: 3)
        let steps = encounter.steps.filter { $0.change.kind == .combat }
        #expect(steps.first?.change.action == .create)
        #expect(steps.last?.change.action == .delete)
        #expect(encounter.steps.last?.change.kind == .combat)
        #expect(steps.dropFirst().first?.change.change?["round"].int == 1)
        #expect(steps.compactMap { $0.change.change?["round"].int } == [1, 2, 3, 4, 5])

        // Who acts is whose turn it is, as the adapter sorts the combatants.
        let world = demoWorld.makeWorld()
        var turns = 0
        var current: String?
        for step in encounter.steps {
            world.apply(step.change)
            if step.change.kind == .combat, step.change.action == .update, let combat = world.snapshot.combats.first {
                let order = TurnOrder(combat, adapter: demo.adapter, in: world.snapshot.turnOrderContext)
                current = try #require(order.current?.name)
                #expect(step.caption.contains(current ?? "?"))
                #expect(order.current?.isDefeated == false)
                turns += 1
            } else if let message = step.message, let current, !step.isHidden {
                #expect(message.alias == current, "\(step.caption)")
            }
        }
        #expect(turns > 20)
    }

    @Test(
        "has a hidden roll in every round, a fallen foe, and things used up", arguments: DemoCase.all, [UInt64(5), 6])
    func content(_ demo: DemoCase, seed: UInt64) throws {
        let steps = try demo.encounter(seed: seed).encounter.steps
        var hidden = [Int](repeating: 0, count: 6)
        var round = 0
        for step in steps {
            if let next = step.change.change?["round"].int, step.change.kind == .combat { round = next }
            if step.isHidden { hidden[round] += 1 }
        }
        #expect(hidden.dropFirst().allSatisfy { $0 > 0 })
        #expect(steps.contains { $0.change.kind == .combatant && $0.change.change?["defeated"].bool == true })
        #expect(steps.contains { $0.change.kind == .item })
        #expect(steps.contains { $0.change.kind == .actor })
        #expect(steps.contains { ($0.message?.rolls.first?.advantage ?? 0) != 0 })
        let changes = steps.filter { $0.change.kind == .actor }.compactMap(\.change.change)
        #expect(changes.contains { $0["system"].isObject })
        #expect(changes.contains { $0.object.contains { $0.key.contains(".") } })
    }

    @Test("counts its rolls, and hides what its messages hide", arguments: DemoCase.all, [UInt64(1), 11])
    func counts(_ demo: DemoCase, seed: UInt64) throws {
        let encounter = try demo.encounter(seed: seed).encounter
        var rolls = 0, hidden = 0, time = DemoCase.startTime
        var ids: Set<String> = []
        for step in encounter.steps {
            guard let message = step.message else {
                #expect(step.rolls == 0 && !step.isHidden)
                continue
            }
            #expect(message.isHidden == step.isHidden)
            #expect(message.rolls.count == step.rolls)
            rolls += message.rolls.count
            if message.isHidden {
                hidden += message.rolls.count
                #expect(message.whisper == [DemoWorld.gameMasterID])
            }
            let sent = try #require(message.timestamp)
            #expect(sent > time)
            time = sent
            let id = try #require(message.id)
            #expect(ids.insert(id).inserted)
        }
        #expect(encounter.rolls == rolls)
        #expect(encounter.hiddenRolls == hidden)
        #expect(encounter.publicRolls == rolls - hidden)
        #expect(hidden >= 5 && rolls > 40)
    }

    @Test("rolls some of its hidden rolls blind, for players too", arguments: DemoCase.all)
    func blind(_ demo: DemoCase) throws {
        let messages = try demo.encounter(seed: 2).encounter.steps.compactMap(\.message).filter(\.isHidden)
        #expect(messages.contains { $0.rollMode == .blind && $0.authorID != DemoWorld.gameMasterID })
        #expect(messages.contains { $0.rollMode == .selfOnly && $0.authorID == DemoWorld.gameMasterID })
    }

    @Test("of pf2e knows how well a check went, as the rules have it")
    func degrees() throws {
        let demo = DemoCase.all[1]
        var seen: Set<Int> = []
        for message in try (1...8).flatMap({ try demo.encounter(seed: $0).encounter.steps }).compactMap(\.message) {
            guard let roll = message.rolls.first, let total = roll.total?.value else { continue }
            let reading = demo.adapter.read(roll, in: message)
            guard let difficulty = reading.dc, let natural = reading.naturalD20 else { continue }
            var degree = total >= difficulty + 10 ? 3 : total >= difficulty ? 2 : total <= difficulty - 10 ? 0 : 1
            if natural == 20 { degree = min(3, degree + 1) }
            if natural == 1 { degree = max(0, degree - 1) }
            #expect(reading.degreeOfSuccess == degree)
            seen.insert(degree)
        }
        #expect(seen == [0, 1, 2, 3])
    }

    @Test("rolls what the adapters can read", arguments: DemoCase.all)
    func readable(_ demo: DemoCase) throws {
        var types: Set<String> = []
        var criticals = 0
        for seed in UInt64(1)...4 {
            for message in try demo.encounter(seed: seed, rounds: 8).encounter.steps.compactMap(\.message) {
                for roll in message.rolls {
                    #expect(demo.adapter.carriesRolls(message))
                    #expect(roll.isEvaluated && roll.total != nil && roll.formula != nil)
                    #expect(!roll.dice.isEmpty)
                    #expect(roll.json["dice"].isArray && roll.json["dice"].count == 0)
                    let reading = demo.adapter.read(roll, in: message)
                    if demo.system != "generic" { #expect(reading.rollType != nil, "\(message.json)") }
                    if let type = reading.rollType { types.insert(type) }
                    if let critical = reading.critical, critical.kind == .success { criticals += 1 }
                    #expect(!message.json["rolls"].array.contains { !$0.isString })
                }
            }
        }
        switch demo.system {
        case "dnd5e": #expect(types.isSuperset(of: ["initiative", "attack", "damage", "healing", "save", "skill"]))
        case "pf2e": #expect(types.isSuperset(of: ["initiative", "attack", "damage", "save", "skill", "perception"]))
        default: #expect(types.contains("initiative"))
        }
        if demo.system != "generic" { #expect(criticals > 0) }
    }

    @Test("of pf2e nests damage as the system does, and its dice are found")
    func damage() throws {
        let demo = DemoCase.all[1]
        var doubled = 0
        for seed in UInt64(1)...12 {
            for message in try demo.encounter(seed: seed).encounter.steps.compactMap(\.message) {
                for roll in message.rolls where roll.className == "DamageRoll" {
                    let sum = roll.dice.reduce(0) { $0 + $1.activeValues.reduce(0, +) }
                    let instance = roll.json["terms"][0]["rolls"][0]
                    #expect(instance["class"].string == "DamageInstance")
                    #expect(instance["total"].double == roll.total?.value)
                    let isDoubled = instance["formula"].string?.hasPrefix("(2 * ") == true
                    #expect(Double(sum) * (isDoubled ? 2 : 1) <= roll.total?.value ?? -1)
                    let formula = try #require(roll.formula)
                    #expect(throws: Never.self) { try RollFormula(parsing: formula) }
                    let reading = demo.adapter.read(roll, in: message)
                    #expect(reading.damageTypes.count == 1)
                    #expect(reading.critical == nil)
                    if reading.damageTypes != ["healing"] { #expect(reading.isCriticalDamage == isDoubled) }
                    if isDoubled { doubled += 1 }
                }
            }
        }
        #expect(doubled > 0)
    }

    @Test("lasts as long as asked, whatever happens to its fighters", arguments: DemoCase.all)
    func length(_ demo: DemoCase) throws {
        for (asked, played) in [(-3, 1), (1, 1), (25, 25)] {
            let encounter = try demo.encounter(seed: 4, rounds: asked).encounter
            let rounds = encounter.steps.compactMap { $0.change.kind == .combat ? $0.change.change?["round"].int : nil }
            #expect(rounds == Array(1...played))
        }
    }
}
