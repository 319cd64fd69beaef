import Dnd5e
import Foundry
import JSON
import Testing

@Suite("dnd5e: rolls")
struct Dnd5eRollTests {
    private let adapter = Dnd5eAdapter()

    /// A message with one roll.
    private func reading(
        _ options: String = "{}", class name: String = "D20Roll", flags: String = "{}", flavor: String = "",
        d20: String = #"{"result":12,"active":true}"#,
        modifiers: String = "[]"
    ) throws -> RollReading {
        let terms = #"[{"class":"Die","number":1,"faces":20,"modifiers":\#(modifiers),"results":[\#(d20)]}]"#
        let message =
            #"{"_id":"M","flavor":"\#(flavor)","flags":\#(flags),"rolls":[{"class":"\#(name)","options":\#(options),"terms":\#(terms),"total":12}]}"#
        return try #require(try readings(message, by: adapter).first)
    }

    private static func flag(_ type: String, _ more: String = "") -> String {
        #"{"dnd5e":{"roll":{"type":"\#(type)"\#(more)}}}"#
    }

    @Test(
        "decides the type by initiative, options, flag, class and flavor, in this order",
        arguments: [
            (
                "D20Roll", #"{"rollType":"attack"}"#,
                #"{"core":{"initiativeRoll":true},"dnd5e":{"roll":{"type":"save"}}}"#, "Attack", "initiative"
            ),
            ("D20Roll", #"{"rollType":"attack"}"#, flag("save"), "", "attack"),
            ("D20Roll", "{}", flag("save"), "Attack Roll", "save"), ("D20Roll", "{}", flag("check"), "", "ability"),
            ("D20Roll", #"{"rollType":"check"}"#, "{}", "", "ability"),
            ("DamageRoll", "{}", flag("attack"), "", "damage"), ("DamageRoll", "{}", flag("save"), "", "damage"),
            ("DamageRoll", "{}", flag("healing"), "", "healing"), ("DamageRoll", "{}", flag("hitDie"), "", "hitDie"),
            ("DamageRoll", "{}", "{}", "Attack", "damage"),
            ("DamageRoll", "{}", flag("midi"), "", "damage"), ("D20Roll", "{}", flag("midi"), "", nil),
            ("D20Roll", "{}", flag("midi"), "Longsword - Attack Roll", "attack"),
            ("D20Roll", "{}", "{}", "Wooden Staff - Attack Roll", "attack"),
            ("D20Roll", #"{"flavor":"Dexterity Saving Throw"}"#, "{}", "Attack", "save"),
            ("D20Roll", "{}", "{}", "Death Saving Throw", "death"),
            ("D20Roll", "{}", "{}", "Stealth Skill Check", "skill"),
            ("D20Roll", "{}", "{}", "Wisdom (Perception) Check", "skill"),
            ("D20Roll", "{}", "{}", "Strength Check", "ability"), ("D20Roll", "{}", "{}", "Jet d'attaque", "attack"),
            ("D20Roll", "{}", "{}", "Jet de sauvegarde de Dextérité", "save"),
            ("D20Roll", "{}", "{}", "Test de compétence (Discrétion)", "skill"),
            ("Roll", "{}", "{}", "Dégâts", "damage"), ("Roll", "{}", "{}", "Saveur du chef", nil),
            ("D20Roll", "{}", "{}", "Бросок атаки", nil), ("Roll", "{}", "{}", "", nil),
            ("D20Roll", "{}", flag("tool", #","toolId":"thief""#), "Stealth Skill Check", "tool"),
            ("D20Roll", "{}", flag("damage"), "", nil), ("BasicRoll", "{}", flag("hitDie"), "", "hitDie"),
            ("Roll", "{}", #"{"core":{"RollTable":"x"}}"#, "Draws", "table"),
            ("D20Roll", "{}", flag("concentration"), "", "concentration"), ("D20Roll", "{}", flag("nonsense"), "", nil),
        ] as [(String, String, String, String, String?)])
    func types(_ name: String, _ options: String, _ flags: String, _ flavor: String, _ expected: String?) throws {
        #expect(try reading(options, class: name, flags: flags, flavor: flavor).rollType == expected)
    }

    @Test("gives each roll of a message its own type and criticality")
    func severalRolls() throws {
        let d20 =
            #"{"class":"D20Roll","options":{"critical":20},"terms":[{"faces":20,"results":[{"result":20,"active":true}]}]}"#
        let save = #"{"class":"D20Roll","options":{},"terms":[{"faces":20,"results":[{"result":1,"active":true}]}]}"#
        let damage =
            #"{"class":"DamageRoll","options":{"critical":true,"type":"Piercing"},"terms":[{"faces":4,"results":[{"result":4,"active":true}]}]}"#
        let rolls = try readings(
            #"{"_id":"M","flags":{"dnd5e":{"roll":{"type":"midi"}},"midi-qol":{"d20AttackRoll":20}},"rolls":[\#(d20),\#(save),\#(damage)]}"#,
            by: adapter)
        #expect(rolls.map(\.rollType) == ["attack", nil, "damage"])
        #expect(rolls.map { $0.critical?.kind } == [.success, nil, nil])
        #expect(rolls[1].d20Critical == .failure)
        #expect(rolls[2].isCriticalDamage == true && rolls[2].damageTypes == ["piercing"])
    }

    @Test(
        "compares the value of the active d20 with the thresholds of every version",
        arguments: [
            ("{}", 20, "success"), ("{}", 1, "failure"), ("{}", 19, nil), ("{}", 2, nil),
            (#"{"critical":19,"fumble":2}"#, 19, "success"), (#"{"critical":19,"fumble":2}"#, 2, "failure"),
            (#"{"criticalSuccess":18,"criticalFailure":3}"#, 18, "success"),
            (#"{"criticalSuccess":18,"critical":20}"#, 18, "success"), (#"{"critical":21,"fumble":0}"#, 20, nil),
            (#"{"critical":21,"fumble":0}"#, 1, nil), (#"{"critical":null,"fumble":null}"#, 20, "success"),
            (#"{"critical":{"allow":true}}"#, 20, "success"),
        ] as [(String, Int, String?)])
    func thresholds(_ options: String, _ face: Int, _ expected: String?) throws {
        let attack = try reading(options, flags: Self.flag("attack"), d20: #"{"result":\#(face),"active":true}"#)
        #expect(attack.d20Critical?.rawValue == expected)
        #expect(attack.critical?.kind.rawValue == expected)
    }

    @Test("finds thresholds in the die's own options too")
    func dieThresholds() throws {
        let roll =
            #"{"class":"D20Roll","options":{},"terms":[{"faces":20,"options":{"critical":18},"results":[{"result":18,"active":true}]}]}"#
        let rolls = try readings(#"{"flags":{"dnd5e":{"roll":{"type":"attack"}}},"rolls":[\#(roll)]}"#, by: adapter)
        #expect(rolls.first?.critical == Criticality(.success, label: "Natural 18", category: "nat20"))
    }

    @Test("lets the die that counts decide, and its counted value")
    func activeDie() throws {
        let advantage = try reading(
            flags: Self.flag("attack"),
            d20: #"{"result":1,"active":false,"discarded":true},{"result":20,"active":true}"#, modifiers: #"["kh"]"#)
        #expect(advantage.critical == Criticality(.success, label: "Natural 20", category: "nat20"))
        #expect(advantage.advantage == 1)
        let disadvantage = try reading(
            flags: Self.flag("attack"),
            d20: #"{"result":20,"active":false,"discarded":true},{"result":12,"active":true}"#, modifiers: #"["kl"]"#)
        #expect(disadvantage.critical == nil && disadvantage.advantage == -1)
        let reliable = try reading(flags: Self.flag("death"), d20: #"{"result":1,"active":true,"count":10}"#)
        #expect(reliable.critical == nil && reliable.naturalD20 == 1 && reliable.d20Value == 10)
    }

    @Test(
        "calls only attacks and death saves critical",
        arguments: ["save", "skill", "ability", "tool", "concentration", "generic"])
    func onlyAttacks(_ type: String) throws {
        let other = try reading(flags: Self.flag(type), d20: #"{"result":20,"active":true}"#)
        #expect(other.critical == nil)
        #expect(other.d20Critical == .success)
        #expect(other.naturalD20 == 20)
        let death = try reading(flags: Self.flag("death"), d20: #"{"result":1,"active":true}"#)
        #expect(death.critical == Criticality(.failure, label: "Natural 1", category: "nat1"))
    }

    @Test(
        "never takes damage dice for criticals, and knows critical damage of every version",
        arguments: [
            (#"{"isCritical":true,"critical":{"multiplyNumeric":false}}"#, true),
            (#"{"isCritical":false,"critical":{}}"#, false), (#"{"critical":true}"#, true),
            (#"{"critical":false}"#, false), ("{}", false),
        ])
    func damage(_ options: String, _ isCritical: Bool) throws {
        let damage = try reading(options, class: "DamageRoll", d20: #"{"result":20,"active":true}"#)
        #expect(damage.critical == nil && damage.d20Critical == nil)
        #expect(damage.isCriticalDamage == isCritical)
    }

    @Test("names damage types from options or, before 3.0, from the terms")
    func damageTypes() throws {
        #expect(try reading(#"{"type":"Fire","types":["fire","cold"]}"#, class: "DamageRoll").damageTypes == ["fire"])
        #expect(
            try reading(#"{"types":["fire","cold","fire",7]}"#, class: "DamageRoll").damageTypes == ["fire", "cold"])
        let old =
            #"{"class":"DamageRoll","terms":[{"faces":6,"results":[],"options":{"flavor":"slashing"}},{"number":3,"options":{"flavor":"fire"}}]}"#
        #expect(try readings(#"{"rolls":[\#(old)]}"#, by: adapter).first?.damageTypes == ["slashing", "fire"])
    }

    @Test(
        "normalises skills and abilities",
        arguments: [
            (flag("skill", #","skillId":"prc""#), "perception", "prc", nil),
            (flag("skill", #","skillId":"per""#), "persuasion", "per", nil),
            (flag("skill", #","skillId":"prf""#), "performance", "prf", nil),
            (flag("skill", #","skillId":"slt""#), "sleight_of_hand", "slt", nil),
            (flag("save", #","abilityId":"wis""#), nil, nil, "wis"),
            (flag("save", #","ability":"con""#), nil, nil, "con"),
            (flag("tool", #","toolId":"thief""#), nil, nil, nil),
            (flag("skill", #","skillId":"xyz""#), nil, "xyz", nil),
        ] as [(String, String?, String?, String?)])
    func skills(_ flags: String, _ skill: String?, _ raw: String?, _ ability: String?) throws {
        let read = try reading(flags: flags)
        #expect(read.skill == skill)
        #expect(read.skillRaw == raw)
        #expect(read.ability == ability)
    }

    @Test("reads skill and ability of a flavor only when no flag says them")
    func flavorSkills() throws {
        let read = try reading(flavor: "Intelligence (Investigation) Check")
        #expect(read.skill == "investigation" && read.ability == "int")
        #expect(try reading(flavor: "Jet de sauvegarde de Sagesse").ability == "wis")
    }

    @Test("takes advantage from the mode when the dice do not show it")
    func advantageMode() throws {
        #expect(try reading(#"{"advantageMode":1}"#).advantage == 1)
        #expect(try reading(#"{"advantageMode":-1}"#).advantage == -1)
        #expect(try reading(#"{"advantageMode":99}"#).advantage == 1)
        #expect(try reading(#"{"advantageMode":0}"#).advantage == 0)
    }

    @Test(
        "passes over dice that nobody rolled to do something",
        arguments: [
            (#"{"type":"rest"}"#, false), (#"{"type":"usage"}"#, false), (#"{"type":"turn"}"#, false),
            (#"{"flags":{"dnd5e":{"rest":{"type":"long"}}}}"#, false), (#"{"type":"base"}"#, true),
            (#"{"type":5}"#, true), (#"{"type":"base","flags":{"dnd5e":{"messageType":"usage"}}}"#, true), ("{}", true),
        ])
    func carriesRolls(_ message: String, _ expected: Bool) throws {
        #expect(adapter.carriesRolls(ChatMessage(try json(message))) == expected)
    }
}
