/// What happens to dice after they were rolled: `kh2`, `r1=1`, `x>=5`, `min10`.
struct DiceModifier: Sendable {
    /// The kinds, by the letters that name them.
    enum Kind: String, Sendable, CaseIterable {
        case keep = "k"
        case keepHighest = "kh"
        case keepLowest = "kl"
        case drop = "d"
        case dropHighest = "dh"
        case dropLowest = "dl"
        case reroll = "r"
        case rerollRecursively = "rr"
        case explode = "x"
        case explodeOnce = "xo"
        case countSuccesses = "cs"
        case countFailures = "cf"
        case deductFailures = "df"
        case subtractFailures = "sf"
        case marginOfSuccess = "ms"
        case even, odd
        case minimum = "min"
        case maximum = "max"
        case call = "c"
        case advantage = "adv"
        case disadvantage = "dis"

        /// Longest names first, so that `khr1` reads as `kh` and `r1`.
        static let longestFirst = allCases.sorted {
            ($0.rawValue.utf8.count, $0.rawValue) > ($1.rawValue.utf8.count, $1.rawValue)
        }
    }

    /// What a modifier can be applied to.
    enum Subject: Sendable {
        case die, coin, fate, pool

        func allows(_ kind: Kind) -> Bool {
            switch self {
            case .die: return kind != .call
            case .coin: return kind == .call
            case .fate:
                return [
                    .keep, .keepHighest, .keepLowest, .drop, .dropHighest, .dropLowest, .reroll, .rerollRecursively,
                ]
                .contains(kind)
            case .pool:
                return [
                    .keep, .keepHighest, .keepLowest, .drop, .dropHighest, .dropLowest, .countSuccesses, .countFailures,
                ].contains(kind)
            }
        }
    }

    let kind: Kind
    /// As Foundry stores it, in small letters: `r1=1`.
    let text: String
    /// The number before a comparison, or alone: how many dice are kept, rerolls are left, ….
    let number: Int?
    /// The comparison, when there is one; `x5` and `r1`, which mean a target, have one as well.
    let comparison: DiceComparison?

    /// Splits a run of modifiers as Foundry does: letters, then what belongs to them.
    static func parse(
        _ run: String, for subject: Subject, limit: Int, at offset: Int
    ) throws(RollFormulaError) -> [DiceModifier] {
        var found: [DiceModifier] = []
        var rest = Substring(run.lowercased())
        while !rest.isEmpty {
            var letters = rest.prefix { $0 >= "a" && $0 <= "z" }
            rest = rest.dropFirst(letters.count)
            let arguments = rest.prefix { !($0 >= "a" && $0 <= "z") }
            rest = rest.dropFirst(arguments.count)
            guard !letters.isEmpty else { throw RollFormulaError(.unknownModifier(run), at: offset) }
            while !letters.isEmpty {
                let text = letters
                guard let kind = Kind.longestFirst.first(where: { subject.allows($0) && text.hasPrefix($0.rawValue) })
                else { throw RollFormulaError(.unknownModifier(String(letters)), at: offset) }
                letters = letters.dropFirst(kind.rawValue.count)
                let own = letters.isEmpty ? arguments : ""
                guard let modifier = DiceModifier(kind, own) else {
                    throw RollFormulaError(.badModifier(kind.rawValue + own), at: offset)
                }
                guard found.count < limit else {
                    throw RollFormulaError(.tooManyModifiers(maximum: limit), at: offset)
                }
                found.append(modifier)
            }
        }
        return found
    }

    /// Reads `([0-9]+)?([<>=]+)?([0-9]+)?`, and nil when this kind of modifier cannot use it.
    private init?(_ kind: Kind, _ arguments: Substring) {
        let before = arguments.prefix(while: \.isASCIIDigit)
        let sign = arguments.dropFirst(before.count).prefix { "<>=".contains($0) }
        let after = arguments.dropFirst(before.count + sign.count)
        guard before.count <= 9, after.count <= 9, after.allSatisfy(\.isASCIIDigit) else { return nil }
        let relation = DiceComparison.Relation(rawValue: String(sign))
        guard sign.isEmpty ? after.isEmpty : relation != nil else { return nil }
        let number = Int(before)
        let target = Int(after)

        self.kind = kind
        text = kind.rawValue + arguments
        switch kind {
        case .keep, .keepHighest, .keepLowest, .drop, .dropHighest, .dropLowest, .advantage, .disadvantage, .call:
            guard sign.isEmpty else { return nil }
            if kind == .call, let number, number > 1 { return nil }
            self.number = number
            comparison = nil
        case .even, .odd:
            guard arguments.isEmpty else { return nil }
            self.number = nil
            comparison = nil
        case .minimum, .maximum:
            guard sign.isEmpty, let number else { return nil }
            self.number = number
            comparison = nil
        case .reroll, .rerollRecursively, .explode, .explodeOnce:
            // Without a comparison the number is the target; with one, it is how often.
            if let relation {
                guard let target else { return nil }
                self.number = number
                comparison = DiceComparison(relation: relation, target: target)
            } else {
                self.number = nil
                comparison = number.map { DiceComparison(target: $0) }
            }
        case .countSuccesses, .countFailures, .deductFailures, .subtractFailures, .marginOfSuccess:
            if let relation {
                guard number == nil, let target else { return nil }
                comparison = DiceComparison(relation: relation, target: target)
            } else {
                comparison = number.map { DiceComparison(target: $0) }
            }
            self.number = nil
        }
    }
}

extension Character {
    var isASCIIDigit: Bool { self >= "0" && self <= "9" }
}
