import Foundry
import JSON
import Pf2e
import Testing

@Suite("pf2e: characters")
struct Pf2eStatsTests {
    private let adapter = Pf2eAdapter()

    private func stats(_ actor: Actor) throws -> JSONView { try Fixtures.stats(of: actor, by: adapter) }

    private let ancestry =
        #"{"hp":8,"boosts":{"0":{"value":["con"]},"1":{"value":["str","dex"],"selected":"dex"}},"flaws":{"0":{"value":["cha"]}},"traits":{"rarity":"uncommon"}}"#
    private let background =
        #"{"boosts":{"0":{"value":["int","wis"],"selected":"wis"},"1":{"value":["str"],"selected":null}}}"#
    private let characterClass = #"{"hp":10,"keyAbility":{"value":["str","dex"],"selected":"str"}}"#

    private func character(level: Int, boosts: String = "{}", more: String = "", feats: [String] = []) throws -> Actor {
        try Written.actor(
            "character",
            #"{"attributes":{"hp":{"value":9,"temp":2}},"details":{"level":{"value":\#(level)}},"abilities":null,"build":{"attributes":{"boosts":\#(boosts)}}\#(more)}"#,
            items: [
                Written.item("i1", "ancestry", ancestry, name: "Elf"),
                Written.item("i2", "heritage", name: "Old Elf"),
                Written.item("i3", "background", background, name: "Cook"),
                Written.item("i4", "class", characterClass, name: "Fighter"),
            ] + feats)
    }

    @Test("always writes the same keys in the same order")
    func writesSameKeys() throws {
        let keys = [
            "name", "type", "hp", "ac", "level", "ancestry", "heritage", "class", "background", "rarity", "abilities",
            "estimated",
        ]
        for type in ["character", "npc", "familiar", "loot", "party", "unheard-of"] {
            let stats = try stats(try Written.actor(type))
            #expect(stats.object.map(\.key) == keys)
            #expect(stats["abilities"].object.map(\.key) == ["str", "dex", "con", "int", "wis", "cha"])
        }
    }

    @Test("reports nothing as 0 that is not known")
    func knowsNothing() throws {
        let stats = try stats(try Written.actor("character"))
        for key in ["hp", "ac", "level", "ancestry", "heritage", "class", "background", "rarity"] {
            #expect(stats[key].isNull, "\(key)")
        }
        for ability in stats["abilities"].object { #expect(ability.value.isNull) }
        #expect(stats["estimated"].count == 0)
        #expect(adapter.hitPoints(of: try Written.actor("character")) == nil)
    }

    @Test("computes attributes from boosts and flaws, and hit points from ancestry, class and Constitution")
    func computesBuild() throws {
        let actor = try character(level: 4, boosts: #"{"1":["str","con","con","wis","cha"],"5":["str"]}"#)
        let stats = try stats(actor)
        let abilities = stats["abilities"]
        #expect(abilities["str"].int == 3)  // background, key attribute, level 1
        #expect(abilities["dex"].int == 1)
        #expect(abilities["con"].int == 3)
        #expect(abilities["int"].int == 0)
        #expect(abilities["wis"].int == 2)
        #expect(abilities["cha"].int == -1)  // the fifth boost of a level does not count
        #expect(stats["hp"]["max"].int == 8 + (10 + 3) * 4)
        #expect(stats["hp"]["current"].int == 9)
        #expect(stats["hp"]["temp"].int == 2)
        #expect(stats["estimated"].array.compactMap(\.string) == ["hp.max", "abilities"])
        #expect(stats["ac"].isNull)
        #expect(stats["ancestry"].string == "Elf")
        #expect(stats["heritage"].string == "Old Elf")
        #expect(stats["background"].string == "Cook")
        #expect(stats["class"].string == "Fighter")
        #expect(stats["rarity"].string == "uncommon")
        #expect(adapter.hitPoints(of: actor) == HitPoints(current: 9, max: 60, temp: 2))
    }

    @Test(
        "counts a boost from 4 on as a half, and the boosts of each level from that level on",
        arguments: [(1, 2), (5, 3), (10, 4), (15, 4), (19, 4), (20, 5)])
    func countsHalfBoosts(level: Int, strength: Int) throws {
        let each = #"{"1":[],"5":["str"],"10":["str"],"15":["str"],"20":["str"]}"#
        let stats = try stats(try character(level: level, boosts: each))
        #expect(stats["abilities"]["str"].int == strength)
    }

    @Test("takes alternate ancestry boosts instead of boosts and flaws, and voluntary ones on top")
    func takesAlternateBoosts() throws {
        let folk =
            #"{"hp":6,"alternateAncestryBoosts":["int","wis"],"boosts":{"0":{"value":["con"]}},"flaws":{"0":{"value":["cha"]}},"voluntary":{"boost":"str","flaws":["dex","dex"]}}"#
        let stats = try stats(
            try Written.actor(
                "character", #"{"details":{"level":{"value":1}}}"#, items: [Written.item("i1", "ancestry", folk)]))
        let abilities = stats["abilities"]
        #expect([abilities["int"].int, abilities["wis"].int, abilities["str"].int] == [1, 1, 1])
        #expect([abilities["con"].int, abilities["cha"].int, abilities["dex"].int] == [0, 0, -2])
        // Without a class nobody knows the hit points.
        #expect(stats["hp"].isNull)
    }

    @Test(
        "takes attributes entered by hand as they are",
        arguments: [#"{"mod":4,"value":10}"#, #"{"value":18}"#, #"{"mod":"4"}"#])
    func takesManualAttributes(entered: String) throws {
        let actor = try Written.actor(
            "character", #"{"details":{"level":{"value":3}},"abilities":{"con":\#(entered)}}"#,
            items: [Written.item("i1", "ancestry", ancestry), Written.item("i2", "class", characterClass)])
        let stats = try stats(actor)
        #expect(stats["abilities"]["con"].int == 4)
        #expect(stats["abilities"]["str"].int == 0)
        #expect(stats["hp"]["max"].int == 8 + 14 * 3)
        #expect(stats["estimated"].array.compactMap(\.string) == ["hp.max"])
    }

    @Test("rounds an odd old ability score down")
    func roundsScores() throws {
        let stats = try stats(try Written.actor("npc", #"{"abilities":{"str":{"value":9},"dex":{"mod":-2}}}"#))
        #expect(stats["abilities"]["str"].int == -1)
        #expect(stats["abilities"]["dex"].int == -2)
        #expect(stats["abilities"]["con"].isNull)
    }

    @Test("adds what feats add as plain numbers, and no more")
    func addsFeats() throws {
        let rules =
            #"{"rules":[{"key":"FlatModifier","selector":"hp","value":5},{"key":"FlatModifier","selector":["hp-per-level"],"value":1},{"key":"FlatModifier","selector":"hp","value":"@actor.level"},{"key":"FlatModifier","selector":"hp","value":100,"predicate":["raging"]},{"key":"FlatModifier","selector":"ac","value":100},{"key":"Note","selector":"hp","value":100}]}"#
        let feats = [Written.item("f1", "feat", rules), Written.item("f2", "effect", rules)]
        let plain = adapter.hitPoints(of: try character(level: 3))?.max
        #expect(adapter.hitPoints(of: try character(level: 3, feats: feats))?.max == plain.map { $0 + 5 + 3 })
    }

    @Test("counts Constitution once at level 0")
    func countsConstitutionAtLevelZero() throws {
        #expect(adapter.hitPoints(of: try character(level: 0))?.max == 8 + 1)
    }

    @Test("prefers prepared values and does not call them estimates")
    func prefersPrepared() throws {
        let system =
            #"{"attributes":{"hp":{"value":50,"max":77,"temp":0},"ac":{"value":25}},"details":{"level":{"value":5},"ancestry":{"name":"Orc"},"class":{"name":"Bard"}},"abilities":{"str":{"mod":1},"dex":{"mod":2},"con":{"mod":3},"int":{"mod":0},"wis":{"mod":0},"cha":{"mod":4}},"traits":{"rarity":"rare"}}"#
        let stats = try stats(
            try Written.actor("character", system, items: [Written.item("i1", "ancestry", ancestry, name: "Elf")]))
        #expect(stats["hp"]["max"].int == 77)
        #expect(stats["ac"].int == 25)
        #expect(stats["ancestry"].string == "Orc")
        #expect(stats["class"].string == "Bard")
        #expect(stats["rarity"].string == "rare")
        #expect(stats["estimated"].count == 0)
    }

    @Test("reads the layout before Foundry 10 and the objects of 4.x and older")
    func readsOldLayout() throws {
        let text =
            #"{"_id":"A","name":"Old","type":"npc","data":{"attributes":{"hp":{"value":"12","max":20,"temp":0},"ac":{"value":17}},"details":{"level":{"value":"3"}},"traits":{"rarity":{"value":"unique"}},"abilities":{"str":{"mod":2}}},"items":[]}"#
        let actor = Actor(try Written.view(text))
        let stats = try stats(actor)
        #expect(stats["hp"]["current"].int == 12)
        #expect(stats["level"].int == 3)
        #expect(stats["rarity"].string == "unique")
        #expect(adapter.classify(actor, hasPlayerOwner: nil) == .character(.npc))
    }

    @Test("computes nothing from items that are only ids")
    func leavesIncompleteBuildsAlone() throws {
        let actor = Actor(
            try Written.view(
                #"{"type":"character","system":{"attributes":{"hp":{"value":5}},"details":{"level":{"value":1}},"build":{"attributes":{"boosts":{"1":["str"]}}}},"items":["abc","def"]}"#
            ))
        let stats = try stats(actor)
        #expect(stats["hp"]["max"].isNull)
        #expect(stats["abilities"]["str"].isNull)
    }

    @Test("says that an unprepared elite or weak adjustment changes the numbers", arguments: ["elite", "weak"])
    func marksAdjustments(adjustment: String) throws {
        let stored = try stats(
            try Written.actor(
                "npc", #"{"attributes":{"adjustment":"\#(adjustment)","hp":{"value":5,"max":5},"ac":{"value":12}}}"#))
        #expect(stored["estimated"].array.compactMap(\.string) == ["hp.max", "ac", "level"])
        let prepared = try stats(
            try Written.actor(
                "npc",
                #"{"attributes":{"adjustment":"\#(adjustment)","hp":{"value":5,"max":5},"ac":{"value":12,"breakdown":"10 + 2"}}}"#
            ))
        #expect(prepared["estimated"].count == 0)
    }

    @Test(
        "classifies by type, rarity, level and ownership",
        arguments: [
            ("character", "{}", nil, "pc"), ("character", "{}", false, "pc"),
            ("npc", #"{"traits":{"rarity":"unique"},"details":{"level":{"value":9}}}"#, nil, "npc"),
            ("npc", #"{"traits":{"rarity":{"value":"unique"}}}"#, nil, "npc"),
            ("npc", #"{"traits":{"rarity":"rare"},"details":{"level":{"value":-1}}}"#, nil, "npc"),
            ("npc", #"{"traits":{"rarity":"rare"},"details":{"level":{"value":0}}}"#, nil, "monster"),
            ("npc", "{}", nil, "monster"), ("npc", "{}", true, "pc"), ("NPC", "{}", nil, "monster"),
            ("some-module.npc", "{}", nil, "monster"), ("some-module.other", "{}", nil, "npc"),
            ("hazard", "{}", true, "excluded"), ("familiar", "{}", true, "excluded"), ("loot", "{}", nil, "excluded"),
            ("party", "{}", nil, "excluded"), ("vehicle", "{}", true, "excluded"), ("army", "{}", nil, "excluded"),
        ] as [(String, String, Bool?, String)])
    func classifies(type: String, system: String, hasPlayerOwner: Bool?, expected: String) throws {
        let found = adapter.classify(try Written.actor(type, system), hasPlayerOwner: hasPlayerOwner)
        #expect((found.characterType?.rawValue ?? "excluded") == expected)
    }
}
