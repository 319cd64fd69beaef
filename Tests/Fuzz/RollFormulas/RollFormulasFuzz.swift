import Bytes
import Foundry
import JSON

/// Any text is either refused or rolled; the roll is JSON that reads as a roll, and the same seed rolls the same.
enum RollFormulasFuzz {
    private static let data = try? JSONDocument(
        #"{"abilities":{"str":{"mod":3}},"scale":"2d6","prof":2,"deep":"(1+@prof)","x":null}"#
    ).root

    static func run(_ input: UnsafeRawBufferPointer) {
        let text = String(decoding: input, as: UTF8.self)
        guard let formula = try? RollFormula(parsing: text) else { return }
        guard let first = rolled(formula) else { return }
        precondition(rolled(formula) == first, "the same seed rolls differently")
        guard let document = try? JSONDocument(first) else { preconditionFailure("a roll that is no JSON") }
        let roll = Roll(document.root)
        precondition(roll.total != nil, "a roll without a total")
        _ = (roll.dice, roll.activeValues, roll.discardedValues)
    }

    private static func rolled(_ formula: RollFormula) -> [UInt8]? {
        var generator = SeededGenerator(seed: 7)
        let data = data.map { RollData($0) } ?? .none
        guard let roll = try? formula.evaluate(using: &generator, data: data) else { return nil }
        var writer = JSONWriter()
        roll.write(into: &writer)
        return writer.bytes
    }
}
