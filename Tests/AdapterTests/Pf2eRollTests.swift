import Foundry
import JSON
import Pf2e
import Testing

@Suite("pf2e: rolls")
struct Pf2eRollTests {
    private let adapter = Pf2eAdapter()

    /// Reads a check whose message has the given flags of the system.
    private func check(
        _ face: Int = 12, class name: String = "CheckRoll", options: String = "{}", flags: String = "{}",
        core: String = "{}"
    ) throws -> RollReading {
        let message = try Written.message(
            Written.d20(face, class: name, options: options), flags: #"{"core":\#(core),"pf2e":\#(flags)}"#)
        return adapter.read(try #require(message.rolls.first), in: message)
    }

    private func damage(
        options: String = "{}", class name: String = "DamageRoll", flags: String = "{}", flavors: [String] = ["fire"]
    ) throws -> RollReading {
        let instances = flavors.map {
            #"{"class":"DamageInstance","options":{"flavor":"\#($0)"},"terms":[{"class":"Die","faces":20,"number":1,"results":[{"result":20,"active":true}]}],"total":20}"#
        }
        let roll =
            #"{"class":"\#(name)","formula":"{1d20}","total":20,"options":\#(options),"terms":[{"class":"InstancePool","terms":["1d20"],"rolls":[\#(instances.joined(separator: ","))],"results":[{"result":20,"active":true}]}]}"#
        let message = try Written.message(roll, flags: #"{"pf2e":\#(flags)}"#)
        return adapter.read(try #require(message.rolls.first), in: message)
    }

    @Test(
        "normalises the type of a check",
        arguments: [
            "attack-roll": "attack", "spell-attack-roll": "attack", "skill-check": "skill",
            "perception-check": "perception", "saving-throw": "save", "initiative": "initiative",
            "flat-check": "flat-check", "check": "check", "counteract-check": "check",
            "homebrew-check": "homebrew-check",
        ])
    func normalisesTypes(type: String, expected: String) throws {
        #expect(try check(options: #"{"type":"\#(type)"}"#).rollType == expected)
        #expect(try check(class: "Roll", flags: #"{"context":{"type":"\#(type)"}}"#).rollType == expected)
    }

    @Test("believes the roll before its message, for a message can hold several rolls")
    func believesRollFirst() throws {
        let flags = #"{"context":{"type":"saving-throw","outcome":"criticalSuccess"}}"#
        #expect(try check(options: #"{"type":"attack-roll"}"#, flags: flags).rollType == "attack")
        #expect(try damage(flags: #"{"context":{"type":"skill-check"}}"#).rollType == "damage")
        #expect(try damage(flags: #"{"context":{"type":"spell-cast"}}"#).rollType == "damage")
    }

    @Test("goes by the class when no flag tells, and leaves a plain roll without type")
    func goesByClass() throws {
        #expect(try check(class: "CheckRoll").rollType == "check")
        #expect(try check(class: "StrikeAttackRoll").rollType == "attack")
        #expect(try check(class: "Roll").rollType == nil)
        #expect(try check(class: "Roll", flags: #"{"context":{"type":""}}"#).rollType == nil)
        #expect(try damage(class: "Roll", flags: #"{"damageRoll":{"outcome":"success"}}"#).rollType == "damage")
        #expect(try damage(class: "Roll", flags: #"{"context":{"type":"damage-roll"}}"#).rollType == "damage")
        let alone = adapter.read(Roll(try Written.view(Written.d20(3, options: #"{"type":"flat-check"}"#))), in: nil)
        #expect(alone.rollType == "flat-check" && alone.naturalD20 == 3)
    }

    @Test("knows initiative by Foundry's own flag, and the skill it was rolled with")
    func knowsInitiative() throws {
        let reading = try check(
            options: #"{"domains":["stealth","dex-based","initiative","check","stealth-check","initiative-check"]}"#,
            flags: #"{"modifierName":"initiative"}"#, core: #"{"initiativeRoll":true}"#)
        #expect(reading.rollType == "initiative" && reading.isInitiative)
        #expect(reading.skill == "stealth" && reading.ability == "dex")
        #expect(try check(options: #"{"type":"initiative"}"#).isInitiative)
    }

    @Test("leaves a draw from a table alone")
    func leavesTables() throws {
        let reading = try check(
            20, options: #"{"type":"attack-roll","degreeOfSuccess":3}"#, core: #"{"RollTable":"T1"}"#)
        #expect(reading.isTableDraw && reading.rollType == "table")
        #expect(reading.critical == nil)
    }

    @Test(
        "calls exactly the degrees 3 and 0 critical, whatever was rolled",
        arguments: [(0, "criticalFailure"), (1, "failure"), (2, "success"), (3, "criticalSuccess")], [1, 10, 20])
    func readsDegrees(_ degree: (Int, String), face: Int) throws {
        for options in [#"{"type":"skill-check","degreeOfSuccess":\#(degree.0)}"#, #"{"type":"skill-check"}"#] {
            let reading = try check(
                face, options: options,
                flags: #"{"context":{"outcome":"\#(degree.1)","dc":{"value":20,"slug":"armor"}}}"#)
            #expect(reading.degreeOfSuccess == degree.0)
            #expect(reading.outcome == degree.1)
            #expect(reading.dc == 20)
            let critical: Criticality? =
                switch degree.0 {
                case 0: Criticality(.failure, severity: .major, label: "Critical Failure", category: "degree_0")
                case 3: Criticality(.success, severity: .major, label: "Critical Success", category: "degree_3")
                default: nil
                }
            #expect(reading.critical == critical)
        }
    }

    @Test("calls no natural 20 or 1 critical without a stored degree", arguments: [1, 20])
    func inventsNothing(face: Int) throws {
        let reading = try check(
            face, options: #"{"type":"attack-roll"}"#,
            flags: #"{"context":{"type":"attack-roll","outcome":null,"dc":null}}"#)
        #expect(reading.critical == nil && reading.degreeOfSuccess == nil && reading.outcome == nil)
        #expect(reading.naturalD20 == face)
    }

    @Test("ignores degrees that are none", arguments: ["4", "-1", "1.5", "true", #""x""#, "null", "{}"])
    func ignoresOddDegrees(degree: String) throws {
        let reading = try check(options: #"{"type":"check","degreeOfSuccess":\#(degree)}"#)
        #expect(reading.degreeOfSuccess == nil && reading.critical == nil)
    }

    @Test("reports the damage of a critical hit as such, never as a second critical", arguments: [0, 1, 2, 3])
    func readsDamage(degree: Int) throws {
        let reading = try damage(options: #"{"degreeOfSuccess":\#(degree)}"#)
        #expect(reading.isCriticalDamage == (degree == 3))
        #expect(reading.critical == nil && reading.degreeOfSuccess == nil && reading.outcome == nil)
        #expect(reading.naturalD20 == nil && reading.d20Value == nil)
    }

    @Test("knows critical damage from the message where the roll does not say")
    func readsOldCriticalDamage() throws {
        #expect(
            try damage(flags: #"{"context":{"type":"damage-roll","outcome":"criticalSuccess"}}"#).isCriticalDamage
                == true)
        #expect(
            try damage(class: "Roll", flags: #"{"damageRoll":{"outcome":"criticalSuccess"}}"#).isCriticalDamage == true)
        #expect(try damage().isCriticalDamage == nil)
        #expect(
            try damage(flags: #"{"context":{"type":"skill-check","outcome":"criticalSuccess"}}"#).isCriticalDamage
                == nil)
    }

    @Test(
        "names the types of damage",
        arguments: [
            (["fire", "persistent,acid"], ["fire", "persistent acid"]),
            (["electricity,persistent", "electricity"], ["persistent electricity", "electricity"]),
            (["cold-iron,slashing", "precision,slashing", "splash,cold"], ["slashing", "cold"]),
            (["damage,healing"], []), (["healing"], ["healing"]), (["vitality,healing"], ["vitality"]),
            (["untyped"], []), (["plaid"], ["plaid"]), ([], []), (["fire", "fire"], ["fire"]),
        ] as [([String], [String])])
    func namesDamage(flavors: [String], expected: [String]) throws {
        #expect(try damage(flavors: flavors).damageTypes == expected)
    }

    @Test("counts the dice of nested damage terms, not the totals of instances")
    func countsNestedDice() throws {
        let die =
            #"{"class":"Die","faces":6,"number":2,"results":[{"result":2,"active":true},{"result":5,"active":true}]}"#
        let sum =
            #"{"class":"ArithmeticExpression","operator":"+","operands":[\#(die),{"class":"NumericTerm","number":4}]}"#
        let group = #"{"class":"Grouping","term":\#(sum)}"#
        let instance = #"{"class":"DamageInstance","options":{"flavor":"fire"},"terms":[\#(group)],"total":11}"#
        let roll = Roll(
            try Written.view(
                #"{"class":"DamageRoll","total":11,"terms":[{"class":"InstancePool","rolls":[\#(instance)],"results":[{"result":11,"active":true}]}]}"#
            ))
        #expect(roll.activeValues == [2, 5])
        #expect(adapter.read(roll, in: nil).rollType == "damage")
    }

    @Test(
        "reads the skill from the flags, never from the flavor",
        arguments: [
            (#"{"modifierName":"arcana"}"#, "[]", "arcana", "arcana"),
            (#"{"modifierName":"arc"}"#, "[]", "arcana", "arc"),
            (
                #"{"modifierName":"trip"}"#, #"["athletics","str-based","skill-check","athletics-check"]"#, "athletics",
                "athletics"
            ),
            (#"{"modifierName":"warfare-lore"}"#, "[]", "warfare_lore", "warfare-lore"),
            (#"{"modifierName":"piloting"}"#, #"["check","piloting-check"]"#, "piloting", "piloting"),
            ("{}", #"["skill-check","dex-skill-check"]"#, nil, nil),
            (#"{"modifierName":"unheard-of"}"#, "[]", nil, nil),
        ] as [(String, String, String?, String?)])
    func readsSkills(flags: String, domains: String, skill: String?, raw: String?) throws {
        let reading = try check(options: #"{"type":"skill-check","domains":\#(domains)}"#, flags: flags)
        #expect(reading.skill == skill)
        #expect(reading.skillRaw == raw)
        #expect(reading.save == nil)
    }

    @Test("reads saves and perception", arguments: ["fortitude", "reflex", "will"])
    func readsSaves(save: String) throws {
        for (domains, name) in [("[]", save), (#"["\#(save)-check"]"#, "other")] {
            let reading = try check(
                options: #"{"type":"saving-throw","domains":\#(domains)}"#, flags: #"{"modifierName":"\#(name)"}"#)
            #expect(reading.save == save)
            #expect(reading.skill == nil)
        }
        #expect(try check(options: #"{"type":"perception-check"}"#).skill == "perception")
    }

    @Test("reads the ability in use from the enabled modifier, else from the domains")
    func readsAbility() throws {
        let modifiers =
            #"[{"type":"item","slug":"x","ability":"cha"},{"type":"ability","ability":"str","enabled":false},{"type":"ability","ability":"int","ignored":true},{"type":"ability","ability":"dex","slug":"dex","enabled":true}]"#
        let domains = #"{"type":"attack-roll","domains":["attack","wis-based"]}"#
        #expect(try check(options: domains, flags: #"{"modifiers":\#(modifiers)}"#).ability == "dex")
        #expect(try check(options: domains).ability == "wis")
        let full = try check(flags: #"{"modifiers":[{"type":"ability","slug":"strength"}]}"#)
        #expect(full.ability == "str" && full.abilityRaw == "strength")
        #expect(try check(flags: #"{"context":{"domains":["luck-based","con-based"]}}"#).ability == "con")
        #expect(try check(options: #"{"type":"flat-check"}"#).ability == nil)
    }

    @Test("reads the difficulty, however it is written")
    func readsDifficulty() throws {
        #expect(try check(flags: #"{"context":{"dc":{"value":17}}}"#).dc == 17)
        #expect(try check(flags: #"{"context":{"dc":17}}"#).dc == 17)
        #expect(try check(flags: #"{"context":{"dc":null}}"#).dc == nil)
    }

    @Test("has no natural value when no d20 counts, and the kept one with fortune and misfortune")
    func readsNatural() throws {
        let twice =
            #"{"class":"CheckRoll","formula":"2d20kl","total":4,"options":{"type":"check"},"terms":[{"class":"Die","faces":20,"number":2,"modifiers":["kl"],"results":[{"result":20,"active":false,"discarded":true},{"result":4,"active":true}]}]}"#
        let low = adapter.read(Roll(try Written.view(twice)), in: nil)
        #expect(low.naturalD20 == 4 && low.advantage == -1)
        let assurance =
            #"{"class":"CheckRoll","formula":"10 + 5","total":15,"options":{"type":"skill-check"},"terms":[{"class":"NumericTerm","number":10}]}"#
        #expect(adapter.read(Roll(try Written.view(assurance)), in: nil).naturalD20 == nil)
    }
}

@Suite("pf2e: turn order")
struct Pf2eTurnOrderTests {
    /// - Parameters:
    ///   - owned: the world's actors of whom it is known whether a player owns them.
    ///   - others: the world's other actors.
    private func order(_ combatants: String, owned: [String: Bool], others: [String] = []) throws -> [String] {
        let combat = Combat(try Written.view(#"{"_id":"C","round":1,"turn":0,"combatants":[\#(combatants)]}"#))
        var actors: [String: Actor] = [:]
        for id in Array(owned.keys) + others {
            actors[id] = Actor(try Written.view(#"{"_id":"\#(id)","type":"npc"}"#))
        }
        let context = TurnOrderContext(
            actorWithID: { [actors] in actors[$0] }, hasPlayerOwner: { $0.id.flatMap { owned[$0] } })
        return TurnOrder(combat, adapter: Pf2eAdapter(), in: context).combatants.compactMap(\.id)
    }

    private func combatant(_ id: String, _ actor: String?, _ initiative: String = "12", flags: String = "{}") -> String
    {
        let actor = actor.map { #""actorId":"\#($0)","# } ?? ""
        return #"{"_id":"\#(id)",\#(actor)"initiative":\#(initiative),"flags":\#(flags)}"#
    }

    @Test("lets the opposition act first at the same initiative, and the nameless last")
    func ordersTies() throws {
        let all = [combatant("a", "hero"), combatant("b", nil), combatant("c", "foe"), combatant("d", "foe", "13")]
        #expect(try order(all.joined(separator: ","), owned: ["hero": true, "foe": false]) == ["d", "c", "a", "b"])
    }

    @Test("follows the priorities that the game master set", arguments: [("12", "12"), ("12.5", "12.5")])
    func followsOverrides(initiative: String, key: String) throws {
        let first = combatant(
            "z", "hero", initiative, flags: #"{"pf2e":{"overridePriority":{"\#(key)":0,"99":50}}}"#)
        let all = [combatant("a", "foe", initiative), first].joined(separator: ",")
        #expect(try order(all, owned: ["hero": true, "foe": false]) == ["z", "a"])
    }

    @Test("falls back to ids when it does not know whose a tied combatant is")
    func fallsBack() throws {
        let all = [combatant("b", "foe"), combatant("a", "hero")].joined(separator: ",")
        #expect(try order(all, owned: ["hero": true], others: ["foe"]) == ["a", "b"])
        #expect(try order(all, owned: ["hero": true]) == ["a", "b"])
    }
}
