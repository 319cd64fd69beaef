#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The functions a formula may call: those of JavaScript's `Math` that make sense for dice, Foundry's comparisons,
/// which give 1 or 0, `ternary`, and `if` as Pathfinder 1 has it, which gives 0 unless told otherwise.
public enum RollFunction: String, Sendable, CaseIterable {
    case abs, ceil, floor, round, trunc, sign, sqrt, cbrt, exp, log, log2, log10, sin, cos, tan
    case min, max, clamp, pow, hypot
    case eq, ne, gt, gte, lt, lte, ternary, `if`

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
