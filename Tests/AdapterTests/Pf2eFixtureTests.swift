import Foundry
import JSON
import Pf2e
import Testing

@Suite("pf2e: real documents", Fixtures.condition)
struct Pf2eFixtureTests {
    private let adapter = Pf2eAdapter()

    @Test("reads what the derived truths say of each actor", arguments: Fixtures.expected("pf2e"))
    func agreesWithTruths(_ expected: Truth) throws {
        let actor = Actor(try expected.document)
        expected.compareCharacter(with: actor, by: adapter)
        let stats = try Fixtures.stats(of: actor, by: adapter)
        expected.compareHitPoints(in: stats)
        for key in ["ac", "level"] { expected.expect(key, equals: stats[key].double) }
        for key in ["ancestry", "heritage", "background", "rarity"] {
            expected.expect(key, equals: stats[key].string)
        }
        expected.expect("className", equals: stats["class"].string)
        for ability in expected.truth["abilities"].object {
            expected.expect(
                ability.key, equals: stats["abilities"][ability.key].double, in: expected.truth["abilities"])
        }
        let items = adapter.items(of: actor)
        for (spell, wanted) in zip(items.spells, expected.truth["spells"].array) {
            compare(spell, with: wanted, of: expected)
        }
        for (feature, wanted) in zip(items.features, expected.truth["features"].array) {
            expected.expect("name", equals: feature.name, in: wanted)
            expected.expect("type", equals: feature.type, in: wanted)
            expected.expect("category", equals: feature.subtype, in: wanted)
        }
    }

    private func compare(_ spell: SpellEntry, with wanted: JSONView, of expected: Truth) {
        expected.expect("name", equals: spell.name, in: wanted)
        expected.expect("baseRank", equals: spell.level, in: wanted)
        expected.expect("cantrip", equals: spell.isCantrip, in: wanted)
        expected.expect("focus", equals: spell.isFocus, in: wanted)
        #expect(spell.traditions == wanted["traditions"].array.compactMap(\.string))
        if let mode = wanted["entryMode"].string { #expect(spell.method == mode) }
        if let rank = wanted["heightenedRank"].double { #expect(spell.castRank == rank) }
        if let prepared = wanted["preparedCount"].double, let expended = wanted["expendedCount"].double {
            #expect(spell.prepared == (prepared > 0))
            #expect(spell.state == (prepared > 0 ? 1 : 0))
            if prepared > 0, spell.isCantrip == false {
                #expect(spell.uses == Uses(value: prepared - expended, max: prepared))
            }
        }
    }

    @Test(
        "reads each roll as the derived truths do",
        arguments: Fixtures.expected("messages").filter { $0.name.hasPrefix("pf2e") })
    func agreesOnMessages(_ expected: Truth) throws {
        let message = ChatMessage(try expected.document)
        expected.compareMessage(message)
        for (roll, wanted) in zip(message.rolls, expected.truth["rolls"].array) {
            let reading = adapter.read(roll, in: message)
            expected.expect("naturalD20", equals: reading.naturalD20.map(Double.init), in: wanted)
            expected.expect("d20Value", equals: reading.d20Value.map(Double.init), in: wanted)
            expected.expect("advantage", equals: Double(reading.advantage), in: wanted)
            expected.expect("degreeOfSuccess", equals: reading.degreeOfSuccess.map(Double.init), in: wanted)
            expected.expect("outcome", equals: reading.outcome, in: wanted)
            expected.expect("systemCritical", equals: reading.critical?.kind.rawValue, in: wanted)
            expected.expect("dc", equals: reading.dc, in: wanted)
            if let type = wanted["rollType"].string {
                let normalised = [
                    "attack-roll": "attack", "skill-check": "skill", "perception-check": "perception",
                    "saving-throw": "save", "damage-roll": "damage", "counteract-check": "check",
                ]
                #expect(reading.rollType == (normalised[type] ?? type))
            }
        }
    }

    /// The files name the class and the context of their rolls: `pf2e780-v13-checkroll-attack-roll-….json`.
    @Test(
        "tells the type of every roll whose message says it",
        arguments: Fixtures.names(in: "messages").filter { $0.hasPrefix("pf2e") || $0.hasPrefix("rollonly-pf2e") })
    func readsEveryRoll(_ name: String) throws {
        let document = try Fixtures.document("messages", name)
        let message = name.hasPrefix("rollonly") ? nil : ChatMessage(document)
        for roll in message?.rolls ?? [Roll(document)] {
            let reading = adapter.read(roll, in: message)
            if name.contains("-damageroll-") || name.hasPrefix("rollonly") {
                #expect(reading.rollType == "damage")
                #expect(reading.critical == nil && reading.degreeOfSuccess == nil && reading.naturalD20 == nil)
            } else if name.contains("-checkroll-") {
                let types = [
                    "-attack-roll-": "attack", "-skill-check-": "skill", "-perception-check-": "perception",
                    "-saving-throw-": "save", "-initiative-": "initiative",
                ]
                let wanted = try #require(types.first { name.contains($0.key) }?.value)
                #expect(reading.rollType == wanted)
                #expect(reading.isInitiative == (wanted == "initiative"))
                #expect((reading.save != nil) == (wanted == "save"))
                if wanted != "attack" && wanted != "save" { #expect(reading.skill != nil) }
                #expect(reading.ability != nil)
                #expect((reading.critical != nil) == [0, 3].contains(reading.degreeOfSuccess))
            }
        }
    }

    @Test("writes every actor whole, with known numbers only", arguments: Fixtures.names(in: "pf2e"))
    func readsEveryDocument(_ name: String) throws {
        let actor = Actor(try Fixtures.document("pf2e", name))
        let stats = try Fixtures.stats(of: actor, by: adapter)
        let items = adapter.items(of: actor)
        #expect(stats["hp"]["max"].double != 0)
        #expect(adapter.hitPoints(of: actor)?.max == stats["hp"]["max"].double)
        for item in actor.items { #expect(adapter.entry(for: item, of: actor) == entry(of: item, in: items)) }
        guard actor.type == "character" else { return }
        for key in ["ancestry", "heritage", "class", "background", "rarity"] { #expect(stats[key].isString, "\(key)") }
        #expect(stats["level"].isNumber && stats["hp"]["max"].isNumber)
        #expect(stats["ac"].isNull)
        #expect(stats["estimated"].array.contains { $0.stringEquals("hp.max") })
    }

    private func entry(of item: Item, in items: ActorItems) -> ItemEntry {
        if let found = items.inventory.first(where: { $0.id == item.id }) { return .inventory(found) }
        if let found = items.spells.first(where: { $0.id == item.id }) { return .spell(found) }
        return items.features.first { $0.id == item.id }.map(ItemEntry.feature) ?? .none
    }
}
