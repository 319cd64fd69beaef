import Dnd5e
import Foundry
import Generic
import JSON
import Pf2e

@testable import TableBot

/// One system's demo, with the adapter that reads it.
struct DemoCase: Sendable, CustomStringConvertible {
    let system: String
    let adapter: any SystemAdapter

    var description: String { system }

    static let all = [
        DemoCase(system: "dnd5e", adapter: Dnd5eAdapter()), DemoCase(system: "pf2e", adapter: Pf2eAdapter()),
        DemoCase(system: "generic", adapter: GenericAdapter()),
    ]

    static let startTime = 1_760_000_000_000

    func encounter(seed: UInt64, rounds: Int = 5) throws -> (world: DemoWorld, encounter: DemoEncounter) {
        let world = try DemoWorld.load(system: system)
        return (world, try DemoEncounter(world: world, seed: seed, rounds: rounds, startTime: Self.startTime))
    }
}

extension DemoStep {
    /// Everything a step says, as text.
    var text: String {
        let parts = [
            caption, "\(change.action)", change.kind.rawValue, change.id ?? "-", change.document?.jsonText ?? "-",
            change.change?.jsonText ?? "-", change.parent?.id ?? "-", "\(rolls)", "\(isHidden)",
        ]
        return parts.joined(separator: "|")
    }

    var message: ChatMessage? {
        change.kind == .chatMessage ? change.document.map(ChatMessage.init) : nil
    }
}
