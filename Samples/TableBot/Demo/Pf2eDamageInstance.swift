import Foundry
import JSON

/// Damage of one type as pf2e writes it: a pool of instances, whose arithmetic is nested terms rather than a flat list.
struct Pf2eDamageInstance {
    /// The dice and what is added, evaluated: `1d8 + 4`.
    let base: EvaluatedRoll
    let type: String
    /// Whether a critical hit doubles everything.
    let isDoubled: Bool

    var total: Double { isDoubled ? base.total * 2 : base.total }

    private var isSum: Bool { base.terms.count > 1 }

    private var formula: String {
        let inner = isSum ? "(\(base.formula))" : base.formula
        return "\(isDoubled ? "(2 * \(inner))" : inner)[\(type)]"
    }

    /// Writes the whole roll.
    func writeRoll(options: JSONObject, into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("class", "DamageRoll")
            writer.member("options", .object(options))
            writer.array("dice") { _ in }
            writer.member("formula", "{\(formula)}")
            writer.array("terms") { writer in writePool(into: &writer) }
            writer.member("total", total)
            writer.member("evaluated", true)
        }
    }

    private func writePool(into writer: inout JSONWriter) {
        writer.object { writer in
            Self.head("InstancePool", into: &writer)
            writer.array("terms") { $0.string(formula) }
            writer.array("modifiers") { _ in }
            writer.array("rolls") { writer in
                writer.object { writer in
                    writer.member("class", "DamageInstance")
                    writer.object("options") { $0.member("flavor", type) }
                    writer.array("dice") { _ in }
                    writer.member("formula", formula)
                    writer.array("terms") { writer in writeTop(into: &writer) }
                    writer.member("total", total)
                    writer.member("evaluated", true)
                }
            }
            writer.array("results") { writer in
                writer.object { writer in
                    writer.member("result", total)
                    writer.member("active", true)
                }
            }
        }
    }

    private static func head(_ name: String, flavor: String? = nil, into writer: inout JSONWriter) {
        writer.member("class", name)
        writer.object("options") { writer in
            if let flavor { writer.member("flavor", flavor) }
        }
        writer.member("evaluated", true)
    }

    private func writeTop(into writer: inout JSONWriter) {
        if isDoubled {
            Self.grouping(flavor: type, into: &writer) { writer in
                Self.arithmetic("*", into: &writer) { writer in
                    EvaluatedTerm.number(2, flavor: nil).write(into: &writer)
                    writeBase(flavor: nil, into: &writer)
                }
            }
        } else {
            writeBase(flavor: type, into: &writer)
        }
    }

    /// `1d8`, or the grouping `(1d8 + 4)`.
    private func writeBase(flavor: String?, into writer: inout JSONWriter) {
        guard isSum else {
            for term in base.terms { term.write(into: &writer) }
            return
        }
        Self.grouping(flavor: flavor, into: &writer) { writer in
            Self.arithmetic("+", into: &writer) { writer in
                for term in base.terms {
                    if case .symbol = term { continue }
                    term.write(into: &writer)
                }
            }
        }
    }

    private static func grouping(
        flavor: String?, into writer: inout JSONWriter, _ term: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            head("Grouping", flavor: flavor, into: &writer)
            writer.key("term")
            term(&writer)
        }
    }

    private static func arithmetic(
        _ symbol: String, into writer: inout JSONWriter, _ operands: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            head("ArithmeticExpression", into: &writer)
            writer.member("operator", symbol)
            writer.array("operands", operands)
        }
    }
}
