import Foundry
import Testing

/// A generator that shows the faces it is told: `Scripted(6, 5)` makes the next die show 6, the one after it 5.
struct Scripted: RandomNumberGenerator {
    private var faces: [Int]

    init(_ faces: Int...) { self.faces = faces }
    init(_ faces: [Int]) { self.faces = faces }

    /// How many dice were not rolled.
    var left: Int { faces.count }

    /// A multiple of every number of faces the tests use, so that the remainder is the face.
    private static let base: UInt64 = 720_720_000

    mutating func next() -> UInt64 {
        guard !faces.isEmpty else {
            Issue.record("more dice were rolled than scripted")
            return Self.base
        }
        return Self.base + UInt64(faces.removeFirst() - 1)
    }
}

extension RollFormula {
    /// Evaluates with the faces given, all of which must be used.
    static func rolling(
        _ formula: String, _ faces: [Int] = [], data: RollData = .none, options: RollOptions = RollOptions()
    ) throws -> EvaluatedRoll {
        var generator = Scripted(faces)
        let roll = try RollFormula(parsing: formula).evaluate(using: &generator, data: data, options: options)
        #expect(generator.left == 0, "dice were left over")
        return roll
    }
}
