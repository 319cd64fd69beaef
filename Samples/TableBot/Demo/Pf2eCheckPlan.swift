import Foundry
import JSON

/// One test in pf2e's words.
struct Pf2eCheckPlan {
    struct Modifier {
        var slug: String
        var label: String
        var value: Int
        var type: String
        var ability: String?
    }

    private(set) var type = "check"
    private(set) var title = ""
    /// The name of the statistic, as `modifierName` has it.
    private(set) var statistic = ""
    private(set) var modifiers: [Modifier] = []
    private(set) var domains: [String] = []
    private(set) var difficulty: (value: Int, slug: String)?
    private(set) var target: DemoSheet?
    private(set) var isInitiative = false

    var isAttack: Bool { target != nil }
    /// A flat check has no modifiers.
    var isFlat: Bool { type == "flat-check" }
    var flavor: String { #"<h4 class="action"><strong>\#(title)</strong></h4>"# }

    init(_ check: DemoCheck, recoveryDifficulty: Int) {
        switch check.purpose {
        case .initiative:
            isInitiative = true
            set("initiative", "Initiative: Perception", "initiative")
            modifiers = [
                Modifier(
                    slug: "wis", label: "Perception", value: check.actor.initiative, type: "ability", ability: "wis")
            ]
            domains = ["perception", "wis-based", "initiative", "perception-check", "initiative-check", "check", "all"]
        case .attack(let attack, let victim):
            let slug = attack.name.lowercased().replacingSpaces
            let isSpell = attack.itemType == "spell"
            let manner = isSpell ? "Spell Attack" : attack.isRanged ? "Ranged Strike" : "Melee Strike"
            set(isSpell ? "spell-attack-roll" : "attack-roll", "\(manner): \(attack.name)", slug)
            let kinds = [("ability", "Attribute"), ("proficiency", "Proficiency"), ("item", "Weapon Potency")]
            modifiers = zip(attack.bonuses, kinds).map {
                Modifier(slug: $1.0, label: $1.1, value: $0, type: $1.0, ability: $1.0 == "ability" ? "dex" : nil)
            }
            domains = [
                "\(slug)-attack", "attack", "attack-roll", isSpell ? "spell-attack-roll" : "strike-attack-roll",
                "check", "all",
            ]
            difficulty = (victim.armorClass, "armor")
            target = victim
        case .skill(let skill):
            let isPerception = skill.key == "perception"
            set(isPerception ? "perception-check" : "skill-check", "\(skill.name) Check", skill.key)
            modifiers = [
                Modifier(
                    slug: skill.ability, label: skill.name, value: skill.modifier, type: "ability",
                    ability: skill.ability)
            ]
            domains = [skill.key, "\(skill.ability)-based", "\(skill.key)-check", "skill-check", "check", "all"]
        case .save(let save, let spell):
            set("saving-throw", "\(save.prefix(1).uppercased())\(save.dropFirst()) Saving Throw", save)
            modifiers = [
                Modifier(slug: "base", label: "Modifier", value: check.actor.saves[save] ?? 0, type: "untyped")
            ]
            domains = [save, "saving-throw", "\(save)-check", "check", "all"]
            difficulty = (spell.difficulty, "spell-dc")
        case .recovery:
            set("flat-check", "Recovery Check", "flat-check")
            domains = ["flat-check"]
            difficulty = (recoveryDifficulty, "flat")
        }
    }

    private mutating func set(_ type: String, _ title: String, _ statistic: String) {
        (self.type, self.title, self.statistic) = (type, title, statistic)
    }

    /// Ten over or under the difficulty is critical; a natural 20 or 1 moves the degree by one.
    func outcome(of roll: EvaluatedRoll) -> DemoOutcome? {
        guard let difficulty else { return nil }
        let margin = roll.total - Double(difficulty.value)
        var degree = margin >= 10 ? 3 : margin >= 0 ? 2 : margin <= -10 ? 0 : 1
        if roll.naturalD20 == 20 { degree = min(3, degree + 1) }
        if roll.naturalD20 == 1 { degree = max(0, degree - 1) }
        return DemoOutcome(rawValue: degree)
    }

    func flags(_ check: DemoCheck, outcome: DemoOutcome?) -> JSONObject {
        var context: JSONObject = [
            "type": .string(type), "identifier": nil, "title": .string(title), "actor": .string(check.actor.id),
            "token": nil, "origin": ["actor": .string("Actor.\(check.actor.id)"), "token": nil], "target": nil,
            "domains": .array(domains.map { .string($0) }),
            "options": [.string("self:type:\(check.actor.userID == nil ? "npc" : "character")")],
            "notes": [], "dc": nil, "traits": isAttack ? ["attack"] : [], "rollTwice": false, "substitutions": [],
            "dosAdjustments": [:], "mapIncreases": 0, "isReroll": false, "createMessage": true, "skipDialog": false,
            "rollMode": .string(check.mode.rawValue),
            "outcome": outcome.map { .string($0.word) } ?? .null,
            "unadjustedOutcome": outcome.map { .string($0.word) } ?? .null,
        ]
        if let target { context["target"] = ["actor": .string("Actor.\(target.id)"), "token": nil] }
        if let difficulty {
            context["dc"] = [
                "value": .int(Int64(difficulty.value)), "slug": .string(difficulty.slug), "scope": "check",
            ]
        }
        if check.advantage != 0 { context["rollTwice"] = check.advantage > 0 ? "keep-higher" : "keep-lower" }
        let own: JSONObject = [
            "context": .object(context), "modifierName": .string(statistic),
            "modifiers": .array(modifiers.map(\.json)),
        ]
        var core: JSONObject = ["canPopout": true]
        if isInitiative { core["initiativeRoll"] = true }
        return ["core": .object(core), "pf2e": .object(own)]
    }
}

extension Pf2eCheckPlan.Modifier {
    fileprivate var json: JSONValue {
        [
            "slug": .string(slug), "label": .string(label), "modifier": .int(Int64(value)), "type": .string(type),
            "ability": ability.map { .string($0) } ?? .null, "enabled": true, "ignored": false, "kind": "modifier",
        ]
    }
}

extension String {
    /// The name as a slug.
    var replacingSpaces: String { String(map { $0 == " " ? "-" : $0 }) }
}
