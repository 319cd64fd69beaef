public import Foundry
public import JSON

/// Reads documents of the D&D fifth edition system, `dnd5e` 0.9 to 5.3, stored or prepared (contract: adapters, section 4).
///
/// A value without state; use it from any thread.
public struct Dnd5eAdapter: SystemAdapter {
    /// Makes an adapter; it has nothing to configure.
    public init() {}

    public var systemIDs: [String] { ["dnd5e"] }

    /// Vehicles, groups and encounters are excluded; a creature's type, else its challenge rating, tells monsters from
    /// npcs (contract: adapters, section 4.4).
    public func classify(_ actor: Actor, hasPlayerOwner: Bool?) -> Classification {
        let type = actor.type?.lowercased() ?? ""
        if Self.excludedTypes.contains(type) { return .excluded(reason: "a \(type) is no character") }
        if hasPlayerOwner == true || type == "character" { return .character(.pc) }
        guard type == "npc" else { return .character(.npc) }
        let details = actor.systemData["details"]
        if CreatureType.isMonstrous(CreatureType.text(of: details)) { return .character(.monster) }
        return .character((challengeRating(details["cr"]) ?? 0) >= 1 ? .monster : .npc)
    }

    private static let excludedTypes: Set<String> = ["vehicle", "group", "encounter"]

    public func hitPoints(of actor: Actor) -> HitPoints? {
        guard actor.systemData["attributes"]["hp"].isObject else { return nil }
        return Character5e(actor).hitPoints
    }

    public func writeStats(of actor: Actor, into writer: inout JSONWriter) {
        Character5e(actor).writeStats(into: &writer)
    }

    public func entry(for item: Item, of actor: Actor?) -> ItemEntry { Item5e(item).entry }

    public func quantity(of item: Item) -> Double { item.systemData["quantity"].lenientDouble ?? 1 }

    /// Rests, used activities and turn messages carry dice that nobody rolled to do something (contract: adapters, section 3).
    public func carriesRolls(_ message: ChatMessage) -> Bool {
        switch message.type {
        case "rest", "usage", "turn": false
        default: message.flags["dnd5e"]["rest"].isNull
        }
    }

    public func read(_ roll: Roll, in message: ChatMessage?) -> RollReading { RollReader5e(roll, message).reading }

    /// Since 4.0 equal initiatives go by the base actor's name and id, those of one actor by combatant name; before, they
    /// go by Foundry's own rule (contract: adapters, section 7).
    public func tieKey(for combatant: Combatant, in combat: Combat, context: TurnOrderContext) -> TurnTieKey? {
        let version = combat.systemVersion ?? context.systemVersion
        if let major = version.flatMap({ Int($0.prefix { $0 != "." }) }), major < 4 { return nil }
        guard let actor = context.actor(of: combatant), let actorID = actor.id else { return nil }
        return TurnTieKey(texts: [
            actor.name ?? "", actorID, combatant.displayName(actor: actor) ?? "", combatant.id ?? "",
        ])
    }
}

/// A challenge rating: a number, or in a few old worlds a text such as `1/4`; nil when unknown.
func challengeRating(_ stored: JSONView) -> Double? {
    if let number = stored.lenientDouble { return number }
    guard let parts = stored.string?.split(separator: "/"), parts.count == 2 else { return nil }
    guard let above = Double(parts[0].trimmingSpaces), let below = Double(parts[1].trimmingSpaces), below > 0 else {
        return nil
    }
    let rating = above / below
    return rating.isFinite ? rating : nil
}

/// The creature types of the rules.
enum CreatureType {
    private static let monstrous: Set<String> = [
        "beast", "dragon", "elemental", "fey", "fiend", "giant", "monstrosity", "ooze", "plant", "undead", "aberration",
        "celestial", "construct",
    ]

    /// The type as the document has it: an object's `value`, before 1.3 a text.
    static func text(of details: JSONView) -> String? {
        details["type"]["value"].nonEmptyString ?? details["type"].nonEmptyString
    }

    /// Whether a creature of this type is a monster whatever its rating. Old texts say more than the type: `swarm of tiny
    /// beasts`, `Undead (shapechanger)`.
    static func isMonstrous(_ type: String?) -> Bool {
        guard let type = type?.lowercased(), type.utf8.count <= 200 else { return false }
        if monstrous.contains(type) { return true }
        return type.split { !$0.isLetter }.contains { word in
            monstrous.contains(String(word)) || (word.last == "s" && monstrous.contains(String(word.dropLast())))
        }
    }
}
