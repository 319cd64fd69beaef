import Foundry
import JSON
import Testing

@Suite("Turn order at random")
struct TurnOrderPropertyTests {
    /// Knows where some combatants stand among their equals.
    private struct PriorityAdapter: SystemAdapter {
        let systemIDs = ["priority"]
        func tieKey(for combatant: Combatant, in combat: Combat, context: TurnOrderContext) -> TurnTieKey? {
            combatant.json["priority"].double.map { TurnTieKey(priority: $0, texts: []) }
        }
    }

    private struct Entry {
        let id: String
        let initiative: Int?
        let priority: Int?
        let defeated: Bool
        var json: String {
            let initiative = initiative.map(String.init) ?? "null"
            let priority = priority.map { #","priority":\#($0)"# } ?? ""
            return #"{"_id":"\#(id)","initiative":\#(initiative),"defeated":\#(defeated)\#(priority)}"#
        }
    }

    /// Whether `one` acts before `other`, in the words of the rule.
    private static func precedes(_ one: Entry, _ other: Entry, among all: [Entry]) -> Bool {
        if one.initiative != other.initiative {
            guard let mine = one.initiative else { return false }
            return other.initiative.map { mine > $0 } ?? true
        }
        let tied = all.filter { $0.initiative == one.initiative }
        if tied.allSatisfy({ $0.priority != nil }), one.priority != other.priority {
            return (one.priority ?? 0) < (other.priority ?? 0)
        }
        return one.id < other.id
    }

    @Test("is what counting those who act before gives, whatever the stored order; the next one follows from it")
    func orders() throws {
        var dice = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            let count = dice.rollDie(faces: 9) - 1
            let knowsAll = dice.rollDie(faces: 2) == 1
            let entries = Array("aZ0bYcX9d").prefix(count).map { letter in
                Entry(
                    id: String(letter), initiative: dice.rollDie(faces: 5) == 1 ? nil : dice.rollDie(faces: 4) - 2,
                    priority: knowsAll || dice.rollDie(faces: 2) == 1 ? dice.rollDie(faces: 3) : nil,
                    defeated: dice.rollDie(faces: 3) == 1)
            }
            var expected = Array(repeating: "", count: count)
            for entry in entries {
                expected[entries.filter { Self.precedes($0, entry, among: entries) }.count] = entry.id
            }
            let turn = dice.rollDie(faces: max(1, count)) - 1
            let stored = try combat(entries.shuffled(using: &dice).map(\.json).joined(separator: ","), turn: turn)
            let order = TurnOrder(stored, adapter: PriorityAdapter())
            #expect(order.combatants.map(\.id) == expected)
            #expect(order.current?.id == (count == 0 ? nil : expected[turn]))
            let defeated = Set(entries.filter(\.defeated).map(\.id))
            let after = count == 0 ? [] : expected[(turn + 1)...] + expected[...turn]
            #expect(order.next(skipsDefeated: false)?.id == after.first)
            #expect(order.next(skipsDefeated: true)?.id == after.first { !defeated.contains($0) })
        }
    }
}
