import JSON

/// Rolls a parsed formula from left to right, counting every die.
struct FormulaEvaluator {
    let limits: RollLimits
    let options: RollOptions
    private var budget: DiceBudget
    private var hasD20 = false

    init(limits: RollLimits, options: RollOptions) {
        self.limits = limits
        self.options = options
        budget = DiceBudget(limits.dice)
    }

    mutating func roll(
        _ expression: FormulaExpression, using generator: inout some RandomNumberGenerator
    ) throws(RollFormulaError) -> EvaluatedRoll {
        var terms: [EvaluatedTerm] = []
        terms.reserveCapacity(expression.terms.count)
        for term in expression.terms { terms.append(try evaluate(term, using: &generator)) }
        let total = try Self.total(of: terms)
        return EvaluatedRoll(terms: terms, total: total)
    }

    /// Sums of products of signed operands.
    private static func total(of terms: [EvaluatedTerm]) throws(RollFormulaError) -> Double {
        var sum = 0.0
        var product: Double?
        var pending = "*"
        var sign = 1.0
        for term in terms {
            if case .symbol(let symbol) = term {
                if symbol == "+" || symbol == "-" {
                    // Behind a complete product, unless that waits for a factor, the sign starts the next one.
                    if pending == "", let complete = product {
                        sum += complete
                        product = nil
                        pending = "*"
                    }
                    if symbol == "-" { sign = -sign }
                } else {
                    pending = symbol
                }
            } else if let value = term.value {
                let signed = sign * value
                switch pending {
                case "/": product = (product ?? 1) / signed
                case "%": product = (product ?? 1).truncatingRemainder(dividingBy: signed)
                default: product = (product ?? 1) * signed
                }
                pending = ""
                sign = 1
            }
        }
        sum += product ?? 0
        guard sum.isFinite else { throw RollFormulaError(.notANumber) }
        // No one wants to read "-0".
        return sum == 0 ? 0 : sum
    }

    private mutating func evaluate(
        _ term: FormulaTerm, using generator: inout some RandomNumberGenerator
    ) throws(RollFormulaError) -> EvaluatedTerm {
        switch term {
        case .symbol(let symbol): return .symbol(symbol.text)
        case .number(let value, let flavor): return .number(value, flavor: flavor)
        case .text(let text, let offset): throw RollFormulaError(.unresolvedText(text), at: offset)
        case .dice(let dice): return .dice(try roll(dice, using: &generator))
        case .parentheses(let inner, let flavor):
            return .parentheses(try roll(inner, using: &generator), flavor: flavor)
        case .function(let function, let arguments, let flavor):
            let rolls = try roll(all: arguments, using: &generator)
            let result = function.value(rolls.map(\.total))
            guard result.isFinite else { throw RollFormulaError(.notANumber) }
            return .function(function, rolls, result: result, flavor: flavor)
        case .pool(let entries, let modifiers, let flavor):
            let rolls = try roll(all: entries, using: &generator)
            var results = DiceResults(rolls.map { DieOutcome(result: $0.total) }, faces: 0)
            for modifier in modifiers { results.count(modifier) }
            let pool = EvaluatedPool(
                rolls: rolls, modifiers: modifiers.map(\.text), flavor: flavor, results: results.outcomes)
            return .pool(pool)
        }
    }

    private mutating func roll(
        all expressions: [FormulaExpression], using generator: inout some RandomNumberGenerator
    ) throws(RollFormulaError) -> [EvaluatedRoll] {
        var rolls: [EvaluatedRoll] = []
        for expression in expressions { rolls.append(try roll(expression, using: &generator)) }
        return rolls
    }

    // MARK: Dice

    private mutating func roll(
        _ term: DiceTermFormula, using generator: inout some RandomNumberGenerator
    ) throws(RollFormulaError) -> EvaluatedDice {
        let number = try amount(term.count, using: &generator)
        guard let count = Int(exactly: number), count >= 0 else {
            throw RollFormulaError(.badCount(RollTotal(number).text), at: term.offset)
        }
        var dice: EvaluatedDice
        switch term.kind {
        case .coin:
            dice = EvaluatedDice(className: "Coin", number: count, faces: 2, denomination: "c", modifiers: [])
        case .fate:
            dice = EvaluatedDice(className: "FateDie", number: count, faces: 3, denomination: "f", modifiers: [])
        case .die(let amount):
            let value = try self.amount(amount, using: &generator)
            guard let faces = Int(exactly: value), faces >= 1, faces <= limits.faces else {
                throw RollFormulaError(.badFaces(RollTotal(value).text, maximum: limits.faces), at: term.offset)
            }
            dice = EvaluatedDice(className: "Die", number: count, faces: faces, denomination: "\(faces)", modifiers: [])
            if faces == 20 { dress(&dice) }
        }
        dice.flavor = term.flavor
        dice.modifiers = term.modifiers.map(\.text)

        // What the first die of twenty faces shows by advantage takes as many dice more.
        let extra = term.modifiers.reduce(0) {
            $1.kind == .advantage || $1.kind == .disadvantage ? $0 + ($1.number ?? 1) : $0
        }
        guard budget.left >= count, budget.left - count >= extra else {
            throw RollFormulaError(.tooManyDice(maximum: limits.dice), at: term.offset)
        }
        var results = DiceResults([], faces: dice.faces)
        results.offset = dice.className == "FateDie" ? -2 : dice.className == "Coin" ? -1 : 0
        for _ in 0..<(count + extra) { try results.roll(using: &generator, &budget) }
        for modifier in term.modifiers {
            try results.apply(modifier, using: &generator, &budget)
        }
        dice.results = results.outcomes
        for (key, value) in results.options.members { dice.options[key] = value }
        return dice
    }

    private mutating func amount(
        _ amount: DiceTermFormula.Amount, using generator: inout some RandomNumberGenerator
    ) throws(RollFormulaError) -> Double {
        switch amount {
        case .fixed(let value): Double(value)
        case .computed(let expression): try roll(expression, using: &generator).total
        }
    }

    /// Gives dice of twenty faces the class the game system uses, and the first of them its options.
    private mutating func dress(_ dice: inout EvaluatedDice) {
        dice.className = options.d20ClassName
        if !hasD20 { dice.options = options.d20Options }
        hasD20 = true
    }
}

/// How many dice may still be rolled.
struct DiceBudget {
    let maximum: Int
    private(set) var left: Int

    init(_ maximum: Int) {
        self.maximum = maximum
        left = maximum
    }

    mutating func spend() throws(RollFormulaError) {
        guard left > 0 else { throw RollFormulaError(.tooManyDice(maximum: maximum)) }
        left -= 1
    }
}
