import Dnd5e
import Foundry
import JSON
import Testing

@Suite("dnd5e: real documents", Fixtures.condition)
struct Dnd5eFixtureTests {
    private let adapter = Dnd5eAdapter()

    @Test("reads what the derived truths say of each document", arguments: Fixtures.expected("dnd5e"))
    func agreesWithTruths(_ expected: Truth) throws {
        let document = try expected.document
        guard expected.truth["classification"].exists else { return try compareItem(expected, Item(document)) }
        let actor = Actor(document)
        expected.compareCharacter(with: actor, by: adapter)
        let stats = try Fixtures.stats(of: actor, by: adapter)
        expected.compareHitPoints(in: stats)
        for key in ["ac", "level", "cr", "proficiencyBonus"] { expected.expect(key, equals: stats[key].double) }
        for key in ["race", "background", "creatureType"] { expected.expect(key, equals: stats[key].string) }
        if expected.truth["classes"].isArray {
            let names = expected.truth["classes"].array.compactMap { $0["name"].string }
            #expect(stats["class"].string == names.joined(separator: " / "))
        }
        for ability in expected.truth["abilities"].object {
            expected.expect("value", equals: stats["abilities"][ability.key]["value"].double, in: ability.value)
            expected.expect("mod", equals: stats["abilities"][ability.key]["mod"].double, in: ability.value)
        }
        let items = adapter.items(of: actor)
        for (spell, wanted) in zip(items.spells, expected.truth["spells"].array) {
            compare(spell, with: wanted, of: expected)
        }
        for (feature, wanted) in zip(items.features, expected.truth["features"].array) {
            expected.expect("subtype", equals: feature.subtype, in: wanted)
        }
    }

    private func compareItem(_ expected: Truth, _ item: Item) throws {
        expected.expect("name", equals: item.name)
        expected.expect("type", equals: item.type)
        expected.expect("quantity", equals: adapter.quantity(of: item))
        expected.expect("equipped", equals: adapter.isEquipped(item))
        if case .spell(let spell) = adapter.entry(for: item, of: nil) {
            compare(spell, with: expected.truth, of: expected)
        }
    }

    private func compare(_ spell: SpellEntry, with wanted: JSONView, of expected: Truth) {
        expected.expect("level", equals: spell.level, in: wanted)
        expected.expect("school", equals: spell.school, in: wanted)
        expected.expect("method", equals: spell.method, in: wanted)
        expected.expect("state", equals: spell.state.map(Double.init), in: wanted)
    }

    @Test(
        "reads each roll as the derived truths do",
        arguments: Fixtures.expected("messages").filter { $0.name.hasPrefix("dnd5e") })
    func agreesOnMessages(_ expected: Truth) throws {
        let message = ChatMessage(try expected.document)
        expected.compareMessage(message)
        for (roll, wanted) in zip(message.rolls, expected.truth["rolls"].array) {
            let reading = adapter.read(roll, in: message)
            expected.expect("naturalD20", equals: reading.naturalD20.map(Double.init), in: wanted)
            expected.expect("d20Value", equals: reading.d20Value.map(Double.init), in: wanted)
            expected.expect("advantage", equals: Double(reading.advantage), in: wanted)
            expected.expect("d20Critical", equals: reading.d20Critical?.rawValue, in: wanted)
            expected.expect("systemCritical", equals: reading.critical?.kind.rawValue, in: wanted)
            expected.expect("ability", equals: reading.ability, in: wanted)
            // A truth without a type has not looked at the flavor, the last resort of the rules.
            if wanted["rollType"].isString { expected.expect("rollType", equals: reading.rollType, in: wanted) }
            if let thresholds = Optional(wanted["thresholds"]), thresholds.isArray {
                #expect(reading.criticalThreshold == thresholds[0].double)
                #expect(reading.fumbleThreshold == thresholds[1].double)
            }
        }
    }

    @Test("writes every actor and item whole, with known numbers only", arguments: Fixtures.names(in: "dnd5e"))
    func readsEveryDocument(_ name: String) throws {
        let document = try Fixtures.document("dnd5e", name)
        if DocumentKind(detecting: document) == .item {
            let written = try JSONDocument.writing { adapter.write(Item(document), into: &$0) }.root
            #expect(written["name"].string == document["name"].string)
            return
        }
        #expect(DocumentKind(detecting: document) == .actor)
        let actor = Actor(document)
        let stats = try Fixtures.stats(of: actor, by: adapter)
        #expect(stats["name"].string == actor.name)
        guard adapter.classify(actor, hasPlayerOwner: nil).characterType != nil else { return }
        #expect(stats["abilities"]["str"]["mod"].int == stats["abilities"]["str"]["value"].int.map { ($0 - 10) >> 1 })
        // Unfinished characters have no class that could tell their maximum.
        let unfinished = ["w404-pc-arandur-asixs.json", "w436-pc-forziere-kkqmq.json", "w438-pc-u-749fi.json"]
        #expect(stats["hp"]["max"].isNumber != unfinished.contains(name))
        // A formula with paths is nothing that could be computed from the document alone.
        #expect(stats["ac"].isNumber != document["system"]["attributes"]["ac"]["calc"].stringEquals("custom"))
    }

    @Test(
        "gives characters at full health exactly their stored hit points",
        arguments: Fixtures.names(in: "dnd5e").filter { $0.contains("premade") || $0.contains("-hero-") })
    func computesMaximumHitPoints(_ name: String) throws {
        let actor = Actor(try Fixtures.document("dnd5e", name))
        let hp = try #require(adapter.hitPoints(of: actor))
        let estimated = try Fixtures.stats(of: actor, by: adapter)["estimated"].array.contains {
            $0.stringEquals("hp.max")
        }
        if estimated {
            #expect((hp.max ?? .infinity) <= (hp.current ?? 0))
        } else {
            #expect(hp.max == hp.current)
        }
    }

    @Test(
        "reads the type of each roll that its document's name tells",
        arguments: Fixtures.names(in: "messages").filter { $0.hasPrefix("dnd5e") && !$0.contains("noroll") })
    func readsRollTypes(_ name: String) throws {
        let message = ChatMessage(try Fixtures.document("messages", name))
        let type = name.split(separator: "-")[3]
        for roll in message.rolls {
            let reading = adapter.read(roll, in: message)
            if roll.className == "DamageRoll" {
                #expect(reading.rollType == "damage")
            } else if message.isInitiative {
                #expect(reading.rollType == "initiative")
                #expect(reading.critical == nil)
            } else if ["attack", "save", "skill", "ability"].contains(type) {
                #expect(reading.rollType == String(type))
            } else if type == "hitdie" {
                #expect(reading.rollType == "hitDie")
            } else if type == "midi", roll.index == 0 {
                #expect(reading.rollType == "attack")
            }
            if type == "skill" { #expect(reading.skill != nil) }
            if type == "save" || type == "ability" { #expect(reading.ability != nil) }
            if reading.critical != nil { #expect(reading.rollType == "attack" || reading.rollType == "death") }
        }
    }
}
