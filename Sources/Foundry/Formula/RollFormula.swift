public import JSON

/// A dice formula in Foundry's syntax, parsed and checked: `2d20kh + @abilities.str.mod + 1d4[bless]`.
///
/// What is understood (Foundry's dice documentation, versions 11 to 13):
/// - arithmetic `+ - * / %` with the usual precedence, signs before any operand (`1d20 + -1`, `1d20 +  - 1 + 0.08`),
///   parentheses;
/// - dice `4d6`, `d20`, `d%`, coins `1dc`, fate dice `4df`, counts and faces in parentheses `(1+1)d(2*3)`;
/// - modifiers `k kh kl d dh dl r rr x xo cs cf df sf ms even odd min max`, coins also `c`, and dnd5e's `adv` and `dis`;
/// - pools `{4d6,3d8}kh` with `k kh kl d dh dl cs cf`;
/// - functions: see ``RollFunction``; flavours `2d6[fire]`; data `@path.to.value`.
///
/// A formula is a value: parse once, evaluate from any thread as often as needed.
public struct RollFormula: Sendable {
    /// The formula as it was given, without the space around it.
    public let source: String
    /// What one evaluation may cost.
    public let limits: RollLimits
    /// Every `@path`, in order, without the `@`.
    public let references: [String]
    /// The parsed formula; nil when it has references, whose text may be anything a formula may be.
    let expression: FormulaExpression?

    /// Parses a formula.
    ///
    /// References are replaced by text when the formula is evaluated, as Foundry does it, so that `@scale.rogue` may
    /// stand for `3d6`; until then each is taken for a number, and the rest of the formula is checked.
    /// - Throws: ``RollFormulaError`` that says what is wrong, and where.
    public init(parsing source: String, limits: RollLimits = .standard) throws(RollFormulaError) {
        guard source.utf8.count <= limits.length else {
            throw RollFormulaError(.tooLong(maximum: limits.length))
        }
        let text = source.trimmingSpaces
        let data = ReferenceScan(text)
        self.source = text
        self.limits = limits
        references = data.paths
        let checked = try FormulaParser.parse(data.paths.isEmpty ? text : data.replacing { _ in "1" }, limits: limits)
        expression = data.paths.isEmpty ? checked : nil
    }

    /// Rolls the dice.
    ///
    /// Dice are rolled from left to right, each with `rollDie(faces:)` of the generator; the same generator state,
    /// formula and data give the same roll.
    /// - Parameters:
    ///   - generator: where the dice come from.
    ///   - data: what `@path` references mean.
    ///   - options: how the roll presents itself: its class and options.
    /// - Throws: ``RollFormulaError`` when a limit is passed, a reference cannot be used, or the outcome is no number.
    public func evaluate(
        using generator: inout some RandomNumberGenerator, data: RollData = .none, options: RollOptions = RollOptions()
    ) throws(RollFormulaError) -> EvaluatedRoll {
        var missing: [String] = []
        let expression = try resolved(with: data, missing: &missing)
        var evaluator = FormulaEvaluator(limits: limits, options: options)
        var roll = try evaluator.roll(expression, using: &generator)
        roll.className = options.className
        roll.options = options.options
        roll.missingData = missing
        return roll
    }

    private func resolved(with data: RollData, missing: inout [String]) throws(RollFormulaError) -> FormulaExpression {
        if let expression { return expression }
        let scan = ReferenceScan(source)
        var values: [String: String] = [:]
        var length = source.utf8.count
        for path in scan.paths {
            // Counted before anything is put together: many references to one long text are as bad as a long formula.
            if let known = values[path] {
                length += known.utf8.count
            } else if let text = try data.text(of: path) {
                values[path] = text
                length += text.utf8.count
            } else if data.missing == .zero {
                values[path] = "0"
                missing.append(path)
            } else {
                throw RollFormulaError(.missingData(path))
            }
            guard length / 2 <= limits.length else { throw RollFormulaError(.tooLong(maximum: limits.length)) }
        }
        return try FormulaParser.parse(scan.replacing { values[$0] ?? "0" }, limits: limits)
    }
}

/// How an evaluated roll presents itself (contract: adapters, section 2).
public struct RollOptions: Sendable {
    /// The roll's class: `Roll`, `D20Roll`, `DamageRoll`, `CheckRoll`, ….
    public var className: String
    /// The roll's own options, as game systems write them.
    public var options: JSONObject
    /// The class of dice with twenty faces, which dnd5e calls `D20Die` since 4.1.
    public var d20ClassName: String
    /// Options of the first die with twenty faces, beside its flavour.
    public var d20Options: JSONObject

    /// Makes options; without any the roll is a plain `Roll`.
    public init(
        className: String = "Roll", options: JSONObject = JSONObject(), d20ClassName: String = "Die",
        d20Options: JSONObject = JSONObject()
    ) {
        self.className = className
        self.options = options
        self.d20ClassName = d20ClassName
        self.d20Options = d20Options
    }
}
