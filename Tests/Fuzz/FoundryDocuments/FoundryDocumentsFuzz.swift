import Bytes
import Dnd5e
import Foundry
import Generic
import JSON
import Pf2e
import TumulteKit

/// Whatever JSON is taken for a document, every adapter makes a payload of it that is JSON again.
enum FoundryDocumentsFuzz {
    private static let adapters: [any SystemAdapter] = [Dnd5eAdapter(), Pf2eAdapter(), GenericAdapter()]

    static func run(_ input: UnsafeRawBufferPointer) {
        guard let json = try? JSONDocument(copying: input, limits: JSONLimits(maximumBytes: 1 << 16)).root else {
            return
        }
        let kind = DocumentKind(detecting: json)
        _ = try? HookLine(json)
        for adapter in adapters {
            // What is detected is read as that; anything else as everything.
            if kind == nil || kind == .actor { actor(Actor(json), adapter) }
            if kind == nil || kind == .item { check { adapter.write(Item(json), into: &$0) } }
            if kind == nil || kind == .chatMessage { message(ChatMessage(json), adapter) }
            if kind == nil || kind == .roll { roll(Roll(json), in: nil, adapter) }
            if kind == nil || kind == .combat { combat(Combat(json), adapter) }
        }
    }

    private static func actor(_ actor: Actor, _ adapter: any SystemAdapter) {
        let type: CharacterType
        switch adapter.classify(actor, hasPlayerOwner: actor.hasPlayerOwner(among: nil)) {
        case .character(let known): type = known
        case .excluded: type = .npc
        }
        let payload = CharacterPayload(actor: actor, adapter: adapter, type: type, worldID: "w", system: "s")
        check { payload.write(into: &$0) }
        if let fitted = payload.fitted(to: 4096) { precondition(fitted.bytes.count <= 4096) }
    }

    private static func message(_ message: ChatMessage, _ adapter: any SystemAdapter) {
        _ = (message.isHidden, adapter.carriesRolls(message))
        for entry in message.rolls { roll(entry, in: message, adapter) }
    }

    private static func roll(_ roll: Roll, in message: ChatMessage?, _ adapter: any SystemAdapter) {
        let payload = DiceRollPayload(
            roll: roll, reading: adapter.read(roll, in: message), message: message,
            speaker: RollSpeaker(of: message, actor: nil, author: nil, tableName: "t"), worldID: "w", system: "s",
            isHidden: false, withholdsCritical: false)
        check { payload.write(into: &$0) }
    }

    private static func combat(_ combat: Combat, _ adapter: any SystemAdapter) {
        let order = TurnOrder(combat, adapter: adapter)
        _ = order.next(skipsDefeated: true)
        guard let snapshot = CombatSnapshot(combat, adapter: adapter) else { return }
        check { snapshot.writeSync(worldID: "w", timestamp: nil, into: &$0) }
    }

    private static func check(_ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        let payload = try? JSONDocument(writer.finish())
        precondition(payload != nil, "a payload that is no JSON")
    }
}
