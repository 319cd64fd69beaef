import JSON

/// Finds every die term of a roll, however deep pools, parentheses, functions and system terms hide it.
///
/// Terms are recognised by their content, since systems and modules name their own classes; the order of the visit is the
/// order in which the dice are shown (contract: adapters, section 2.1).
struct DiceWalk {
    /// Far deeper than any formula a person writes; what lies deeper is not visited.
    static let maximumDepth = 128
    /// More dice terms than any table rolls at once; bounds the memory of a hostile roll.
    static let maximumTerms = 10_000

    private(set) var dice: [DieTerm] = []

    /// Visits the roll's terms. The root's own `dice` list is empty in stored rolls; it is taken only when the terms have
    /// no die at all, as in rolls of very old worlds.
    init(roll: JSONView) {
        descend(into: roll, depth: 0)
        if dice.isEmpty { visit(all: roll["dice"], depth: 0) }
    }

    private mutating func visit(_ term: JSONView, depth: Int) {
        guard term.isObject, depth < Self.maximumDepth, dice.count < Self.maximumTerms else { return }
        if let die = DieTerm(term) {
            dice.append(die)
        } else {
            descend(into: term, depth: depth)
        }
    }

    private mutating func visit(all terms: JSONView, depth: Int) {
        for term in terms.array { visit(term, depth: depth) }
    }

    /// One pass over the members, then the containers in their fixed order.
    private mutating func descend(into term: JSONView, depth: Int) {
        var terms: JSONView?, rolls: JSONView?, operands: JSONView?
        var roll: JSONView?, inner: JSONView?, die: JSONView?
        for member in term.object where member.value.isObject || member.value.isArray {
            if member.keyEquals("terms") {
                terms = member.value
            } else if member.keyEquals("rolls") {
                rolls = member.value
            } else if member.keyEquals("roll") {
                roll = member.value
            } else if member.keyEquals("term") {
                inner = member.value
            } else if member.keyEquals("operands") {
                operands = member.value
            } else if member.keyEquals("die") {
                die = member.value
            }
        }
        if let terms { visit(all: terms, depth: depth + 1) }
        if let rolls { visit(all: rolls, depth: depth + 1) }
        if let roll { visit(roll, depth: depth + 1) }
        if let inner { visit(inner, depth: depth + 1) }
        if let operands { visit(all: operands, depth: depth + 1) }
        if let die { visit(die, depth: depth + 1) }
    }
}
