import Foundry
import JSON

/// Reads one roll with what its message says about it (contract: adapters, section 4.3).
struct RollReader5e {
    private let roll: Roll
    private let message: ChatMessage?
    private let options: JSONView
    /// `flags.dnd5e.roll` of the message.
    private let flag: JSONView
    private let isDamageRoll: Bool
    private let isD20Roll: Bool

    init(_ roll: Roll, _ message: ChatMessage?) {
        self.roll = roll
        self.message = message
        options = roll.options
        flag = message?.flags["dnd5e"]["roll"] ?? .missing
        // Modules derive classes of their own from the system's and keep the names recognisable.
        let className = roll.className ?? ""
        isDamageRoll = className.contains("DamageRoll")
        isD20Roll = className.contains("D20Roll")
    }

    var reading: RollReading {
        var reading = RollReading(roll, in: message)
        let flavor = Flavor5e(flavorText)
        if reading.rollType == nil { reading.rollType = statedType ?? flavor.rollType }
        readAbilityAndSkill(into: &reading, flavor)
        if reading.advantage == 0, let mode = options["advantageMode"].lenientInt {
            reading.advantage = max(-1, min(1, mode))
        }
        readCritical(into: &reading)
        if isDamageRoll || reading.rollType == "damage" || reading.rollType == "healing" {
            reading.damageTypes = damageTypes
            if isDamageRoll { reading.isCriticalDamage = options["isCritical"].isTrue || options["critical"].isTrue }
        }
        return reading
    }

    /// The roll's own flavor says what this roll is for, the message's what the message is about.
    private var flavorText: String {
        let own = options["flavor"].nonEmptyString ?? message?.flavor ?? ""
        return plainText(own, limit: 300) ?? ""
    }

    // MARK: Type

    /// The type as options, flags or class state it.
    private var statedType: String? {
        if let own = options["rollType"].nonEmptyString { return RollTypes5e.normalised(own) }
        let flagged = flag["type"].nonEmptyString.flatMap(RollTypes5e.known)
        if isDamageRoll {
            // The damage of an attack or a save is in the message of that attack or save.
            switch flagged {
            case "healing", "hitDie", "hitPoints": return flagged
            default: return "damage"
            }
        }
        if let flagged, !(isD20Roll && (flagged == "damage" || flagged == "healing")) { return flagged }
        return isAutomatedAttack ? "attack" : nil
    }

    /// midi-qol writes attack, damage and saves into one message and says of none what it is, but keeps the face of the
    /// attack's die; the attack is the first d20 of the message.
    private var isAutomatedAttack: Bool {
        guard isD20Roll, roll.index == 0, flag["type"].stringEquals("midi"), let face = roll.naturalD20 else {
            return false
        }
        return message?.flags["midi-qol"]["d20AttackRoll"].lenientInt == face
    }

    // MARK: Ability and skill

    private func readAbilityAndSkill(into reading: inout RollReading, _ flavor: Flavor5e) {
        // One message may hold several rolls: what its flag names belongs to the roll of the flag's type.
        let raw =
            flag["ability"].nonEmptyString ?? flag["abilityId"].nonEmptyString ?? options["ability"].nonEmptyString
        if !isDamageRoll, let raw {
            reading.abilityRaw = clipped(raw, to: 100)
            reading.ability = Abilities5e.keys[raw.lowercased()] ?? clipped(raw.lowercased(), to: 20)
        }
        if !isDamageRoll, reading.rollType == "skill",
            let raw = flag["skillId"].nonEmptyString ?? options["skill"].nonEmptyString
        {
            reading.skillRaw = clipped(raw, to: 255)
            reading.skill = Skills5e.names[raw.lowercased()]
        }
        let type = reading.rollType
        if type == "skill", reading.skill == nil { reading.skill = flavor.skill }
        if reading.ability == nil, type == "save" || type == "ability" || type == "skill" {
            reading.ability = flavor.ability
        }
    }

    // MARK: Criticals

    /// Whether the d20 met its thresholds, and whether the system calls that critical: for attacks and death saves only.
    private func readCritical(into reading: inout RollReading) {
        let isCritical = reading.rollType == "attack" || reading.rollType == "death"
        guard isD20Roll || isCritical, let die = roll.d20, let value = reading.d20Value else { return }
        let dieOptions = die.json["options"]
        let success = Self.threshold("criticalSuccess", "critical", options, dieOptions) ?? 20
        let failure = Self.threshold("criticalFailure", "fumble", options, dieOptions) ?? 1
        reading.criticalThreshold = success
        reading.fumbleThreshold = failure
        if Double(value) >= success {
            reading.d20Critical = .success
        } else if Double(value) <= failure {
            reading.d20Critical = .failure
        }
        guard isCritical, let kind = reading.d20Critical else { return }
        reading.critical = Criticality(
            kind, label: "Natural \(reading.naturalD20 ?? value)", category: kind == .success ? "nat20" : "nat1")
    }

    private static func threshold(_ new: String, _ old: String, _ options: JSONView, _ dieOptions: JSONView) -> Double?
    {
        options[new].lenientDouble ?? options[old].lenientDouble ?? dieOptions[new].lenientDouble
            ?? dieOptions[old].lenientDouble
    }

    // MARK: Damage

    /// The types as the options name them; before 3.0 the flavors of the terms do.
    private var damageTypes: [String] {
        var types: [String] = []
        func add(_ type: JSONView) {
            guard let text = type.nonEmptyString?.lowercased(), types.count < 16, !types.contains(text) else { return }
            types.append(clipped(text, to: 50))
        }
        // The type that was chosen comes first, `types` are those it could be chosen from.
        if options["type"].nonEmptyString != nil {
            add(options["type"])
        } else {
            for type in options["types"].array { add(type) }
        }
        if types.isEmpty {
            for term in roll.json["terms"].array { add(term["options"]["flavor"]) }
        }
        return types
    }
}
