import Foundry

/// What actors are by the names that systems give their types (contract: adapters, section 8).
enum GenericActorTypes {
    /// Excluded types first, for a player may own a ship; then known ownership; then the lists; anything else is an npc.
    static func classify(_ type: String?, hasPlayerOwner: Bool?) -> Classification {
        let names = TypeName(type)
        if let name = names.first(in: excluded) {
            return .excluded(reason: "actors of type \(name) are not characters")
        }
        if hasPlayerOwner == true || names.first(in: pcs) != nil { return .character(.pc) }
        return .character(names.first(in: monsters) == nil ? .npc : .monster)
    }

    private static let pcs: Set<String> = [
        "character", "pc", "player", "investigator", "hero", "protagonist", "adventurer", "traveller", "pilot",
        "mutant", "agent", "operative", "survivor", "hunter", "chosen", "keeper", "acolyte", "troubleshooter", "magus",
        "companion", "grog", "knight", "vampire", "werewolf", "mage", "changeling", "mortal", "ghoul", "sleepwalker",
        "proximi",
    ]

    private static let monsters: Set<String> = [
        "creature", "monster", "enemy", "adversary", "beast", "threat", "danger", "villain", "foe", "horror",
        "abomination", "demon", "undead", "critter", "unnatural", "ephemeral", "spirit", "daemon", "npc-nobody",
        "community",
    ]

    private static let excluded: Set<String> = [
        "vehicle", "ship", "starship", "spacecraft", "mech", "hazard", "trap", "loot", "item", "party", "faction",
        "organization", "clock", "container", "location", "site", "base", "headquarters", "stronghold", "settlement",
        "thing", "deployable", "drone", "familiar", "mount", "covenant", "laboratory", "manor", "holding", "coterie",
        "cell", "group", "host", "ic", "sprite", "device", "voidship", "army", "marker",
    ]
}

/// A document type in lower case, whole and its last part: a module's own types carry the module's id before a dot.
struct TypeName {
    private let whole: String
    private let last: String

    init(_ type: String?) {
        whole = type?.lowercased() ?? ""
        last = whole.split(separator: ".").last.map(String.init) ?? ""
    }

    /// The form of the name that the list has; nil when it has neither.
    func first(in list: Set<String>) -> String? {
        if list.contains(whole) { return whole }
        return list.contains(last) ? last : nil
    }
}
