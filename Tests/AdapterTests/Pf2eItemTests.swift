import Foundry
import JSON
import Pf2e
import Testing

@Suite("pf2e: items")
struct Pf2eItemTests {
    private let adapter = Pf2eAdapter()

    private func item(_ type: String, _ system: String) throws -> Item {
        Item(try Written.view(Written.item("x1", type, system)))
    }

    @Test(
        "knows what is inventory, a spell, a feature, or nothing",
        arguments: [
            "weapon": "inventory", "armor": "inventory", "shield": "inventory", "equipment": "inventory",
            "consumable": "inventory", "ammo": "inventory", "treasure": "inventory", "backpack": "inventory",
            "book": "inventory", "spell": "spell", "feat": "feature", "action": "feature", "melee": "none",
            "spellcastingEntry": "none", "lore": "none", "condition": "none", "effect": "none", "ancestry": "none",
            "heritage": "none", "background": "none", "class": "none", "deity": "none", "campaignFeature": "none",
            "affliction": "none", "kit": "none", "": "none",
        ])
    func sorts(type: String, expected: String) throws {
        let kind =
            switch adapter.entry(for: try item(type, "{}"), of: nil) {
            case .inventory: "inventory"
            case .spell: "spell"
            case .feature: "feature"
            case .none: "none"
            }
        #expect(kind == expected)
    }

    @Test(
        "reads quantities of every layout",
        arguments: [
            (#"{"quantity":7}"#, 7), (#"{"quantity":{"value":3}}"#, 3), (#"{"quantity":0}"#, 0),
            (#"{"quantity":"12"}"#, 12), (#"{"quantity":null}"#, 1), ("{}", 1), (#"{"quantity":{}}"#, 1),
        ])
    func readsQuantity(system: String, expected: Double) throws {
        #expect(adapter.quantity(of: try item("weapon", system)) == expected)
    }

    @Test(
        "decides like the system whether a thing is in use",
        arguments: [
            ("equipment", "carried", #"{"carryType":"worn"}"#, true),
            ("equipment", "carried", #"{"carryType":"dropped"}"#, false),
            ("equipment", "", #"{"carryType":"stowed"}"#, true),
            ("treasure", nil, #"{"carryType":"worn"}"#, true),
            ("weapon", "held-in-one-hand", #"{"carryType":"held","handsHeld":1}"#, true),
            ("weapon", "held-in-one-hand", #"{"carryType":"held","handsHeld":0}"#, false),
            ("weapon", "held-in-one-hand", #"{"carryType":"held"}"#, false),
            ("weapon", "held-in-one-hand", #"{"carryType":"worn","handsHeld":1}"#, false),
            ("weapon", "held-in-one-plus-hands", #"{"carryType":"held","handsHeld":1}"#, true),
            ("weapon", "held-in-one-or-two-hands", #"{"carryType":"held","handsHeld":1}"#, true),
            ("weapon", "held-in-two-hands", #"{"carryType":"held","handsHeld":1}"#, false),
            ("weapon", "held-in-two-hands", #"{"carryType":"held","handsHeld":2}"#, true),
            ("equipment", "worn", #"{"carryType":"worn"}"#, true),
            ("equipment", "worn", #"{"carryType":"stowed"}"#, false),
            ("equipment", "worncloak", #"{"carryType":"worn"}"#, false),
            ("equipment", "worncloak", #"{"carryType":"worn","inSlot":true}"#, true),
            ("backpack", "wornbackpack", #"{"carryType":"worn","inSlot":false}"#, false),
            ("armor", "wornarmor", #"{"carryType":"worn","inSlot":true}"#, true),
            ("armor", nil, #"{"carryType":"worn"}"#, false),
            ("armor", nil, #"{"carryType":"worn","inSlot":true}"#, true),
            ("shield", nil, #"{"carryType":"held","handsHeld":1}"#, true),
            ("shield", nil, #"{"carryType":"worn","handsHeld":0}"#, false),
            ("equipment", "attached-to-a-thing", #"{"carryType":"attached"}"#, true),
            ("equipment", "attached-to-a-thing", #"{"carryType":"worn"}"#, false),
            ("equipment", "installed-in-armor", #"{"carryType":"installed"}"#, true),
            ("equipment", "implanted", #"{"carryType":"implanted"}"#, true),
            ("equipment", "implanted", #"{"carryType":"worn"}"#, false),
            ("equipment", "other", #"{"carryType":"worn"}"#, true),
            ("consumable", "affixed-to-weapon", #"{"carryType":"held"}"#, false),
            ("weapon", nil, #"{"value":true}"#, true),
            ("weapon", nil, #"{"value":false}"#, false),
            ("weapon", nil, "true", true),
            ("weapon", nil, "null", false),
        ] as [(String, String?, String, Bool)])
    func decidesEquipped(type: String, usage: String?, equipped: String, expected: Bool) throws {
        let usage = usage.map { #""usage":{"value":"\#($0)"},"# } ?? ""
        #expect(adapter.isEquipped(try item(type, "{\(usage)\"equipped\":\(equipped)}")) == expected)
    }

    @Test("reads the category of features of every layout, and how often they can be used")
    func readsFeatures() throws {
        func feature(_ type: String, _ system: String) throws -> FeatureEntry? {
            guard case .feature(let feature) = adapter.entry(for: try item(type, system), of: nil) else { return nil }
            return feature
        }
        #expect(try feature("feat", #"{"category":"class"}"#)?.subtype == "class")
        #expect(
            try feature("feat", #"{"featType":{"value":"skill"},"actionCategory":{"value":"x"}}"#)?.subtype == "skill")
        #expect(try feature("action", #"{"category":"offensive"}"#)?.subtype == "offensive")
        #expect(try feature("action", #"{"actionCategory":{"value":"defensive"}}"#)?.subtype == "defensive")
        #expect(try feature("action", #"{"category":null}"#)?.subtype == nil)
        #expect(try feature("action", "{}")?.uses == nil)
        #expect(
            try feature("action", #"{"frequency":{"value":1,"max":3,"per":"day"}}"#)?.uses
                == Uses(value: 1, max: 3, per: "day"))
        #expect(
            try feature("feat", #"{"frequency":{"max":1,"per":"PT10M"}}"#)?.uses == Uses(value: 1, max: 1, per: "PT10M")
        )
        #expect(try feature("feat", #"{"frequency":{"value":0,"max":1}}"#)?.uses == Uses(value: 0, max: 1))
    }

    // MARK: Spells

    private func entry(_ id: String, _ mode: String, _ more: String = "", flexible: Bool = false) -> String {
        Written.item(
            id, "spellcastingEntry", #"{"prepared":{"value":"\#(mode)","flexible":\#(flexible)}\#(more)}"#)
    }

    private func spell(
        _ system: String, entries: [String] = [], level: Int = 7, id: String = "s1"
    ) throws -> SpellEntry? {
        let actor = try Written.actor(
            "character", #"{"details":{"level":{"value":\#(level)}}}"#,
            items: [Written.item(id, "spell", system)] + entries)
        let spells = adapter.items(of: actor).spells
        let alone = actor.items.first.map { adapter.entry(for: $0, of: actor) }
        #expect(alone == spells.first.map(ItemEntry.spell))
        return spells.first
    }

    @Test("tells cantrips and focus spells by their traits, and at which rank a spell is cast")
    func readsRanks() throws {
        let plain = try #require(
            try spell(#"{"level":{"value":3},"traits":{"value":["fire"],"traditions":["arcane","primal"]}}"#))
        #expect(plain.level == 3 && plain.castRank == 3)
        #expect(plain.isCantrip == false && plain.isFocus == false)
        #expect(plain.traditions == ["arcane", "primal"])
        #expect(plain.prepared == nil && plain.method == nil && plain.state == nil)

        let cantrip = try #require(try spell(#"{"level":{"value":1},"traits":{"value":["cantrip"]}}"#))
        #expect(cantrip.isCantrip == true && cantrip.level == 1 && cantrip.castRank == 4)
        #expect(try spell(#"{"level":{"value":1},"traits":{"value":["focus"]}}"#, level: 1)?.castRank == 1)
        #expect(try spell(#"{"level":{"value":2},"location":{"value":"e","heightenedLevel":5}}"#)?.castRank == 5)
        #expect(
            try spell(#"{"level":{"value":1},"traits":{"value":["cantrip"]},"location":{"heightenedLevel":2}}"#)?
                .castRank == 2)
        let old = try #require(
            try spell(
                #"{"level":{"value":1},"category":{"value":"focus"},"school":{"value":"evocation"},"traditions":{"value":["occult"]}}"#
            ))
        #expect(old.isFocus == false && old.castRank == 4)
        #expect(old.school == "evocation" && old.traditions == ["occult"])
    }

    @Test("calls a spell prepared when it stands in a slot of a preparing entry", arguments: [false, true])
    func readsPrepared(asObject: Bool) throws {
        let places = [#"{"id":"s1","expended":true}"#, #"{"id":"s1"}"#, #"{"id":null}"#, #"{"id":"s2"}"#]
        let list =
            asObject
            ? "{" + places.enumerated().map { "\"\($0.offset)\":\($0.element)" }.joined(separator: ",") + "}"
            : "[" + places.joined(separator: ",") + "]"
        let slots = #","slots":{"slot1":{"max":4,"prepared":\#(list)},"slot2":{"prepared":[{"id":"s1"}]}}"#
        let location = #"{"level":{"value":1},"location":{"value":"e1","signature":true}}"#
        let prepared = try #require(try spell(location, entries: [entry("e1", "prepared", slots)]))
        #expect(prepared.prepared == true && prepared.state == 1 && prepared.method == "prepared")
        #expect(prepared.uses == Uses(value: 2, max: 3))
        let other = try #require(try spell(location, entries: [entry("e1", "prepared", slots)], id: "s9"))
        #expect(other.prepared == false && other.state == 0 && other.uses == nil)
    }

    @Test("takes the signature mark for preparation only where a caster prepares a free collection")
    func readsFlexible() throws {
        let signature = #"{"level":{"value":1},"location":{"value":"e1","signature":true}}"#
        #expect(try spell(signature, entries: [entry("e1", "prepared")])?.prepared == false)
        #expect(try spell(signature, entries: [entry("e1", "prepared", flexible: true)])?.prepared == true)
    }

    @Test("can always cast what needs no preparation", arguments: ["spontaneous", "innate", "focus", "items"])
    func readsAlways(mode: String) throws {
        let location = #"{"level":{"value":1},"location":{"value":"e1","uses":{"value":1,"max":2}}}"#
        let spell = try #require(try spell(location, entries: [entry("e1", mode)]))
        #expect(spell.prepared == true && spell.state == 2 && spell.method == mode)
        #expect(spell.uses == (mode == "innate" ? Uses(value: 1, max: 2) : nil))
    }

    @Test("does not know about rituals, and entries that are not there")
    func readsUnknown() throws {
        let ritual = try #require(
            try spell(#"{"level":{"value":2},"ritual":{"primary":{}},"location":{"value":null}}"#))
        #expect(ritual.method == "ritual" && ritual.prepared == nil)
        #expect(try spell(#"{"location":{"value":"gone"}}"#, entries: [entry("e1", "focus")])?.prepared == nil)
        #expect(try spell(#"{"location":{"value":"e1"}}"#, entries: [entry("e1", "homebrew")])?.prepared == nil)
        #expect(try spell("{}")?.level == nil)
    }
}
