public import JSON

/// One evaluated roll of dice (contract: adapters, section 2).
public struct Roll: Sendable {
    /// The roll as stored; of a message that keeps its rolls as strings, the parsed string.
    public let json: JSONView
    /// The roll's place among the rolls of its message, from 0.
    public let index: Int
    /// `messageId#index`, the same on every reading of the message; nil for a roll without a message, or one without id.
    public let id: String?
    /// Every die term, in the order shown.
    public let dice: [DieTerm]

    /// Reads a roll.
    /// - Parameters:
    ///   - json: the roll as an object.
    ///   - index: its place in its message.
    ///   - messageID: the id of that message.
    public init(_ json: JSONView, index: Int = 0, messageID: String? = nil) {
        self.json = json
        self.index = index
        id = messageID.map { "\($0)#\(index)" }
        dice = DiceWalk(roll: json).dice
    }

    /// The class that made the roll, such as `D20Roll`; systems and modules name their own.
    public var className: String? { json["class"].nonEmptyString }

    /// The evaluated formula, such as `2d20kh + 3 + 2`; nil when absent or empty.
    public var formula: String? { json["formula"].nonEmptyString }

    /// Options of the system that made the roll.
    public var options: JSONView { json["options"] }

    /// The outcome; nil for a roll that was not evaluated.
    public var total: RollTotal? { json["total"].lenientDouble.map(RollTotal.init) }

    /// Whether the roll has been evaluated; a roll that does not say so but has a total has been.
    public var isEvaluated: Bool { json["evaluated"].bool ?? (total != nil) }

    /// The faces of all dice that count, in order: the flat `diceResults` of the wire.
    public var activeValues: [Int] { dice.flatMap(\.activeValues) }

    /// The faces of all dice that were dropped, in order.
    public var discardedValues: [Int] { dice.flatMap(\.discardedValues) }

    /// The first die of twenty faces, with which a d20 test is made.
    public var d20: DieTerm? { dice.first { $0.faces == 20 } }

    /// The one result of the d20 that counts; nil when none or several do, for then it is no d20 test.
    public var d20Result: DieResult? {
        guard let die = d20 else { return nil }
        var active = die.results.lazy.filter(\.isActive).makeIterator()
        guard let first = active.next(), active.next() == nil else { return nil }
        return first
    }

    /// The face of the d20 that counts (contract: adapters, section 2.3).
    public var naturalD20: Int? { d20Result?.face }

    /// The value the d20 counts with: `min10` makes a natural 4 count as 10.
    public var d20Value: Int? { d20Result?.value }

    /// 1 with advantage, -1 with disadvantage, else 0, as the d20's modifiers say.
    public var advantage: Int { d20?.advantage ?? 0 }

    /// Whether a term has a number and is more than a constant: a die, a function, a pool.
    private static func isCompound(_ term: JSONView) -> Bool {
        ["faces", "fn", "rolls", "roll", "terms", "term"].contains { term[$0].exists }
    }

    /// The constants added to the dice, with their signs: `["+3", "-1"]`; zeros are left out.
    public var modifiers: [String] {
        var found: [String] = []
        // nil after a factor: what is multiplied is no modifier.
        var sign: Double? = 1
        for term in json["terms"].array where term.isObject && found.count < 32 {
            if let number = term["number"].double, !Self.isCompound(term) {
                if let sign, number != 0 {
                    found.append((number * sign > 0 ? "+" : "-") + RollTotal(abs(number)).text)
                }
                sign = 1
            } else if term["operator"].isString, !term["operands"].isArray {
                let symbol = term["operator"]
                // Two operators in a row occur: "+  - 1".
                if symbol.stringEquals("-") {
                    sign = sign.map { -$0 }
                } else if !symbol.stringEquals("+") {
                    sign = nil
                }
            } else {
                sign = 1
            }
        }
        return found
    }
}

/// A roll's total: initiative with a tie-breaker has decimals (`14.08`), the wire takes whole numbers.
public struct RollTotal: Sendable, Equatable {
    /// The total as Foundry computed it.
    public let value: Double

    /// Takes a total as Foundry computed it.
    public init(_ value: Double) { self.value = value }

    /// Whether the total is a whole number that an integer holds.
    public var isWhole: Bool { Int(exactly: value) != nil }

    /// The total rounded to the nearest whole number, halves away from zero, clamped to what a 32-bit column holds.
    public var rounded: Int {
        guard value.isFinite else { return 0 }
        return Int(min(max(value.rounded(), -2_147_483_648), 2_147_483_647))
    }

    /// The number as people write it: `17`, `17.12`.
    public var text: String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
