import Foundry
import JSON

/// `roll`: evaluates a Foundry roll formula.
struct RollCommand {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        guard !arguments.operands.isEmpty else {
            throw UsageError(console.text(en: "Which formula?", fr: "Quelle formule ?"))
        }
    }

    func run() throws -> ExitCode {
        let seed = try arguments["seed"].map { _ in
            UInt64(try arguments.integer("seed", in: 0...Int.max, default: 0))
        }
        var generator = SeededGenerator(seed: seed ?? .random(in: .min ... .max))
        // A formula typed without quotes arrives in several words.
        let text = arguments.operands.joined(separator: " ")
        do throws(RollFormulaError) {
            let roll = try RollFormula(parsing: text).evaluate(using: &generator)
            console.line { roll.write(into: &$0) }
            return .done
        } catch {
            throw UsageError("\(error)")
        }
    }
}
