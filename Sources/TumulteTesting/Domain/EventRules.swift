/// The fields of the events a table sends (contract: socket, section 5).
package enum EventRules {
    package static let diceRoll: [FieldRule] = [
        FieldRule("campaignId", .text(maximum: nil), .required, isStored: false),
        FieldRule("characterId", column: "vtt_character_id", .text(maximum: 255), .required),
        FieldRule("characterName", column: "name", .text(maximum: 100), .required),
        FieldRule("rollId", column: "vtt_roll_id", .text(maximum: 255), .sendAlways),
        FieldRule("rollFormula", column: "roll_formula", .text(maximum: 100), .required),
        FieldRule("result", .integer, .required),
        FieldRule("diceResults", column: "dice_results", .integers, .required),
        FieldRule("isCritical", column: "is_critical", .flag, .notNull),
        FieldRule("criticalType", column: "critical_type", .oneOf(["success", "failure"]), .optional),
        FieldRule("isHidden", column: "is_hidden", .flag, .notNull),
        FieldRule("rollType", column: "roll_type", .text(maximum: 50), .optional),
        FieldRule("metadata", .object, .optional),
        FieldRule("skill", .text(maximum: 100), .optional),
        FieldRule("skillRaw", column: "skill_raw", .text(maximum: 255), .optional),
        FieldRule("ability", .text(maximum: 20), .optional),
        FieldRule("abilityRaw", column: "ability_raw", .text(maximum: 100), .optional),
        FieldRule("modifiers", .texts, .optional),
        FieldRule("severity", .oneOf(["minor", "major", "extreme"]), .optional, isStored: false),
        FieldRule("criticalLabel", .text(maximum: nil), .optional, isStored: false),
        FieldRule("criticalCategory", .text(maximum: nil), .optional, isStored: false),
    ]

    package static let characterUpdate: [FieldRule] = [
        FieldRule("campaignId", .text(maximum: nil), .required, isStored: false),
        FieldRule("characterId", column: "vtt_character_id", .text(maximum: 255), .required),
        FieldRule("name", .text(maximum: 100), .required),
        FieldRule("avatarUrl", column: "avatar_url", .text(maximum: 500), .sendAlways),
        FieldRule("characterType", column: "character_type", .oneOf(["pc", "npc", "monster"]), .sendAlways),
        FieldRule("stats", .object, .optional),
        FieldRule("vttData", column: "vtt_data", .object, .optional),
        FieldRule("inventory", .arrayOrObject, .optional),
        FieldRule("spells", .array, .optional),
        FieldRule("features", .array, .optional),
    ]

    /// The rules of a combat event. The server checks none of them, so every fault is a violation and no refusal.
    package static func combat(_ event: String) -> [FieldRule]? {
        let own: [FieldRule]
        switch event {
        case "combat:start", "combat:sync":
            own = [rule("round", .integer), rule("turn", .integer), rule("combatants", .array)]
        case "combat:turn":
            own = [
                rule("round", .integer), rule("turn", .integer), rule("currentCombatant", .object),
                rule("nextCombatant", .object, .optional),
            ]
        case "combat:round":
            own = [rule("round", .integer), rule("previousRound", .integer), rule("combatants", .array, .optional)]
        case "combat:end": own = [rule("finalRound", .integer)]
        case "combat:combatant-add": own = [rule("combatant", .object)]
        case "combat:combatant-remove":
            own = [rule("combatantId", .text(maximum: nil)), rule("name", .text(maximum: nil))]
        case "combat:combatant-defeated": own = [rule("combatant", .object), rule("defeated", .flag)]
        default: return nil
        }
        return [rule("combatId", .text(maximum: nil)), rule("timestamp", .number)] + own
    }

    package static let combatant: [FieldRule] = [
        rule("id", .text(maximum: nil)), rule("actorId", .text(maximum: nil), .optional),
        rule("name", .text(maximum: nil)), rule("img", .text(maximum: nil)), rule("initiative", .number, .optional),
        rule("isDefeated", .flag), rule("isNPC", .flag), rule("characterType", .oneOf(["pc", "npc", "monster"])),
        rule("isVisible", .flag), rule("hp", .object, .optional),
    ]

    /// Sent by the module though the server has no handler: harmless (contract: socket, section 5.5).
    package static let harmless: Set<String> = ["spell:effect:consumed", "spell:effect:expired"]

    private static func rule(
        _ name: String, _ form: FieldRule.Form, _ presence: FieldRule.Presence = .required
    ) -> FieldRule {
        FieldRule(name, form, presence, isStored: false)
    }
}
