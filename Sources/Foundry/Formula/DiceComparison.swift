/// A comparison with a target, as modifiers use it: `>=5`.
struct DiceComparison: Sendable, Equatable {
    enum Relation: String, Sendable {
        case equal = "="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    var relation = Relation.equal
    var target: Int

    func holds(for value: Double) -> Bool {
        let target = Double(self.target)
        return switch relation {
        case .equal: value == target
        case .less: value < target
        case .lessOrEqual: value <= target
        case .greater: value > target
        case .greaterOrEqual: value >= target
        }
    }
}
