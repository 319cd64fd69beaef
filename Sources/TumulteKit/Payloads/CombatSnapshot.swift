package import Foundry
package import JSON

/// An encounter as it is announced: who takes part, in turn order, and who acts. Contract: socket, section 5.4.
///
/// Combatants hidden from the players are left out unless asked for, and the turn is counted among those that are sent.
package struct CombatSnapshot: Sendable, Hashable {
    package let combatID: String
    package let round: Int
    /// Position of the current combatant among ``combatants``.
    package let turn: Int
    package let combatants: [CombatantPayload]
    /// Who acts; nil before the start, or while a hidden combatant acts.
    package let current: CombatantPayload?
    /// Who acts next; defeated and left-out combatants are passed over.
    package let next: CombatantPayload?

    /// - Parameters:
    ///   - combat: the encounter; nil is returned for one without an id.
    ///   - adapter: the adapter of the game system.
    ///   - context: looks up actors and their owners.
    ///   - includesHidden: whether hidden combatants are sent.
    package init?(
        _ combat: Combat, adapter: any SystemAdapter, context: TurnOrderContext = .unknown, includesHidden: Bool = false
    ) {
        guard let id = combat.id else { return nil }
        let order = TurnOrder(combat, adapter: adapter, in: context)
        func payload(_ combatant: Combatant) -> CombatantPayload? {
            guard includesHidden || !combatant.isHidden else { return nil }
            let actor = context.actor(of: combatant)
            return CombatantPayload(
                combatant, actor: actor, adapter: adapter, hasPlayerOwner: actor.flatMap(context.hasPlayerOwner))
        }
        combatID = id
        round = combat.round
        combatants = order.combatants.compactMap(payload)
        current = order.current.flatMap(payload)
        next = order.next(skipsDefeated: true, skipsHidden: !includesHidden).flatMap(payload)
        // A hidden combatant's turn counts as the place it would have.
        turn = order.currentIndex.map { index in order.combatants.prefix(index).compactMap(payload).count } ?? 0
    }

    /// Writes the members that `combat:start` and `combat:sync` share into an object that is open.
    func writeState(into writer: inout JSONWriter) {
        writer.member("round", round)
        writer.member("turn", turn)
        writer.array("combatants") { writer in
            for combatant in combatants { combatant.write(into: &writer) }
        }
    }

    /// Writes the payload of `combat:sync` as one JSON object.
    /// - Parameters:
    ///   - worldID: the table's identity.
    ///   - timestamp: milliseconds since 1970; left out when nil.
    package func writeSync(worldID: String, timestamp: Int64?, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("worldId", worldID)
        writer.member("combatId", combatID)
        writeState(into: &writer)
        writer.key("currentCombatant")
        if let current { current.write(into: &writer) } else { writer.null() }
        if let timestamp { writer.member("timestamp", Int(timestamp)) }
        writer.endObject()
    }
}
