public import Foundry
public import JSON

/// Reads the documents of Pathfinder 2nd edition, of every layout from pf2e 2 to 8, stored or prepared (contract:
/// adapters, sections 5 and 8).
///
/// Threading: a value without state, usable from any thread.
public struct Pf2eAdapter: SystemAdapter {
    /// Makes an adapter; it has nothing to configure.
    public init() {}

    public var systemIDs: [String] { ["pf2e"] }

    public func classify(_ actor: Actor, hasPlayerOwner: Bool?) -> Classification {
        let type = Pf2eActorType(actor)
        if let reason = type.exclusion { return .excluded(reason: reason) }
        if hasPlayerOwner == true || type == .character { return .character(.pc) }
        guard type == .npc else { return .character(.npc) }
        let system = actor.systemData
        if Pf2eLayout.rarity(of: system)?.lowercased() == "unique" { return .character(.npc) }
        if let level = Pf2eLayout.level(of: system), level < 0 { return .character(.npc) }
        return .character(.monster)
    }

    public func hitPoints(of actor: Actor) -> HitPoints? {
        let stored = Pf2eHitPoints(actor)
        guard stored.needsBuild else { return stored.reported(estimatedMaximum: nil) }
        return stored.reported(estimatedMaximum: Pf2eBuild(actor).hitPointMaximum)
    }

    public func writeStats(of actor: Actor, into writer: inout JSONWriter) {
        Pf2eStats(actor).write(into: &writer)
    }

    public func items(of actor: Actor) -> ActorItems { Pf2eItems(of: actor).sorted() }

    public func entry(for item: Item, of actor: Actor?) -> ItemEntry {
        // Only a spell needs to know its owner.
        guard item.json["type"].stringEquals("spell"), let actor else { return Pf2eItems().entry(for: item) }
        return Pf2eItems(of: actor).entry(for: item)
    }

    public func quantity(of item: Item) -> Double { Pf2eInventory.quantity(of: item) }

    /// Whether the item is held, worn or installed as its usage asks (contract: adapters, section 5.3).
    public func isEquipped(_ item: Item) -> Bool { Pf2eInventory.isEquipped(item) }

    public func read(_ roll: Roll, in message: ChatMessage?) -> RollReading {
        Pf2eRollReader(roll, in: message).reading()
    }

    /// The opposition acts before the players at the same initiative, unless the game master moved somebody (contract:
    /// adapters, section 7).
    public func tieKey(for combatant: Combatant, in combat: Combat, context: TurnOrderContext) -> TurnTieKey? {
        guard let id = combatant.id else { return nil }
        if let priority = overridePriority(of: combatant) { return TurnTieKey(priority: priority, texts: [id]) }
        guard combatant.actorID != nil else { return TurnTieKey(priority: 3, texts: [id]) }
        guard let actor = context.actor(of: combatant), let isPlayers = context.hasPlayerOwner(actor) else {
            return nil
        }
        return TurnTieKey(priority: isPlayers ? 2 : 1, texts: [id])
    }

    private func overridePriority(of combatant: Combatant) -> Double? {
        let priorities = combatant.flags["pf2e"]["overridePriority"]
        guard priorities.isObject, let initiative = combatant.initiative else { return nil }
        // The key is the initiative as JavaScript spells it: no fraction for whole numbers.
        return priorities[Int(exactly: initiative).map(String.init) ?? "\(initiative)"].lenientDouble
    }
}
