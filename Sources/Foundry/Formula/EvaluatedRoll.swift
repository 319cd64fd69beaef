public import JSON

/// A roll that was made: Foundry's roll, as a message carries it.
public struct EvaluatedRoll: Sendable {
    /// The roll's class.
    public internal(set) var className = "Roll"
    /// The roll's own options.
    public internal(set) var options = JSONObject()
    /// The evaluated formula, as Foundry spells it.
    public let formula: String
    /// The outcome; finite.
    public let total: Double
    /// The `@path` references that had no value and counted as 0, without the `@`.
    public internal(set) var missingData: [String] = []
    /// The terms with everything that was rolled.
    package let terms: [EvaluatedTerm]

    init(terms: [EvaluatedTerm], total: Double) {
        self.terms = terms
        self.total = total
        formula = terms.map(\.formula).joined().trimmingSpaces
    }

    /// Every die of the roll and of the rolls inside it, in the order shown.
    package var dice: [EvaluatedDice] { terms.flatMap(\.dice) }
}

/// One term of a roll that was made.
package enum EvaluatedTerm: Sendable {
    case symbol(String)
    case number(Double, flavor: String?)
    case dice(EvaluatedDice)
    indirect case parentheses(EvaluatedRoll, flavor: String?)
    case function(RollFunction, [EvaluatedRoll], result: Double, flavor: String?)
    case pool(EvaluatedPool)

    /// The term as a formula, as Foundry spells it.
    package var formula: String {
        switch self {
        case .symbol(let text): " \(text) "
        case .number(let value, let flavor): RollTotal(value).text + Self.bracketed(flavor)
        case .dice(let dice): dice.formula + Self.bracketed(dice.flavor)
        case .parentheses(let roll, let flavor): "(\(roll.formula))" + Self.bracketed(flavor)
        case .function(let function, let rolls, _, let flavor):
            "\(function.rawValue)(\(rolls.map(\.formula).joined(separator: ",")))" + Self.bracketed(flavor)
        case .pool(let pool):
            "{\(pool.rolls.map(\.formula).joined(separator: ","))}\(pool.modifiers.joined())"
                + Self.bracketed(pool.flavor)
        }
    }

    private static func bracketed(_ flavor: String?) -> String { flavor.map { "[\($0)]" } ?? "" }

    /// What the term adds up to; nil for operators.
    var value: Double? {
        switch self {
        case .symbol: nil
        case .number(let value, _): value
        case .dice(let dice): dice.total
        case .parentheses(let roll, _): roll.total
        case .function(_, _, let result, _): result
        case .pool(let pool): pool.total
        }
    }

    /// The dice of the term.
    package var dice: [EvaluatedDice] {
        switch self {
        case .symbol, .number: []
        case .dice(let dice): [dice]
        case .parentheses(let roll, _): roll.dice
        case .function(_, let rolls, _, _): rolls.flatMap(\.dice)
        case .pool(let pool): pool.rolls.flatMap(\.dice)
        }
    }
}

/// Dice that were rolled.
package struct EvaluatedDice: Sendable {
    /// `Die`, `Coin`, `FateDie`, or what the roll's options call dice of twenty faces.
    package var className: String
    /// How many were asked for.
    package var number: Int
    package var faces: Int
    /// What stands for the faces in the formula: `20`, `c`, `f`.
    var denomination: String
    package var modifiers: [String]
    package var flavor: String?
    /// Options beside the flavour.
    package var options = JSONObject()
    package var results: [DieOutcome] = []

    var formula: String { "\(number)d\(denomination)\(modifiers.joined())" }

    /// The sum of what counts, with a margin of success taken into account.
    package var total: Double {
        let sum = results.reduce(0.0) { $1.isActive ? $0 + ($1.count ?? $1.result) : $0 }
        if let margin = options["marginSuccess"], case .int(let target) = margin { return sum - Double(target) }
        if let margin = options["marginFailure"], case .int(let target) = margin { return Double(target) - sum }
        return sum
    }
}

/// A pool that was rolled: `{4d6,3d8}kh`.
package struct EvaluatedPool: Sendable {
    package var rolls: [EvaluatedRoll]
    package var modifiers: [String]
    package var flavor: String?
    package var results: [DieOutcome]

    package var total: Double { results.reduce(0.0) { $1.isActive ? $0 + ($1.count ?? $1.result) : $0 } }
}

/// One result and what became of it; the members are Foundry's (contract: adapters, section 2.2).
package struct DieOutcome: Sendable, Equatable {
    package var result: Double
    package var isActive = true
    package var isDiscarded = false
    package var isRerolled = false
    package var isExploded = false
    package var success: Bool?
    package var failure: Bool?
    package var count: Double?

    package init(result: Double) { self.result = result }
}
