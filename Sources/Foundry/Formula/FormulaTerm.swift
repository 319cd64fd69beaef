/// A parsed formula: terms with operators between them, flat as Foundry keeps them.
///
/// The parser guarantees the shape: operands are separated by at least one operator, the list ends with an operand, and
/// `* / %` stand only directly behind an operand.
struct FormulaExpression: Sendable {
    var terms: [FormulaTerm]
}

/// One term of a formula.
indirect enum FormulaTerm: Sendable {
    case symbol(FormulaOperator)
    case number(Double, flavor: String?)
    case dice(DiceTermFormula)
    case parentheses(FormulaExpression, flavor: String?)
    case function(RollFunction, [FormulaExpression], flavor: String?)
    case pool([FormulaExpression], modifiers: [DiceModifier], flavor: String?)
    case text(String, offset: Int)
}

/// An operator between operands, or a sign before one.
enum FormulaOperator: UInt8, Sendable {
    case plus = 0x2B
    case minus = 0x2D
    case times = 0x2A
    case divide = 0x2F
    case remainder = 0x25

    var isSign: Bool { self == .plus || self == .minus }
    var text: String { String(UnicodeScalar(rawValue)) }
}

/// Dice as the formula asks for them.
struct DiceTermFormula: Sendable {
    /// A number, or what is in the parentheses that stand for it.
    enum Amount: Sendable {
        case fixed(Int)
        case computed(FormulaExpression)
    }

    enum Kind: Sendable {
        case die(Amount)
        case coin
        case fate
    }

    var count: Amount
    var kind: Kind
    var modifiers: [DiceModifier]
    var flavor: String?
    /// Where the term starts, for errors.
    var offset: Int
}
