import Foundry
import JSON

/// How one game system rolls and where it keeps what changes: the part of the script that differs between systems.
protocol DemoRules: Sendable {
    /// Whether an attack and its damage share a message, as automation has it.
    var combinesDamage: Bool { get }
    /// The skill with which anyone looks around, `perception`.
    var perception: DemoSkill { get }
    /// What a hero at 0 hit points rolls against.
    var recoveryDifficulty: Int { get }

    func roll(_ check: DemoCheck, using dice: inout SeededGenerator) throws -> DemoRoll
    func roll(_ damage: DemoDamage, using dice: inout SeededGenerator) throws -> DemoRoll

    /// What the message of a used item says in its flags.
    func usageFlags(_ actor: DemoSheet, _ itemID: String, _ itemType: String) -> JSONObject

    /// Where an actor's hit points stand, as a path with dots.
    var hitPointPath: String { get }
    /// Where the spell's slots stand in the document that counts them, as a path with dots.
    func slotPath(of spell: DemoSpell) -> String
    /// Where an item's quantity stands, as a path with dots.
    var quantityPath: String { get }
}

extension DemoRules {
    var combinesDamage: Bool { false }
    var recoveryDifficulty: Int { 10 }
    func usageFlags(_ actor: DemoSheet, _ itemID: String, _ itemType: String) -> JSONObject { [:] }
    var hitPointPath: String { "system.attributes.hp.value" }
    var quantityPath: String { "system.quantity" }
}

/// Who may see a roll.
enum DemoMode: String, Sendable {
    case open = "publicroll"
    case whispered = "gmroll"
    case blind = "blindroll"
}

/// A test of one actor.
struct DemoCheck: Sendable {
    enum Purpose: Sendable {
        case initiative
        case attack(DemoAttack, DemoSheet)
        case skill(DemoSkill)
        case save(String, against: DemoSpell)
        /// What a hero at 0 hit points rolls.
        case recovery
    }

    var actor: DemoSheet
    var purpose: Purpose
    /// 1 with advantage, -1 with disadvantage.
    var advantage = 0
    var mode = DemoMode.open
}

/// Damage or healing.
struct DemoDamage: Sendable {
    var actor: DemoSheet
    var target: DemoSheet
    var itemID: String
    var itemType: String
    var name: String
    var dice: String
    var bonus: Int
    var type: String
    var outcome = DemoOutcome.success
    var mode = DemoMode.open
    /// The id of the message of the attack, when there was one.
    var origin: String?

    var isHealing: Bool { type == "healing" }
    var isCritical: Bool { outcome == .criticalSuccess }
}

/// How well a test went.
enum DemoOutcome: Int, Sendable, Comparable {
    case criticalFailure, failure, success, criticalSuccess

    /// pf2e's word.
    var word: String {
        switch self {
        case .criticalFailure: "criticalFailure"
        case .failure: "failure"
        case .success: "success"
        case .criticalSuccess: "criticalSuccess"
        }
    }

    static func < (left: DemoOutcome, right: DemoOutcome) -> Bool { left.rawValue < right.rawValue }
}

/// A roll made by the rules, with what its message says.
struct DemoRoll: Sendable {
    /// The roll as Foundry's roll JSON.
    var text: String
    var total: Double
    var outcome: DemoOutcome?
    var flavor: String
    var flags: JSONObject

    /// The total as people read it.
    var shown: String { RollTotal(total).text }
    /// The total as a number of hit points.
    var points: Int { max(0, RollTotal(total).rounded) }
}

extension EvaluatedRoll {
    /// The face of the d20 that counts; nil without one.
    var naturalD20: Int? {
        let face = dice.first { $0.faces == 20 }?.results.first { $0.isActive }?.result
        return face.flatMap { Int(exactly: $0) }
    }
}

/// A d20 with advantage, and what is added, as a formula: `2d20kh + 3 + -1`.
func d20Formula(_ advantage: Int, _ bonuses: [Double]) -> String {
    let die = advantage > 0 ? "2d20kh" : advantage < 0 ? "2d20kl" : "1d20"
    return ([die] + bonuses.map { RollTotal($0).text }).joined(separator: " + ")
}
