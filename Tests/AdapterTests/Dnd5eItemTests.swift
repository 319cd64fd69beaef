import Dnd5e
import Foundry
import JSON
import Testing

@Suite("dnd5e: items")
struct Dnd5eItemTests {
    private let adapter = Dnd5eAdapter()

    private func entry(_ type: String, _ system: String, key: String = "system") throws -> ItemEntry {
        adapter.entry(
            for: Item(try json(#"{"_id":"i","name":"It","type":"\#(type)","img":"a.webp","\#(key)":\#(system)}"#)),
            of: nil)
    }

    @Test(
        "puts what is carried into the inventory",
        arguments: ["weapon", "equipment", "consumable", "tool", "loot", "container", "backpack"])
    func inventory(_ type: String) throws {
        #expect(
            try entry(type, #"{"quantity":3,"equipped":true}"#)
                == .inventory(
                    InventoryEntry(id: "i", name: "It", type: type, quantity: 3, equipped: true, img: "/a.webp")))
        #expect(
            try entry(type, "{}", key: "data")
                == .inventory(InventoryEntry(id: "i", name: "It", type: type, img: "/a.webp")))
        #expect(
            try entry(type, #"{"quantity":0,"equipped":"yes"}"#)
                == .inventory(InventoryEntry(id: "i", name: "It", type: type, quantity: 0, img: "/a.webp")))
    }

    @Test(
        "leaves out what is neither carried nor cast nor done",
        arguments: ["class", "subclass", "race", "background", "facility", "module.thing"])
    func others(_ type: String) throws {
        #expect(try entry(type, #"{"quantity":1}"#) == .none)
    }

    @Test(
        "reads a spell's preparation of every version as that of 5.1",
        arguments: [
            (#"{"level":1,"method":"spell","prepared":1}"#, "spell", 1, true),
            (#"{"level":1,"method":"spell","prepared":0}"#, "spell", 0, false),
            (#"{"level":1,"method":"spell","prepared":2}"#, "spell", 2, true),
            (#"{"level":0,"method":"spell","prepared":0}"#, "spell", 0, true),
            (#"{"level":1,"method":"innate","prepared":0}"#, "innate", 0, true),
            (#"{"level":1,"method":"atwill","prepared":0}"#, "atwill", 0, true),
            (#"{"level":1,"method":"pact","prepared":0}"#, "pact", 0, true),
            (#"{"level":1,"method":"ritual","prepared":0}"#, "ritual", 0, false),
            (#"{"level":1,"method":"","prepared":1}"#, nil, 1, true),
            (#"{"level":1,"preparation":{"mode":"always","prepared":false}}"#, "spell", 2, true),
            (#"{"level":1,"preparation":{"mode":"prepared","prepared":true}}"#, "spell", 1, true),
            (#"{"level":1,"preparation":{"mode":"prepared","prepared":false}}"#, "spell", 0, false),
            (#"{"level":1,"preparation":{"mode":"innate","prepared":false}}"#, "innate", 0, true),
            (#"{"level":1,"preparation":{"mode":"pact","prepared":true}}"#, "pact", 1, true),
            (#"{"level":1,"preparation":{}}"#, nil, 0, false), (#"{"level":1}"#, nil, nil, nil),
            (#"{"level":0}"#, nil, nil, true),
        ] as [(String, String?, Int?, Bool?)])
    func preparation(_ system: String, _ method: String?, _ state: Int?, _ prepared: Bool?) throws {
        guard case .spell(let spell) = try entry("spell", system) else {
            Issue.record("no spell")
            return
        }
        #expect(spell.method == method)
        #expect(spell.state == state)
        #expect(spell.prepared == prepared)
    }

    @Test(
        "reads the remaining uses, not the spent ones",
        arguments: [
            (
                #"{"spent":1,"max":"3","recovery":[{"period":"lr","type":"recoverAll"}]}"#,
                Uses(value: 2, max: 3, per: "lr")
            ),
            (#"{"spent":0,"max":2}"#, Uses(value: 2, max: 2)), (#"{"spent":5,"max":"3"}"#, Uses(value: 0, max: 3)),
            (#"{"spent":1,"max":"@prof"}"#, Uses(formula: "@prof")), (#"{"spent":0,"max":"","recovery":[]}"#, nil),
            (#"{"spent":0,"max":"0"}"#, nil),
            (#"{"value":1,"max":"3","per":"day"}"#, Uses(value: 1, max: 3, per: "day")),
            (#"{"value":1,"max":3,"per":"sr","recovery":""}"#, Uses(value: 1, max: 3, per: "sr")),
            (#"{"value":2,"max":"@prof","per":"lr"}"#, Uses(value: 2, per: "lr", formula: "@prof")),
            (#"{"value":null,"max":"","per":null}"#, nil), (#"{"value":0,"max":0}"#, nil),
            ("{}", nil), ("[]", nil), ("null", nil),
        ] as [(String, Uses?)])
    func uses(_ stored: String, _ expected: Uses?) throws {
        guard
            case .feature(let feature) = try entry(
                "feat", #"{"type":{"value":"class","subtype":"ki"},"uses":\#(stored)}"#)
        else {
            Issue.record("no feature")
            return
        }
        #expect(feature.uses == expected)
        #expect(feature.subtype == "class")
    }

    @Test("writes a spell of its own as an inventory entry with its level, school and preparation")
    func writing() throws {
        let spell = Item(
            try json(
                #"{"_id":"s","name":"Passwall","type":"spell","img":null,"system":{"level":5,"school":"trs","method":"spell","prepared":1,"uses":{"spent":1,"max":"2","recovery":[]}}}"#
            ))
        let written = try JSONDocument.writing { adapter.write(spell, into: &$0) }.root
        #expect(
            written.jsonText
                == #"{"id":"s","name":"Passwall","type":"spell","quantity":1,"equipped":false,"img":null,"level":5,"school":"trs","prepared":true,"uses":{"value":1,"max":2},"method":"spell","state":1}"#
        )
    }
}
