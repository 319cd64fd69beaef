package import Foundry
package import JSON

/// One combatant as the overlay sees it. Contract: socket, section 5.4.
package struct CombatantPayload: Sendable, Hashable {
    package let id: String
    package let actorID: String?
    package let name: String
    package let img: String
    package let initiative: Double?
    package let isDefeated: Bool
    package let characterType: CharacterType
    package let isVisible: Bool
    package let hp: Points?

    /// Hit points of which all three numbers are known.
    package struct Points: Sendable, Hashable {
        package let current: Double
        package let max: Double
        package let temp: Double
    }

    /// - Parameters:
    ///   - combatant: the combatant; one without an id has no place on the server.
    ///   - actor: its actor, when the world has it.
    ///   - adapter: the adapter of the game system.
    ///   - hasPlayerOwner: whether a player owns the actor, nil when not known.
    package init?(_ combatant: Combatant, actor: Actor?, adapter: any SystemAdapter, hasPlayerOwner: Bool?) {
        guard let id = combatant.id else { return nil }
        self.id = id
        actorID = combatant.actorID
        name = combatant.displayName(actor: actor) ?? ""
        img = combatant.imageURL(actor: actor) ?? ""
        initiative = combatant.initiative
        isDefeated = combatant.isDefeated
        characterType = actor.flatMap { adapter.classify($0, hasPlayerOwner: hasPlayerOwner).characterType } ?? .npc
        isVisible = !combatant.isHidden
        hp = actor.flatMap { adapter.hitPoints(of: $0) }.flatMap { points in
            guard let current = points.current, let max = points.max else { return nil }
            return Points(current: current, max: max, temp: points.temp ?? 0)
        }
    }

    /// Writes the combatant as one JSON object.
    package func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("actorId", actorID)
        writer.member("name", name.cut(FieldLimits.name))
        writer.member("img", img)
        writer.number("initiative", initiative)
        writer.member("isDefeated", isDefeated)
        writer.member("isNPC", characterType != .pc)
        writer.member("characterType", characterType.rawValue)
        writer.member("isVisible", isVisible)
        writer.key("hp")
        if let hp {
            HitPoints(current: hp.current, max: hp.max, temp: hp.temp).write(into: &writer)
        } else {
            writer.null()
        }
        writer.endObject()
    }
}
