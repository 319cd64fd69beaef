import Foundry

/// Listens to the world and asks the right collector.
struct Collectors: Sendable {
    let dice: DiceCollector
    let characters: CharacterCollector
    let combats: CombatCollector

    func observe(_ event: WorldEvent, in snapshot: WorldSnapshot) {
        // What the game master looks at decides nothing: encounters go by their own state (contract: collectors, W37).
        guard case .document(let event) = event else { return }
        switch event.kind {
        case .chatMessage:
            if let message = event.after { dice.collect(ChatMessage(message), in: snapshot) }
        case .actor:
            characters.markChanged(event.id)
        case .item:
            if let parent = event.parent, parent.kind == .actor { characters.markChanged(parent.id) }
        case .combat:
            combats.collect(event.id, in: snapshot)
        case .combatant:
            if let parent = event.parent { combats.collect(parent.id, in: snapshot) }
        case .user:
            // Ownership decides what an actor is sent as.
            characters.synchronizeAll()
        case .roll:
            break
        }
    }

    /// The connection is ready: what waits in the outbox leaves first, then the encounter, then the characters.
    func resynchronize() {
        combats.synchronize()
        characters.synchronizeAll()
    }
}
