import JSON

/// The results of one term while its modifiers change them, as Foundry does.
struct DiceResults {
    private(set) var outcomes: [DieOutcome]
    let faces: Int
    /// Added to what the die shows: fate dice show -1 to 1, coins 0 and 1.
    var offset = 0
    /// Options that modifiers give the term.
    private(set) var options = JSONObject()

    init(_ outcomes: [DieOutcome], faces: Int) {
        self.outcomes = outcomes
        self.faces = faces
    }

    mutating func roll(
        using generator: inout some RandomNumberGenerator, _ budget: inout DiceBudget
    ) throws(RollFormulaError) {
        try budget.spend()
        outcomes.append(DieOutcome(result: Double(generator.rollDie(faces: faces) + offset)))
    }

    mutating func apply(
        _ modifier: DiceModifier, using generator: inout some RandomNumberGenerator, _ budget: inout DiceBudget
    ) throws(RollFormulaError) {
        switch modifier.kind {
        case .reroll, .rerollRecursively:
            try reroll(modifier, using: &generator, &budget)
        case .explode, .explodeOnce:
            try explode(modifier, using: &generator, &budget)
        default:
            count(modifier)
        }
    }

    // MARK: Rolling again

    /// Results that meet the target (1 by default) stop counting and are rolled again, the new ones too when recursive.
    private mutating func reroll(
        _ modifier: DiceModifier, using generator: inout some RandomNumberGenerator, _ budget: inout DiceBudget
    ) throws(RollFormulaError) {
        let target = modifier.comparison ?? DiceComparison(target: 1)
        var left = modifier.number ?? .max
        let initial = outcomes.count
        var position = 0
        while position < outcomes.count, left > 0, modifier.kind == .rerollRecursively || position < initial {
            defer { position += 1 }
            guard outcomes[position].isActive, target.holds(for: outcomes[position].result) else { continue }
            outcomes[position].isRerolled = true
            outcomes[position].isActive = false
            try roll(using: &generator, &budget)
            left -= 1
        }
    }

    /// Results that meet the target (the highest face by default) bring a further die, and those too unless only once.
    private mutating func explode(
        _ modifier: DiceModifier, using generator: inout some RandomNumberGenerator, _ budget: inout DiceBudget
    ) throws(RollFormulaError) {
        let target = modifier.comparison ?? DiceComparison(target: faces)
        var left = modifier.number ?? .max
        let initial = outcomes.count
        var position = 0
        while position < outcomes.count, left > 0, modifier.kind == .explode || position < initial {
            defer { position += 1 }
            guard outcomes[position].isActive, target.holds(for: outcomes[position].result) else { continue }
            outcomes[position].isExploded = true
            try roll(using: &generator, &budget)
            left -= 1
        }
    }

    // MARK: Counting

    /// Applies a modifier that rolls nothing.
    mutating func count(_ modifier: DiceModifier) {
        let comparison = modifier.comparison
        switch modifier.kind {
        case .keep, .keepHighest: keep(amount(modifier), highest: true)
        case .keepLowest: keep(amount(modifier), highest: false)
        case .advantage: keep(outcomes.count - (modifier.number ?? 1), highest: true)
        case .disadvantage: keep(outcomes.count - (modifier.number ?? 1), highest: false)
        case .drop, .dropLowest: discard(amount(modifier), highest: false)
        case .dropHighest: discard(amount(modifier), highest: true)
        case .countSuccesses:
            mark(comparison ?? DiceComparison(target: faces), successes: true)
        case .countFailures:
            mark(comparison ?? DiceComparison(target: 1), successes: false)
        case .even: markSuccesses { $0.truncatingRemainder(dividingBy: 2) == 0 }
        case .odd: markSuccesses { $0.truncatingRemainder(dividingBy: 2) != 0 }
        case .call:
            let called = Double(modifier.number ?? 1)
            markSuccesses { $0 == called }
        case .deductFailures: fail(comparison) { _ in -1 }
        case .subtractFailures: fail(comparison) { -$0 }
        case .minimum:
            let floor = Double(modifier.number ?? 0)
            replace { $0 < floor ? floor : nil }
        case .maximum:
            let ceiling = Double(modifier.number ?? .max)
            replace { $0 > ceiling ? ceiling : nil }
        case .marginOfSuccess: setMargin(comparison ?? DiceComparison(target: faces))
        case .reroll, .rerollRecursively, .explode, .explodeOnce: break
        }
    }

    /// `kh` and `kh0` mean one, as in Foundry.
    private func amount(_ modifier: DiceModifier) -> Int { max(1, modifier.number ?? 1) }

    private mutating func keep(_ number: Int, highest: Bool) {
        let active = outcomes.lazy.filter(\.isActive).count
        discard(active - max(0, number), highest: !highest)
    }

    /// Discards the highest or lowest results that are active; of equal ones, the first.
    private mutating func discard(_ number: Int, highest: Bool) {
        guard number > 0 else { return }
        let ranked = outcomes.indices.filter { outcomes[$0].isActive }.sorted {
            let (left, right) = (outcomes[$0].result, outcomes[$1].result)
            return left == right ? $0 < $1 : highest ? left > right : left < right
        }
        for index in ranked.prefix(number) {
            outcomes[index].isDiscarded = true
            outcomes[index].isActive = false
        }
    }

    private mutating func markSuccesses(_ isSuccess: (Double) -> Bool) {
        for index in outcomes.indices {
            let success = isSuccess(outcomes[index].result)
            outcomes[index].success = success
            outcomes[index].failure = nil
            outcomes[index].count = success ? 1 : 0
        }
    }

    private mutating func mark(_ comparison: DiceComparison, successes: Bool) {
        guard !successes else { return markSuccesses(comparison.holds) }
        for index in outcomes.indices {
            let failure = comparison.holds(for: outcomes[index].result)
            outcomes[index].failure = failure
            outcomes[index].success = nil
            outcomes[index].count = failure ? 1 : 0
        }
    }

    /// Failures, by a comparison or because successes were counted and this is none, count what `value` says.
    private mutating func fail(_ comparison: DiceComparison?, _ value: (Double) -> Double) {
        for index in outcomes.indices {
            if comparison?.holds(for: outcomes[index].result) ?? (outcomes[index].success == false) {
                outcomes[index].failure = true
                outcomes[index].success = nil
            }
            if outcomes[index].failure == true { outcomes[index].count = value(outcomes[index].result) }
        }
    }

    /// A result out of bounds counts as the bound. Foundry marks it as rerolled although it stays active.
    private mutating func replace(_ bound: (Double) -> Double?) {
        for index in outcomes.indices {
            guard let count = bound(outcomes[index].result) else { continue }
            outcomes[index].count = count
            outcomes[index].isRerolled = true
        }
    }

    private mutating func setMargin(_ comparison: DiceComparison) {
        switch comparison.relation {
        case .less, .lessOrEqual: options["marginFailure"] = .int(Int64(comparison.target))
        case .equal, .greater, .greaterOrEqual: options["marginSuccess"] = .int(Int64(comparison.target))
        }
    }
}
