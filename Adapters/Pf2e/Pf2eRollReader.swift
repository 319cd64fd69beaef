import Foundry
import JSON

/// Reads one roll from the system's own flags; the flavor is HTML in the world's language and is never looked at
/// (contract: adapters, section 5.4).
struct Pf2eRollReader {
    private let roll: Roll
    private let message: ChatMessage?
    private let flags: JSONView
    private let context: JSONView

    init(_ roll: Roll, in message: ChatMessage?) {
        self.roll = roll
        self.message = message
        flags = message?.flags["pf2e"] ?? .missing
        context = flags["context"]
    }

    func reading() -> RollReading {
        var reading = RollReading(roll, in: message)
        // A drawn table is nobody's check, whatever flags a module left on it.
        guard !reading.isTableDraw || reading.isInitiative else { return reading }
        if isDamage, !reading.isInitiative {
            readDamage(into: &reading)
        } else if let type = reading.isInitiative ? "initiative" : checkType {
            readCheck(type, into: &reading)
        }
        return reading
    }

    // MARK: What the roll is

    private var isCheckClass: Bool {
        roll.json["class"].stringEquals("CheckRoll") || roll.json["class"].stringEquals("StrikeAttackRoll")
    }

    /// A message can hold a check and damage, so the roll's own class decides first.
    private var isDamage: Bool {
        let className = roll.json["class"]
        if className.stringEquals("DamageRoll") || className.stringEquals("DamageInstance") { return true }
        guard !isCheckClass else { return false }
        // Worlds of 4.x and older.
        let old = flags["damageRoll"]
        return context["type"].stringEquals("damage-roll") || old.isObject || old.isTrue
    }

    /// The normalised type of a check; nil when nothing says that the roll is one.
    private var checkType: String? {
        let stated = roll.options["type"].nonEmptyString ?? context["type"].nonEmptyString
        switch stated {
        case "attack-roll": return "attack"
        case "skill-check": return "skill"
        case "perception-check": return "perception"
        case "saving-throw": return "save"
        case "initiative": return "initiative"
        case "flat-check": return "flat-check"
        case "check", "counteract-check": return "check"
        // Messages of other things that somebody attached a roll to.
        case nil, "damage-roll", "damage-taken", "spell-cast", "self-effect": break
        case .some(let other) where other.hasSuffix("attack-roll"): return "attack"
        case .some(let other): return clipped(other, to: 50)
        }
        if roll.json["class"].stringEquals("StrikeAttackRoll") { return "attack" }
        return isCheckClass ? "check" : nil
    }

    // MARK: Checks

    private func readCheck(_ type: String, into reading: inout RollReading) {
        reading.rollType = type
        reading.isInitiative = reading.isInitiative || type == "initiative"
        readStatistic(type, into: &reading)
        readAbility(into: &reading)
        reading.dc = context["dc"]["value"].lenientDouble ?? context["dc"].lenientDouble

        // Recomputing the degree would miss adjustments and invent degrees where no difficulty was known.
        guard let degree = Pf2eDegree(roll.options["degreeOfSuccess"]) ?? Pf2eDegree(named: context["outcome"]) else {
            return
        }
        reading.degreeOfSuccess = degree.rawValue
        reading.outcome = degree.name.description
        switch degree {
        case .criticalSuccess:
            reading.critical = Criticality(.success, label: "Critical Success", category: "degree_3")
        case .criticalFailure:
            reading.critical = Criticality(.failure, label: "Critical Failure", category: "degree_0")
        case .success, .failure: break
        }
    }

    private var domains: JSONView {
        let own = roll.options["domains"]
        return own.isArray ? own : context["domains"]
    }

    /// More domains than any roll has; bounds the work a hostile message can cause.
    private static let maximumDomains = 256

    private func readStatistic(_ type: String, into reading: inout RollReading) {
        let named = flags["modifierName"].nonEmptyString
        switch type {
        case "save":
            reading.save = named.flatMap(Pf2eStatistic.save) ?? firstDomain(Pf2eStatistic.save)
        case "attack", "flat-check": break
        default:
            let isOwnSkill = type == "skill" && named.map { hasDomain($0 + "-check") } == true
            let skill = named.flatMap { Pf2eStatistic.skill($0) ?? (isOwnSkill ? $0 : nil) }
            if let named, let skill {
                reading.skill = Pf2eStatistic.wireName(skill)
                reading.skillRaw = clipped(named, to: 255)
            } else if let domain = firstDomain(Pf2eStatistic.skill) {
                reading.skill = Pf2eStatistic.wireName(domain)
                reading.skillRaw = clipped(domain, to: 255)
            } else if type == "perception" {
                reading.skill = "perception"
            }
        }
    }

    private func hasDomain(_ wanted: String) -> Bool {
        domains.array.prefix(Self.maximumDomains).contains { $0.string == wanted }
    }

    /// The first domain of the form `<statistic>-check` that `recognise` knows.
    private func firstDomain(_ recognise: (String) -> String?) -> String? {
        for domain in domains.array.prefix(Self.maximumDomains) {
            guard let text = domain.string, text.hasSuffix("-check"), let found = recognise(String(text.dropLast(6)))
            else { continue }
            return found
        }
        return nil
    }

    private func readAbility(into reading: inout RollReading) {
        for modifier in flags["modifiers"].array.prefix(Self.maximumDomains) {
            guard modifier["type"].stringEquals("ability"), modifier["enabled"].bool != false,
                !modifier["ignored"].isTrue
            else { continue }
            let stated = modifier["ability"].isString ? modifier["ability"] : modifier["slug"]
            guard let raw = stated.nonEmptyString, let attribute = Pf2eAttribute(named: raw) else { continue }
            reading.ability = attribute.key.description
            reading.abilityRaw = raw
            return
        }
        for domain in domains.array.prefix(Self.maximumDomains) {
            guard let text = domain.string, text.hasSuffix("-based"),
                let attribute = Pf2eAttribute(key: text.dropLast(6))
            else { continue }
            reading.ability = attribute.key.description
            reading.abilityRaw = attribute.key.description
            return
        }
    }

    // MARK: Damage

    private func readDamage(into reading: inout RollReading) {
        reading.rollType = "damage"
        // A d20 among damage dice is no test.
        reading.naturalD20 = nil
        reading.d20Value = nil
        reading.advantage = 0
        reading.damageTypes = Pf2eDamageTypes(of: roll, oldTypes: flags["damageRoll"]["types"]).names
        // The degree is that of the attack: the hit was critical, its damage is not a second critical success.
        let isOfDamage = context["type"].stringEquals("damage-roll")
        let degree =
            Pf2eDegree(roll.options["degreeOfSuccess"])
            // The outcome of a check that brought the damage (medicine, athletics) makes no critical hit.
            ?? (isOfDamage ? Pf2eDegree(named: context["outcome"]) : nil)
            ?? Pf2eDegree(named: flags["damageRoll"]["outcome"])
        reading.isCriticalDamage = degree.map { $0 == .criticalSuccess }
    }
}

/// How well a check went.
enum Pf2eDegree: Int, CaseIterable {
    case criticalFailure, failure, success, criticalSuccess

    /// The system's own word.
    var name: StaticString {
        switch self {
        case .criticalFailure: "criticalFailure"
        case .failure: "failure"
        case .success: "success"
        case .criticalSuccess: "criticalSuccess"
        }
    }

    init?(_ number: JSONView) {
        guard let number = number.lenientInt else { return nil }
        self.init(rawValue: number)
    }

    init?(named view: JSONView) {
        guard let found = Self.allCases.first(where: { view.stringEquals($0.name) }) else { return nil }
        self = found
    }
}
