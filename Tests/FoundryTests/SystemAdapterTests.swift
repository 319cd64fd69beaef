import Foundry
import JSON
import Testing

/// As little as an adapter needs.
private struct TinyAdapter: SystemAdapter {
    let systemIDs = ["tiny", "Tiny-Classic"]

    func hitPoints(of actor: Actor) -> HitPoints? { HitPoints(current: actor.systemData["hp"].double) }
}

// The example of the catalogue, word for word.
private struct LanternAdapter: SystemAdapter {
    let systemIDs = ["lantern"]

    func hitPoints(of actor: Actor) -> HitPoints? {
        let health = actor.systemData["health"]
        return HitPoints(current: health["value"].double, max: health["max"].double)
    }
}

private struct OtherAdapter: SystemAdapter {
    let systemIDs: [String]
}

@Suite("System adapters")
struct SystemAdapterTests {
    @Test("has a default for everything but the ids")
    func defaults() throws {
        let adapter = TinyAdapter()
        let actor = Actor(
            try json(
                #"{"_id":"A","name":"Ada","type":"Character","system":{"hp":3.5},"items":[{"_id":"i","name":"Rope","type":"gear","img":"rope.png","system":{"quantity":"2"}},{"name":"no id"}]}"#
            ))
        #expect(adapter.classify(actor, hasPlayerOwner: nil) == .character(.pc))
        #expect(adapter.classify(Actor(try json(#"{"type":"blob"}"#)), hasPlayerOwner: nil) == .character(.npc))
        #expect(adapter.classify(Actor(try json(#"{"type":"blob"}"#)), hasPlayerOwner: true) == .character(.pc))
        let items = adapter.items(of: actor)
        #expect(items.inventory == [InventoryEntry(id: "i", name: "Rope", type: "gear", quantity: 2, img: "/rope.png")])
        let stats = try JSONDocument.writing { adapter.writeStats(of: actor, into: &$0) }.root
        #expect(stats.jsonText == #"{"name":"Ada","type":"Character","hp":{"current":3.5,"max":null,"temp":null}}"#)
        let item = try JSONDocument.writing { adapter.write(actor.items[0], into: &$0) }.root
        #expect(
            item.jsonText == #"{"id":"i","name":"Rope","type":"gear","quantity":2,"equipped":false,"img":"/rope.png"}"#)
        let combat = try combat(#"{"_id":"a"}"#)
        #expect(adapter.tieKey(for: combat.combatants[0], in: combat, context: .unknown) == nil)
        #expect(adapter.carriesRolls(ChatMessage(try json("{}"))))
    }

    @Test("lets an adapter of ten lines send a character with its hit points")
    func tenLines() throws {
        let registry = AdapterRegistry([LanternAdapter()], fallback: LanternAdapter())
        let actor = Actor(try json(#"{"name":"Ada","type":"hero","data":{"health":{"value":3,"max":9}}}"#))
        let stats = try JSONDocument.writing { registry.adapter(for: "lantern").writeStats(of: actor, into: &$0) }.root
        #expect(stats.jsonText == #"{"name":"Ada","type":"hero","hp":{"current":3,"max":9,"temp":null}}"#)
    }

    @Test("reads what every roll shares, and calls nothing critical")
    func rollDefaults() throws {
        let message = ChatMessage(
            try json(
                #"{"_id":"M","flags":{"core":{"initiativeRoll":true}},"rolls":[{"terms":[{"faces":20,"modifiers":["kh"],"results":[{"result":20},{"result":3,"active":false}]},{"operator":"+"},{"number":2}]}]}"#
            ))
        let reading = TinyAdapter().read(message.rolls[0], in: message)
        #expect(reading.rollType == "initiative" && reading.isInitiative)
        #expect(reading.naturalD20 == 20 && reading.advantage == 1 && reading.modifiers == ["+2"])
        #expect(reading.critical == nil)
        let table = ChatMessage(try json(#"{"flags":{"core":{"RollTable":"x"}},"rolls":[{}]}"#))
        #expect(TinyAdapter().read(table.rolls[0], in: table).rollType == "table")
        #expect(TinyAdapter().read(Roll(try json("{}")), in: nil) == RollReading())
    }

    @Test("chooses by system id without regard to case, else the fallback; the last one registered counts")
    func registry() {
        var registry = AdapterRegistry([TinyAdapter()], fallback: OtherAdapter(systemIDs: ["generic"]))
        #expect(registry.adapter(for: "TINY").systemIDs == ["tiny", "Tiny-Classic"])
        #expect(registry.adapter(for: "tiny-classic") is TinyAdapter)
        #expect(registry.adapter(for: "dnd5e").systemIDs == ["generic"])
        #expect(registry.adapter(for: nil).systemIDs == ["generic"])
        registry.register(OtherAdapter(systemIDs: ["tiny"]))
        #expect(registry.adapter(for: "tiny") is OtherAdapter)
        #expect(registry.systemIDs == ["tiny", "tiny-classic"])
    }
}
