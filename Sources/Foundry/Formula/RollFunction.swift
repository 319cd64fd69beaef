#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The functions a formula may call: those of JavaScript's `Math` that make sense for dice, Foundry's comparisons,
/// which give 1 or 0, `ternary`, and `if` as Pathfinder 1 has it, which gives 0 unless told otherwise.
public enum RollFunction: String, Sendable, CaseIterable {
    /// Without its sign.
    case abs
    /// Rounded up.
    case ceil
    /// Rounded down.
    case floor
    /// Rounded to the nearest, halves up, as JavaScript does.
    case round
    /// Rounded towards zero.
    case trunc
    /// 1, 0 or -1.
    case sign
    /// The square root.
    case sqrt
    /// The cube root.
    case cbrt
    /// e to that power.
    case exp
    /// The natural logarithm.
    case log
    /// The logarithm to base 2.
    case log2
    /// The logarithm to base 10.
    case log10
    /// The sine of an angle in radians.
    case sin
    /// The cosine of an angle in radians.
    case cos
    /// The tangent of an angle in radians.
    case tan
    /// The least of 1 to 100 numbers.
    case min
    /// The greatest of 1 to 100 numbers.
    case max
    /// A number kept between a lowest and a highest one.
    case clamp
    /// A number to a power.
    case pow
    /// The length of a vector of 1 to 100 numbers.
    case hypot
    /// 1 when both are equal, else 0.
    case eq
    /// 1 when both differ, else 0.
    case ne
    /// 1 when the first is greater, else 0.
    case gt
    /// 1 when the first is greater or both are equal, else 0.
    case gte
    /// 1 when the first is less, else 0.
    case lt
    /// 1 when the first is less or both are equal, else 0.
    case lte
    /// The second when the first is not 0, else the third.
    case ternary
    /// The second when the first is not 0, else the third, or 0 without one.
    case `if`

    /// All names, for error messages.
    static let names = allCases.map(\.rawValue).joined(separator: " ")

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .abs, .ceil, .floor, .round, .trunc, .sign, .sqrt, .cbrt, .exp, .log, .log2, .log10, .sin, .cos, .tan:
            1...1
        case .min, .max, .hypot: 1...100
        case .pow, .eq, .ne, .gt, .gte, .lt, .lte: 2...2
        case .ternary, .clamp: 3...3
        case .if: 2...3
        }
    }

    /// The value; not finite where mathematics has none. `arguments` has as many elements as ``arity`` allows.
    func value(_ arguments: [Double]) -> Double {
        guard let first = arguments.first, let last = arguments.last, arity.contains(arguments.count) else {
            return .nan
        }
        switch self {
        case .abs: return Swift.abs(first)
        case .ceil: return first.rounded(.up)
        case .floor: return first.rounded(.down)
        // JavaScript rounds halves up, towards positive infinity.
        case .round: return roundHalfUp(first)
        case .trunc: return first.rounded(.towardZero)
        case .sign: return first > 0 ? 1 : first < 0 ? -1 : first
        case .sqrt: return first.squareRoot()
        case .cbrt, .exp, .log, .log2, .log10, .sin, .cos, .tan: return RealFunction(self)(first)
        case .min: return arguments.reduce(first, Swift.min)
        case .max: return arguments.reduce(first, Swift.max)
        case .pow: return power(first, last)
        case .hypot: return arguments.reduce(0) { $0 + $1 * $1 }.squareRoot()
        case .eq: return first == last ? 1 : 0
        case .ne: return first != last ? 1 : 0
        case .gt: return first > last ? 1 : 0
        case .gte: return first >= last ? 1 : 0
        case .lt: return first < last ? 1 : 0
        case .lte: return first <= last ? 1 : 0
        case .clamp: return Swift.min(Swift.max(first, arguments[1]), last)
        case .ternary: return first != 0 ? arguments[1] : last
        case .if: return first != 0 ? arguments[1] : arguments.count == 3 ? last : 0
        }
    }

    private func roundHalfUp(_ value: Double) -> Double {
        let down = value.rounded(.down)
        return value - down >= 0.5 ? down + 1 : down
    }
}

/// The C library's functions, outside of the enumeration whose cases have their names.
private struct RealFunction {
    private let function: (Double) -> Double

    init(_ name: RollFunction) {
        switch name {
        // The C library may miss the roots of cubes by a bit.
        case .cbrt:
            function = {
                let root = cbrt($0), whole = root.rounded(); return whole * whole * whole == $0 ? whole : root
            }
        case .exp: function = exp
        case .log: function = log
        case .log2: function = log2
        case .log10: function = log10
        case .sin: function = sin
        case .cos: function = cos
        default: function = tan
        }
    }

    func callAsFunction(_ value: Double) -> Double { function(value) }
}

private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
