import Foundry
import JSON

/// Rolls of a small system of our own, with every kind of die it can find: plain `Roll`s, no flags.
struct GenericDemoRules: DemoRules {
    var combinesDamage: Bool { true }
    var perception: DemoSkill { DemoSkill(key: "wit", name: "Look Around", ability: "wit", modifier: 1) }
    var recoveryDifficulty: Int { 0 }
    var hitPointPath: String { "system.health.value" }

    func slotPath(of spell: DemoSpell) -> String { "system.uses.value" }

    func roll(_ check: DemoCheck, using dice: inout SeededGenerator) throws -> DemoRoll {
        let text: String
        let flavor: String
        var target: Int?
        var flags: JSONObject = [:]
        switch check.purpose {
        case .initiative:
            text = "1d20 + \(check.actor.initiative)"
            flavor = "\(check.actor.name) rolls for Initiative!"
            flags = ["core": ["initiativeRoll": true]]
        case .attack(let attack, let victim):
            text = d20Formula(check.advantage, attack.bonuses.map(Double.init))
            flavor = "\(attack.name) against \(victim.name)"
            target = victim.armorClass
        case .skill(let skill):
            text = "{3d6x, 1d12}kh + \(skill.modifier)"
            flavor = skill.name
        case .save(let trait, let spell):
            text = "5d6cs>=\(max(2, 5 - (check.actor.saves[trait] ?? 0)))"
            flavor = "\(trait) against \(spell.name)"
            target = spell.difficulty
        case .recovery:
            text = "4df"
            flavor = "\(check.actor.name) holds on"
            target = recoveryDifficulty
        }
        let roll = try RollFormula(parsing: text).evaluate(using: &dice)
        let outcome = target.map { roll.total >= Double($0) ? DemoOutcome.success : .failure }
        return DemoRoll(text: roll.jsonText, total: roll.total, outcome: outcome, flavor: flavor, flags: flags)
    }

    func roll(_ damage: DemoDamage, using dice: inout SeededGenerator) throws -> DemoRoll {
        let bonus = damage.bonus == 0 ? "" : " + \(damage.bonus)"
        let roll = try RollFormula(parsing: "\(damage.dice)[\(damage.type)]\(bonus)").evaluate(using: &dice)
        return DemoRoll(text: roll.jsonText, total: roll.total, flavor: "\(damage.name): \(damage.type)", flags: [:])
    }
}
