import Foundry

/// The kinds of actors of the system.
enum Pf2eActorType {
    case character
    case npc
    /// Never a character at the table; the word for it, with its article.
    case thing(String)
    /// A kind that a module adds, or none.
    case other

    init(_ actor: Actor) {
        guard let type = actor.type else {
            self = .other
            return
        }
        // A module's own kinds carry the module's id before a dot.
        let name = type.lowercased().split(separator: ".").last ?? ""
        switch name {
        case "character": self = .character
        case "npc": self = .npc
        case "hazard": self = .thing("a hazard")
        case "familiar": self = .thing("a familiar")
        case "loot": self = .thing("a loot container or merchant")
        case "party": self = .thing("a party")
        case "vehicle": self = .thing("a vehicle")
        case "army": self = .thing("an army")
        default: self = .other
        }
    }

    /// Why actors of this kind are never sent; nil when they are.
    var exclusion: String? {
        guard case .thing(let word) = self else { return nil }
        return "\(word) is not a character"
    }

    static func == (left: Pf2eActorType, right: Pf2eActorType) -> Bool {
        switch (left, right) {
        case (.character, .character), (.npc, .npc), (.other, .other): true
        case (.thing(let one), .thing(let other)): one == other
        default: false
        }
    }
}
