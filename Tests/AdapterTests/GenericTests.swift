import Foundry
import Generic
import JSON
import Testing

@Suite("generic: unknown systems")
struct GenericTests {
    private let adapter = GenericAdapter()

    private func stats(_ system: String) throws -> JSONView {
        try Fixtures.stats(of: try Written.actor("pc", system), by: adapter)
    }

    /// `{"a":{"b":value}}` for the path `a.b`.
    private func nested(_ path: String, _ value: String) -> String {
        path.split(separator: ".").reversed().reduce(value) { #"{"\#($1)":\#($0)}"# }
    }

    @Test(
        "finds hit points where systems keep them, and says that it guessed",
        arguments: [
            "attributes.hp", "hp", "health", "status.wounds", "wounds", "derivedStats.hp", "attribs.hp",
            "header.health",
            "resources.health",
        ])
    func findsHitPoints(path: String) throws {
        let stats = try stats(nested(path, #"{"value":"7","max":12,"temp":1}"#))
        #expect(stats["hp"]["current"].int == 7)
        #expect(stats["hp"]["max"].int == 12)
        #expect(stats["hp"]["temp"].int == 1)
        #expect(stats["estimated"].array.compactMap(\.string) == ["hp"])
        #expect(stats.object.map(\.key) == ["name", "type", "hp", "ac", "level", "estimated"])
    }

    @Test("takes the first place that says anything")
    func takesFirst() throws {
        let system =
            #"{"attributes":{"hp":{"temp":0}},"hp":7,"health":{"value":null,"max":null},"wounds":{"value":3,"max":9},"resources":{"health":{"value":1,"max":2}}}"#
        #expect(try stats(system)["hp"]["current"].int == 3)
    }

    @Test(
        "never takes an empty field for a number",
        arguments: [
            (#"{"value":0,"max":0}"#, nil, nil), (#"{"value":null,"max":10}"#, nil, 10),
            (#"{"value":25,"max":0}"#, 25, nil),
            (#"{"value":0,"max":null}"#, 0, nil), (#"{"value":0,"max":8}"#, 0, 8),
            (#"{"value":"","max":"x"}"#, nil, nil),
            ("[1,2]", nil, nil), ("12", nil, nil),
        ] as [(String, Int?, Int?)])
    func leavesUnknown(hp: String, current: Int?, max: Int?) throws {
        let stats = try stats(#"{"hp":\#(hp)}"#)
        #expect(stats["hp"]["current"].int == current)
        #expect(stats["hp"]["max"].int == max)
        #expect(stats["ac"].isNull)
    }

    @Test(
        "finds the level, numeric strings too",
        arguments: [
            (#"{"details":{"level":{"value":5}},"level":1}"#, 5), (#"{"details":{"level":4}}"#, 4),
            (#"{"level":{"value":"3"}}"#, 3), (#"{"level":2}"#, 2), (#"{"level":"twelve"}"#, nil), ("{}", nil),
        ] as [(String, Int?)])
    func findsLevel(system: String, level: Int?) throws { #expect(try stats(system)["level"].int == level) }

    @Test(
        "sorts items by the names of their types, in any case and from any module",
        arguments: [
            ("weapon", "inventory"), ("Armor", "inventory"), ("GEAR", "inventory"), ("wand", "inventory"),
            ("my-module.potion", "inventory"), ("spell", "spell"), ("Prayer", "spell"), ("my-module.Cantrip", "spell"),
            ("Talent", "feature"), ("edge", "feature"), ("NPC Attack", "none"), ("class", "none"), ("", "none"),
        ])
    func sortsByType(type: String, expected: String) throws {
        #expect(kind(of: try Written.view(Written.item("x", type))) == expected)
    }

    @Test("counts as inventory whatever has a quantity, unless its name says better")
    func sortsByQuantity() throws {
        #expect(kind(of: try Written.view(Written.item("x", "Basic", #"{"quantity":3}"#))) == "inventory")
        #expect(kind(of: try Written.view(Written.item("x", "implant", #"{"quantity":{"value":"2"}}"#))) == "inventory")
        #expect(kind(of: try Written.view(Written.item("x", "buff", #"{"quantity":null}"#))) == "none")
        #expect(kind(of: try Written.view(Written.item("x", "spell", #"{"quantity":1}"#))) == "spell")
    }

    private func kind(of view: JSONView) -> String {
        switch adapter.entry(for: Item(view), of: nil) {
        case .inventory: "inventory"
        case .spell: "spell"
        case .feature: "feature"
        case .none: "none"
        }
    }

    @Test("reads what items usually tell")
    func readsItems() throws {
        let items = adapter.items(
            of: try Written.actor(
                "pc",
                items: [
                    Written.item("i1", "loot", #"{"quantity":{"value":4},"equipped":true}"#),
                    Written.item(
                        "i2", "spell",
                        #"{"level":{"value":2},"school":{"value":"fire"},"preparation":{"prepared":true},"uses":{"value":1,"max":3}}"#
                    ),
                    Written.item("i3", "feat", #"{"uses":{"value":null,"max":"","per":"day"}}"#),
                ]))
        #expect(items.inventory.map(\.quantity) == [4] && items.inventory.map(\.equipped) == [true])
        let spell = try #require(items.spells.first)
        #expect(spell.level == 2 && spell.school == "fire" && spell.prepared == true)
        #expect(spell.uses == Uses(value: 1, max: 3))
        #expect(items.features.map(\.uses) == [nil])
    }

    @Test(
        "classifies by the lists, in any case and from any module",
        arguments: [
            ("character", nil, "pc"), ("Player", nil, "pc"), ("fate-core-official.character", nil, "pc"),
            ("werewolf", nil, "pc"), ("NPC", nil, "npc"), ("npc-somebody", nil, "npc"), ("npc-nobody", nil, "monster"),
            ("creature", nil, "monster"), ("my.Threat", nil, "monster"), ("obstacle", nil, "npc"),
            ("_template", nil, "npc"), ("", nil, "npc"), ("monster", true, "pc"), ("obstacle", true, "pc"),
            ("Vehicle", nil, "excluded"), ("ship", true, "excluded"), ("module.clock", nil, "excluded"),
            ("character", false, "pc"),
        ] as [(String, Bool?, String)])
    func classifies(type: String, hasPlayerOwner: Bool?, expected: String) throws {
        let found = adapter.classify(try Written.actor(type), hasPlayerOwner: hasPlayerOwner)
        #expect((found.characterType?.rawValue ?? "excluded") == expected)
    }

    // MARK: Rolls

    private func die(_ faces: Int, _ results: String) -> String {
        #"{"class":"Die","faces":\#(faces),"results":[\#(results)]}"#
    }

    private func roll(_ terms: String...) throws -> Roll {
        Roll(try Written.view(#"{"class":"Roll","formula":"x","total":1,"terms":[\#(terms.joined(separator: ","))]}"#))
    }

    @Test("reports a natural 20 or 1 of the single d20 that counts, and calls it critical only when told to")
    func reportsNaturals() throws {
        for (face, kind) in [(20, Criticality.Kind.success), (1, .failure)] {
            let roll = try roll(
                die(20, #"{"result":\#(21 - face),"active":false},{"result":\#(face),"active":true}"#),
                die(4, #"{"result":4,"active":true}"#))
            let reading = adapter.read(roll, in: nil)
            #expect(reading.naturalD20 == face && reading.d20Critical == kind)
            #expect(reading.critical == nil)
            let told = GenericAdapter(treatsNatural20AsCritical: true).read(roll, in: nil)
            #expect(told.critical?.kind == kind)
            #expect(told.critical?.label == "Natural \(face)")
            #expect(told.critical?.category == "generic_\(kind.rawValue)")
            #expect(told.critical?.severity == .major)
        }
    }

    @Test("finds no critical in pools, percentile dice and damage, even when told to look")
    func ignoresOtherDice() throws {
        let eager = GenericAdapter(treatsNatural20AsCritical: true)
        let twenty = die(20, #"{"result":20,"active":true}"#)
        let rolls = [
            try roll(die(20, #"{"result":20,"active":true},{"result":1,"active":true}"#)), try roll(twenty, twenty),
            try roll(die(100, #"{"result":1,"active":true}"#)), try roll(die(6, #"{"result":6,"active":true}"#)),
            try roll(die(20, #"{"result":20,"active":false}"#)), try roll(),
        ]
        for roll in rolls {
            let reading = eager.read(roll, in: nil)
            #expect(reading.critical == nil && reading.d20Critical == nil && reading.naturalD20 == nil)
        }
        let plain = eager.read(try roll(die(20, #"{"result":19,"active":true}"#)), in: nil)
        #expect(plain.naturalD20 == 19 && plain.critical == nil)
    }

    @Test("finds no critical in a draw from a table")
    func ignoresTables() throws {
        let message = try Written.message(Written.d20(20, class: "Roll"), flags: #"{"core":{"RollTable":"T"}}"#)
        let reading = GenericAdapter(treatsNatural20AsCritical: true).read(
            try #require(message.rolls.first), in: message)
        #expect(reading.rollType == "table" && reading.critical == nil && reading.d20Critical == nil)
    }

    @Test(
        "takes the type from the flavor when it says one thing only",
        arguments: [
            ("Reflex Saving Throw", "save"), ("<b>Attack</b> with a bow", "attack"), ("Jet de sauvegarde", "save"),
            ("Dégâts", "damage"), ("Attack and damage", nil), ("Unsavedness", nil), ("", nil), ("Healing", "heal"),
        ] as [(String, String?)])
    func guessesTypes(flavor: String, type: String?) throws {
        let document = try JSONDocument.writing { writer in
            writer.beginObject()
            writer.member("_id", "M")
            writer.member("flavor", flavor)
            writer.array("rolls") { $0.string(Written.d20(3, class: "Roll")) }
            writer.endObject()
        }
        let message = ChatMessage(document.root)
        #expect(adapter.read(try #require(message.rolls.first), in: message).rollType == type)
    }

    @Test("survives every value of an actor being of another type")
    func survivesMutations() throws {
        let items = [
            Written.item("i1", "loot", #"{"quantity":{"value":4},"equipped":{"value":true}}"#),
            Written.item(
                "i2", "spell",
                #"{"level":{"value":2},"school":"x","preparation":{"prepared":true},"uses":{"value":1,"max":3}}"#),
            Written.item("i3", "feat", #"{"uses":{"value":1,"max":2,"per":"day"}}"#),
        ]
        let actor = try Written.actor(
            "pc", #"{"attributes":{"hp":{"value":1,"max":2,"temp":0}},"details":{"level":{"value":3}}}"#, items: items)
        let tried = try Mutations(actor.json).each { document in
            try checkWhole(document, by: adapter, keys: ["name", "type", "hp", "ac", "level", "estimated"])
        }
        #expect(tried > 300)
    }
}
