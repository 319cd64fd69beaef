import Foundry
import JSON

/// Rolls the way pf2e 7 writes them: checks with their context, damage as a pool of instances.
struct Pf2eDemoRules: DemoRules {
    var perception: DemoSkill { DemoSkill(key: "perception", name: "Perception", ability: "wis", modifier: 7) }
    var recoveryDifficulty: Int { 11 }

    func usageFlags(_ actor: DemoSheet, _ itemID: String, _ itemType: String) -> JSONObject {
        let origin: JSONObject = [
            "actor": .string("Actor.\(actor.id)"), "type": .string(itemType),
            "uuid": .string("Actor.\(actor.id).Item.\(itemID)"),
        ]
        guard itemType == "spell" else { return ["pf2e": ["origin": .object(origin)]] }
        return ["pf2e": ["origin": .object(origin), "context": ["type": "spell-cast", "outcome": nil]]]
    }

    func slotPath(of spell: DemoSpell) -> String { "system.slots.slot1.value" }

    func roll(_ check: DemoCheck, using dice: inout SeededGenerator) throws -> DemoRoll {
        let plan = Pf2eCheckPlan(check, recoveryDifficulty: recoveryDifficulty)
        let modifier = plan.modifiers.reduce(0) { $0 + $1.value }
        let formula = try RollFormula(parsing: d20Formula(check.advantage, plan.isFlat ? [] : [Double(modifier)]))
        // The outcome is known only when the dice have fallen, and belongs to the roll's options.
        var probe = dice
        let outcome = plan.outcome(of: try formula.evaluate(using: &probe))
        var options: JSONObject = [
            "type": .string(plan.type), "identifier": nil, "action": plan.target == nil ? nil : "strike",
            "domains": .array(plan.domains.map { .string($0) }), "isReroll": false,
            "totalModifier": .int(Int64(modifier)), "damaging": .bool(plan.isAttack),
            "rollerId": .string(check.actor.userID ?? DemoWorld.gameMasterID),
            "showBreakdown": check.actor.userID == nil ? false : true,
        ]
        if let outcome { options["degreeOfSuccess"] = .int(Int64(outcome.rawValue)) }
        let roll = try formula.evaluate(using: &dice, options: RollOptions(className: "CheckRoll", options: options))
        return DemoRoll(
            text: roll.jsonText, total: roll.total, outcome: outcome, flavor: plan.flavor,
            flags: plan.flags(check, outcome: outcome))
    }

    func roll(_ damage: DemoDamage, using dice: inout SeededGenerator) throws -> DemoRoll {
        let bonus = damage.bonus == 0 ? "" : " + \(damage.bonus)"
        let base = try RollFormula(parsing: damage.dice + bonus).evaluate(using: &dice)
        let instance = Pf2eDamageInstance(base: base, type: damage.type, isDoubled: damage.isCritical)
        var writer = JSONWriter()
        instance.writeRoll(
            options: [
                "rollerId": .string(damage.actor.userID ?? DemoWorld.gameMasterID),
                "degreeOfSuccess": .int(Int64(damage.outcome.rawValue)), "ignoredResistances": [],
                "showBreakdown": true,
            ], into: &writer)
        let title = damage.isHealing ? "Healing" : "Damage Roll"
        let context: JSONObject = [
            "type": "damage-roll", "sourceType": .string(damage.itemType == "spell" ? "save" : "attack"),
            "actor": .string(damage.actor.id), "token": nil,
            "target": ["actor": .string("Actor.\(damage.target.id)"), "token": nil],
            "domains": ["damage"], "options": [.string("item:type:\(damage.itemType)")], "notes": [], "traits": [],
            "secret": false, "rollMode": .string(damage.mode.rawValue), "mapIncreases": 0,
            "outcome": .string(damage.outcome.word), "unadjustedOutcome": nil,
        ]
        let flags: JSONObject = [
            "context": .object(context), "modifiers": [], "dice": [],
            "origin": [
                "actor": .string("Actor.\(damage.actor.id)"), "type": .string(damage.itemType),
                "uuid": .string("Actor.\(damage.actor.id).Item.\(damage.itemID)"),
            ],
        ]
        return DemoRoll(
            text: String(decoding: writer.bytes, as: UTF8.self), total: instance.total,
            flavor: #"<h4 class="action"><strong>\#(title): \#(damage.name)</strong></h4>"#,
            flags: ["pf2e": .object(flags)])
    }
}
