import Foundry
import JSON

/// Rolls the way dnd5e 5 writes them.
struct Dnd5eDemoRules: DemoRules {
    var perception: DemoSkill { DemoSkill(key: "prc", name: "Perception", ability: "wis", modifier: 2) }

    func slotPath(of spell: DemoSpell) -> String { "system.spells.spell1.value" }

    func roll(_ check: DemoCheck, using dice: inout SeededGenerator) throws -> DemoRoll {
        let plan = Plan(check)
        var options: JSONObject = [
            "advantageMode": .int(Int64(check.advantage)), "criticalSuccess": 20, "criticalFailure": 1,
            "configured": true, "rollType": .string(plan.type), "rollMode": .string(check.mode.rawValue),
        ]
        if let target = plan.target { options["target"] = .int(Int64(target)) }
        let dieOptions: JSONObject = [
            "flavor": nil, "elvenAccuracy": false, "halflingLucky": false,
            "advantageMode": .int(Int64(check.advantage)), "criticalSuccess": 20, "criticalFailure": 1,
        ]
        let formula = try RollFormula(parsing: d20Formula(check.advantage, plan.bonuses))
        let roll = try formula.evaluate(
            using: &dice,
            options: RollOptions(
                className: "D20Roll", options: options, d20ClassName: "D20Die", d20Options: dieOptions))
        return DemoRoll(
            text: roll.jsonText, total: roll.total, outcome: plan.outcome(of: roll), flavor: plan.flavor,
            flags: plan.flags)
    }

    func roll(_ damage: DemoDamage, using dice: inout SeededGenerator) throws -> DemoRoll {
        // A critical hit rolls the dice twice.
        let count = damage.dice.prefix { $0 != "d" }
        let doubled = damage.isCritical ? "\((Int(count) ?? 1) * 2)\(damage.dice.dropFirst(count.count))" : damage.dice
        let kind = damage.isHealing ? "healing" : "damage"
        let options: JSONObject = [
            "type": .string(damage.type), "types": [.string(damage.type)], "properties": [],
            "isCritical": .bool(damage.isCritical),
            "critical": ["multiplyNumeric": false, "powerfulCritical": false], "configured": true,
            "rollType": .string(kind), "rollMode": .string(damage.mode.rawValue),
        ]
        let text = damage.bonus == 0 ? doubled : "\(doubled) + \(damage.bonus)"
        let roll = try RollFormula(parsing: text).evaluate(
            using: &dice, options: RollOptions(className: "DamageRoll", options: options))
        var flags = Self.itemFlags(
            damage.actor, damage.itemID, damage.itemType,
            damage.isHealing ? "heal" : damage.origin == nil ? "save" : "attack")
        flags["messageType"] = "roll"
        flags["roll"] = ["type": .string(kind)]
        flags["targets"] = .array([Self.target(damage.target)])
        if let origin = damage.origin { flags["originatingMessage"] = .string(origin) }
        return DemoRoll(
            text: roll.jsonText, total: roll.total,
            flavor: "\(damage.name) - \(damage.isHealing ? "Healing" : "Damage") Roll",
            flags: ["dnd5e": .object(flags)])
    }

    func usageFlags(_ actor: DemoSheet, _ itemID: String, _ itemType: String) -> JSONObject {
        var flags = Self.itemFlags(actor, itemID, itemType, itemType == "spell" ? "save" : "heal")
        flags["messageType"] = "usage"
        flags["targets"] = []
        return ["dnd5e": .object(flags)]
    }

    static func itemFlags(_ actor: DemoSheet, _ itemID: String, _ itemType: String, _ activity: String) -> JSONObject {
        let item = "Actor.\(actor.id).Item.\(itemID)"
        return [
            "activity": [
                "type": .string(activity), "id": "dnd5eactivity000",
                "uuid": .string("\(item).Activity.dnd5eactivity000"),
            ],
            "item": ["type": .string(itemType), "id": .string(itemID), "uuid": .string(item)],
        ]
    }

    static func target(_ sheet: DemoSheet) -> JSONValue {
        [
            "name": .string(sheet.name), "img": "icons/svg/mystery-man.svg", "uuid": .string("Actor.\(sheet.id)"),
            "ac": .int(Int64(sheet.armorClass)),
        ]
    }
}

/// One test, in dnd5e's words.
private struct Plan {
    var type = ""
    var flavor = ""
    var bonuses: [Double] = []
    var target: Int?
    var flags: JSONObject = [:]
    private var isAttack = false

    init(_ check: DemoCheck) {
        var own: JSONObject = ["messageType": "roll"]
        switch check.purpose {
        case .initiative:
            type = "initiative"
            flavor = "\(check.actor.name) rolls for Initiative!"
            bonuses = [Double(check.actor.initiative)]
            flags = ["core": ["initiativeRoll": true]]
            return
        case .attack(let attack, let victim):
            type = "attack"
            flavor = "\(attack.name) - Attack Roll"
            bonuses = attack.bonuses.map(Double.init)
            target = victim.armorClass
            isAttack = true
            own = Dnd5eDemoRules.itemFlags(check.actor, attack.itemID, attack.itemType, "attack")
            own["messageType"] = "roll"
            own["roll"] = ["type": "attack", "attackMode": attack.isRanged ? "ranged" : "oneHanded"]
            own["targets"] = .array([Dnd5eDemoRules.target(victim)])
        case .skill(let skill):
            type = "skill"
            flavor = "\(skill.name) Check"
            bonuses = [Double(skill.modifier)]
            own["roll"] = ["type": "skill", "skillId": .string(skill.key)]
        case .save(let ability, let spell):
            type = "save"
            flavor = "\(Self.abilityNames[ability] ?? ability) Saving Throw"
            bonuses = [Double(check.actor.saves[ability] ?? 0)]
            target = spell.difficulty
            own["roll"] = ["type": "save", "ability": .string(ability)]
        case .recovery:
            type = "death"
            flavor = "Death Saving Throw"
            target = 10
            own["roll"] = ["type": "death"]
        }
        flags = ["dnd5e": .object(own)]
    }

    private static let abilityNames = [
        "str": "Strength", "dex": "Dexterity", "con": "Constitution", "int": "Intelligence", "wis": "Wisdom",
        "cha": "Charisma",
    ]

    func outcome(of roll: EvaluatedRoll) -> DemoOutcome? {
        guard let target else { return nil }
        if isAttack, roll.naturalD20 == 20 { return .criticalSuccess }
        if isAttack, roll.naturalD20 == 1 { return .criticalFailure }
        return roll.total >= Double(target) ? .success : .failure
    }
}
