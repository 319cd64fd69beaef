import Foundry
import Generic
import JSON
import Testing

@Suite("generic: real documents", Fixtures.condition)
struct GenericFixtureTests {
    private let adapter = GenericAdapter()

    @Test("reads what the derived truths say of each actor", arguments: Fixtures.expected("generic"))
    func agreesWithTruths(_ expected: Truth) throws {
        let actor = Actor(try expected.document)
        expected.compareCharacter(with: actor, by: adapter)
        expected.expect("itemCount", equals: Double(actor.items.count))
        let types = Dictionary(grouping: actor.items) { $0.type ?? "" }
        for type in expected.truth["itemTypes"].object { #expect(types[type.key]?.count == type.value.int) }
    }

    @Test("sorts items of well-known types", arguments: Fixtures.expected("generic"))
    func sortsItems(_ expected: Truth) throws {
        let items = adapter.items(of: Actor(try expected.document))
        let counts = expected.truth["itemTypes"]
        func sum(_ types: [String]) -> Int {
            counts.object.filter { types.contains($0.key.lowercased()) }.compactMap(\.value.int).reduce(0, +)
        }
        #expect(items.spells.count == sum(["spell"]))
        #expect(items.features.count == sum(["feat", "talent", "ability"]))
        #expect(
            items.inventory.count
                == sum([
                    "armor", "basic", "consumable", "container", "equipment", "gear", "implant", "loot", "weapon",
                ]))
    }

    @Test("says of every number it found that it is a guess", arguments: Fixtures.names(in: "generic"))
    func marksGuesses(_ name: String) throws {
        let actor = Actor(try Fixtures.document("generic", name))
        let stats = try Fixtures.stats(of: actor, by: adapter)
        #expect(stats["estimated"].array.contains { $0.stringEquals("hp") } == stats["hp"].isObject)
        #expect(stats["estimated"].array.contains { $0.stringEquals("level") } == stats["level"].isNumber)
        #expect(stats["hp"]["max"].double != 0)
        _ = adapter.items(of: actor)
    }

    @Test("calls nothing in any message critical", arguments: Fixtures.names(in: "messages"))
    func inventsNoCriticals(_ name: String) throws {
        let document = try Fixtures.document("messages", name)
        let message = name.hasPrefix("rollonly") ? nil : ChatMessage(document)
        for roll in message?.rolls ?? [Roll(document)] {
            let reading = adapter.read(roll, in: message)
            #expect(reading.critical == nil)
            if let natural = reading.naturalD20 { #expect((1...20).contains(natural)) }
        }
    }
}
