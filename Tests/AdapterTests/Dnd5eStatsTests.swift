import Dnd5e
import Foundry
import JSON
import Testing

@Suite("dnd5e: statistics")
struct Dnd5eStatsTests {
    private let adapter = Dnd5eAdapter()

    /// Statistics of a character with these parts of its system data.
    private func stats(
        _ system: String, type: String = "character", items: String = "", effects: String = "", key: String = "system"
    ) throws -> JSONView {
        let text =
            #"{"_id":"A","name":"Ada","type":"\#(type)","\#(key)":{\#(system)},"items":[\#(items)],"effects":[\#(effects)]}"#
        return try Fixtures.stats(of: Actor(json(text)), by: adapter)
    }

    private let abilities =
        #""abilities":{"str":{"value":15},"dex":{"value":14},"con":{"value":14},"int":{"value":9},"wis":{"value":16},"cha":{"value":1}}"#

    @Test("writes the same keys in the same order whatever is known, unknown numbers as null")
    func shape() throws {
        let keys = [
            "name", "type", "hp", "ac", "level", "class", "subclass", "race", "background", "creatureType", "cr",
            "proficiencyBonus", "abilities", "estimated",
        ]
        let empty = try stats("", type: "npc")
        #expect(empty.object.map(\.key) == keys)
        #expect(empty["abilities"].object.map(\.key) == ["str", "dex", "con", "int", "wis", "cha"])
        for key in ["ac", "level", "class", "race", "cr", "proficiencyBonus"] {
            #expect(empty[key].kind == .null, "\(key)")
        }
        for key in ["current", "max", "temp"] { #expect(empty["hp"][key].kind == .null) }
        #expect(empty["abilities"]["str"]["mod"].kind == .null)
        #expect(try stats(abilities).object.map(\.key) == keys)
        #expect(try stats(#""abilities":{"hon":{"value":10}}"#)["abilities"].object.map(\.key).suffix(1) == ["hon"])
    }

    @Test(
        "computes modifiers anew, and saves from proficiency unless prepared",
        arguments: [
            (#"{"value":15}"#, 2, 2), (#"{"value":1}"#, -5, -5), (#"{"value":9,"mod":3}"#, -1, -1),
            (#"{"value":16,"proficient":1}"#, 3, 6),
            (#"{"value":16,"proficient":0.5}"#, 3, 4), (#"{"value":16,"proficient":2}"#, 3, 9),
            (#"{"value":16,"mod":3,"save":7,"proficient":1}"#, 3, 7),
            (#"{"value":16,"mod":3,"save":{"value":8},"proficient":1}"#, 3, 8),
            (#"{"value":16,"save":{"roll":{"min":null}},"proficient":1}"#, 3, 6),
            (#"{"value":16,"mod":1,"save":2,"proficient":1}"#, 3, 6), (#"{"value":16,"bonuses":{"save":"2"}}"#, 3, 5),
            (#"{"value":16,"bonuses":{"save":"1d4"}}"#, 3, 3),
            (#"{"value":"16"}"#, 3, 3), (#"{"value":null}"#, nil, nil), (#"{"proficient":1}"#, nil, nil),
        ] as [(String, Int?, Int?)])
    func abilities(_ ability: String, _ mod: Int?, _ save: Int?) throws {
        let level5 = #"{"_id":"c","type":"class","name":"Monk","system":{"levels":5}}"#
        let written = try stats(#""abilities":{"wis":\#(ability)}"#, items: level5)["abilities"]["wis"]
        #expect(written["mod"].int == mod)
        #expect(written["save"].int == save)
    }

    @Test(
        "sums levels, names classes with the original one first, and derives proficiency",
        arguments: [
            ("", "", 0, nil, 1), (#""details":{"level":3}"#, "", 3, nil, 2),
            (
                #""details":{"level":3}"#, #"{"_id":"a","type":"class","name":"Monk","system":{"levels":11}}"#, 11,
                "Monk", 4
            ),
            (
                #""details":{"originalClass":"b"}"#,
                #"{"_id":"a","type":"class","name":"Monk","system":{"levels":2}},{"_id":"b","type":"class","name":"Bard","system":{"levels":3}}"#,
                5, "Bard / Monk", 3
            ),
            ("", #"{"_id":"a","type":"class","name":"Monk","data":{"levels":"4"}}"#, 4, "Monk", 2),
        ] as [(String, String, Int, String?, Int)])
    func levels(_ system: String, _ items: String, _ level: Int, _ name: String?, _ proficiency: Int) throws {
        let written = try stats(system, items: items)
        #expect(written["level"].int == level)
        #expect(written["class"].string == name)
        #expect(written["proficiencyBonus"].int == proficiency)
    }

    @Test(
        "reads challenge ratings of every spelling",
        arguments: [
            ("0.125", 0.125, 2), ("5", 5, 3), ("0", 0, 2), (#""1/4""#, 0.25, 2), (#""17""#, 17, 6), ("30", 30, 9),
            ("null", nil, nil), (#""""#, nil, nil),
            (#""1/0""#, nil, nil), (#""a/b""#, nil, nil), ("1e308", 1e308, nil),
        ] as [(String, Double?, Int?)])
    func challengeRatings(_ stored: String, _ rating: Double?, _ proficiency: Int?) throws {
        let written = try stats(#""details":{"cr":\#(stored)}"#, type: "npc")
        #expect(written["cr"].double == rating)
        #expect(written["proficiencyBonus"].int == proficiency)
    }

    @Test(
        "names race and background by item, by id, or as text",
        arguments: [
            (
                #""details":{"race":"rrrrrrrrrrrrrrr1","background":"Sage"}"#,
                #"{"_id":"rrrrrrrrrrrrrrr1","type":"race","name":"Elf"}"#, "Elf", "Sage"
            ),
            (
                #""details":{"race":"","background":null}"#,
                #"{"_id":"r","type":"race","name":"Elf"},{"_id":"b","type":"background","name":"Sage"}"#, "Elf", "Sage"
            ),
            (#""details":{"race":"Half-Orc"}"#, "", "Half-Orc", nil),
            (#""details":{"race":"jp4BUcAipDi7GIQQ"}"#, "", nil, nil),
            (#""details":{"race":{"name":"Dwarf"}}"#, "", "Dwarf", nil), ("", "", nil, nil),
            (#""details":{"race":"Тифлинг"}"#, "", "Тифлинг", nil),
        ] as [(String, String, String?, String?)])
    func names(_ system: String, _ items: String, _ race: String?, _ background: String?) throws {
        let written = try stats(system, items: items)
        #expect(written["race"].string == race)
        #expect(written["background"].string == background)
    }

    // MARK: Hit points

    private func fighter(_ value: String, levels: Int, more: String = #""hd":{"denomination":"d10"}"#) -> String {
        #"{"_id":"f","type":"class","name":"Fighter","system":{"levels":\#(levels),\#(more),"advancement":[{"type":"ItemGrant"},{"type":"HitPoints","value":\#(value)}]}}"#
    }

    @Test("adds a character's maximum up from its classes' advancement")
    func computedMaximum() throws {
        let hp = #""attributes":{"hp":{"value":5,"max":null,"temp":null}},"#
        let written = try stats(hp + abilities, items: fighter(#"{"1":"max","2":"avg","3":1}"#, levels: 3))
        #expect(written["hp"].jsonText == #"{"current":5,"max":23,"temp":0}"#)
        #expect(written["estimated"].count == 0)
        let weak = #""abilities":{"con":{"value":1}}"#
        #expect(
            try stats(hp + weak, items: fighter(#"{"1":2,"2":"avg"}"#, levels: 2))["hp"]["max"].int == 2,
            "at least 1 for each level")
        let keyed =
            #"{"_id":"f","type":"class","data":{"levels":1,"hitDice":"d8","advancement":{"a":{"type":"HitPoints","value":{"1":"max"}}}}}"#
        #expect(try stats(hp + abilities, items: keyed)["hp"]["max"].int == 10)
    }

    @Test(
        "adds plain bonuses, and marks what only a running game knows",
        arguments: [
            (#"{"level":"2","overall":"5"}"#, "", 30, false), (#"{"level":2}"#, "", 25, false),
            (#"{"level":"","overall":" "}"#, "", 21, false),
            (#"{"level":"@classes.x.levels"}"#, "", 21, true),
            ("{}", #"{"changes":[{"key":"system.attributes.hp.bonuses.level"}]}"#, 21, true),
            ("{}", #"{"disabled":true,"changes":[{"key":"system.abilities.con.value"}]}"#, 21, false),
            ("{}", #"{"changes":[{"key":"system.abilities.con.value"}]}"#, 21, true),
            ("{}", #"{"changes":[{"key":"system.attributes.ac.bonus"}]}"#, 21, false),
        ])
    func bonuses(_ bonuses: String, _ effects: String, _ maximum: Int, _ isEstimated: Bool) throws {
        let hp = #""attributes":{"hp":{"value":5,"max":null,"bonuses":\#(bonuses)}},"#
        let items = fighter(#"{"1":"max","2":7}"#, levels: 2)
        let written = try stats(hp + abilities, items: items, effects: effects)
        #expect(written["hp"]["max"].int == maximum)
        #expect(written["estimated"].array.contains { $0.stringEquals("hp.max") } == isEstimated)
    }

    @Test("takes a stored maximum as it is, and knows none where nothing tells one")
    func storedMaximum() throws {
        #expect(
            try stats(#""attributes":{"hp":{"value":0,"max":27}}"#, items: fighter(#"{"1":"max"}"#, levels: 1))["hp"][
                "max"
            ].int == 27)
        #expect(try stats(#""attributes":{"hp":{"value":5,"max":null}},"# + abilities)["hp"]["max"].isNull)
        #expect(
            try stats(#""attributes":{"hp":{"value":5,"max":null}}"#, items: fighter(#"{"1":"max"}"#, levels: 1))["hp"][
                "max"
            ].isNull)
        #expect(try stats(#""attributes":{"hp":{"value":null,"max":null}}"#, type: "npc")["hp"]["current"].isNull)
    }

    // MARK: Armor class

    private static func gear(
        _ category: String, _ value: Int, dex: String = "null", equipped: Bool = true, more: String = ""
    ) -> String {
        #"{"_id":"\#(category)","type":"equipment","system":{"equipped":\#(equipped),"type":{"value":"\#(category)"},"armor":{"value":\#(value),"dex":\#(dex),"magicalBonus":1}\#(more)}}"#
    }

    @Test(
        "calculates the armor class as the actor says",
        arguments: [
            (#"{"value":19}"#, "", 19), (#"{"flat":13,"calc":"flat"}"#, gear("shield", 2), 13),
            (#"{"flat":0,"calc":"flat"}"#, "", 0), (#"{"flat":null,"calc":"flat"}"#, "", nil),
            (#"{"flat":13,"calc":"natural"}"#, gear("shield", 2), 15), (#"{"calc":"default"}"#, "", 12),
            (#"{"calc":"default"}"#, gear("light", 11), 13),
            (#"{"calc":"default"}"#, gear("medium", 14, dex: "1"), 15),
            (#"{"calc":"default"}"#, gear("heavy", 16, dex: "2") + "," + gear("shield", 2), 18),
            (#"{"calc":"default"}"#, gear("heavy", 16, equipped: false), 12),
            (#"{"calc":"default"}"#, gear("light", 11, more: #","properties":["mgc"]"#), 14),
            (#"{"calc":"default"}"#, gear("light", 11, more: #","properties":{"mgc":true}"#), 14),
            (#"{"calc":"default"}"#, gear("trinket", 5), 12),
            (#"{"calc":"mage"}"#, "", 15), (#"{"calc":"draconic"}"#, gear("shield", 2), 17),
            (#"{"calc":"unarmoredMonk"}"#, "", 15), (#"{"calc":"unarmoredBarb"}"#, "", 14),
            (#"{"calc":"unarmoredBard"}"#, "", 7), (#"{"calc":"custom","formula":"10 + (2 * 3) - 1"}"#, "", 15),
            (#"{"calc":"custom","formula":"10 + @abilities.dex.mod"}"#, "", nil),
            (#"{"calc":"custom","formula":""}"#, "", nil), (#"{"calc":"module"}"#, "", nil), ("{}", "", nil),
            (
                #"{"calc":"default"}"#,
                #"{"_id":"o","type":"equipment","data":{"equipped":true,"armor":{"type":"medium","value":13,"dex":2}}}"#,
                15
            ),
        ] as [(String, String, Int?)])
    func armorClass(_ ac: String, _ items: String, _ expected: Int?) throws {
        #expect(try stats(#""attributes":{"ac":\#(ac)},"# + abilities, items: items)["ac"].int == expected)
    }

    @Test("marks an armor class that an effect changes, of the actor or of worn equipment")
    func estimatedArmor() throws {
        let change = #"{"changes":[{"key":"system.attributes.ac.bonus","value":"1"}]}"#
        func estimated(_ equipped: String, own: String = "") throws -> Bool {
            let ring = #"{"_id":"r","type":"equipment","system":{"equipped":\#(equipped)},"effects":[\#(change)]}"#
            let written = try stats(#""attributes":{"ac":{"calc":"default"}},"# + abilities, items: ring, effects: own)
            return written["estimated"].array.contains { $0.stringEquals("ac") }
        }
        #expect(try estimated("true"))
        #expect(try !estimated("false"))
        #expect(try estimated("false", own: change))
    }

    @Test("reads documents of Foundry 9 and older")
    func oldShape() throws {
        let written = try stats(
            #""attributes":{"hp":{"value":4,"max":9,"temp":2},"ac":{"value":12}},"details":{"type":"Beast","cr":"1/2"}"#,
            type: "npc", key: "data")
        #expect(written["hp"].jsonText == #"{"current":4,"max":9,"temp":2}"#)
        #expect(written["ac"].int == 12)
        #expect(written["creatureType"].string == "Beast")
        #expect(written["cr"].double == 0.5)
    }

    // MARK: Classification

    @Test(
        "classifies by type, creature type and rating",
        arguments: [
            ("character", "{}", nil, "pc"), ("npc", #"{"type":{"value":"dragon"},"cr":0}"#, nil, "monster"),
            ("npc", #"{"type":"Undead"}"#, nil, "monster"),
            ("npc", #"{"type":"swarm of Tiny beasts"}"#, nil, "monster"),
            ("npc", #"{"type":{"value":"humanoid"},"cr":0.5}"#, nil, "npc"),
            ("npc", #"{"type":{"value":"humanoid"},"cr":1}"#, nil, "monster"),
            ("npc", #"{"type":{"value":"custom","custom":"Dragonish"},"cr":null}"#, nil, "npc"),
            ("npc", "{}", nil, "npc"), ("npc", #"{"cr":"3"}"#, nil, "monster"),
            ("npc", #"{"type":{"value":"dragon"}}"#, true, "pc"),
            ("npc", #"{"type":{"value":"dragon"}}"#, false, "monster"),
            ("vehicle", "{}", true, "excluded"), ("group", "{}", nil, "excluded"), ("encounter", "{}", nil, "excluded"),
            ("Vehicle", "{}", nil, "excluded"), ("module.thing", "{}", nil, "npc"),
        ] as [(String, String, Bool?, String)])
    func classification(_ type: String, _ details: String, _ isOwned: Bool?, _ expected: String) throws {
        let actor = Actor(try json(#"{"type":"\#(type)","system":{"details":\#(details)}}"#))
        #expect((adapter.classify(actor, hasPlayerOwner: isOwned).characterType?.rawValue ?? "excluded") == expected)
    }

    // MARK: Turn order

    @Test("breaks ties by the actor's name since 4.0, by id before and where an actor is not known")
    func ties() throws {
        let combatants =
            #"{"_id":"a","initiative":5,"actorId":"Z","name":"g 2"},{"_id":"b","initiative":5,"actorId":"Y"},{"_id":"c","initiative":5,"actorId":"Z","name":"g 1"}"#
        let actors = ["Z": #"{"_id":"Z","name":"Goblin"}"#, "Y": #"{"_id":"Y","name":"ape"}"#].compactMapValues {
            try? json($0)
        }
        func order(_ version: String?, without missing: String = "") throws -> [String?] {
            let stats = version.map { #","_stats":{"systemVersion":"\#($0)"}"# } ?? ""
            let combat = Combat(try json(#"{"_id":"C","round":1,"combatants":[\#(combatants)]\#(stats)}"#))
            let context = TurnOrderContext(
                actorWithID: { id in id == missing ? nil : actors[id].map(Actor.init) }, hasPlayerOwner: { _ in nil })
            return TurnOrder(combat, adapter: adapter, in: context).combatants.map(\.id)
        }
        #expect(try order("5.3.0") == ["b", "c", "a"])
        #expect(try order(nil) == ["b", "c", "a"])
        #expect(try order("3.3.1") == ["a", "b", "c"])
        #expect(try order("5.3.0", without: "Y") == ["a", "b", "c"])
    }
}
