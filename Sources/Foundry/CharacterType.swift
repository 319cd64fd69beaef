/// What a character is to the table (contract: socket, section 5.2).
public enum CharacterType: String, Sendable, Hashable {
    /// A player's character.
    case pc
    /// A character of the game master.
    case npc
    /// A creature that the players fight.
    case monster
}

/// Whether an actor is sent, and as what.
public enum Classification: Sendable, Hashable {
    /// Sent as a character of this type.
    case character(CharacterType)
    /// Never sent: not a character at all (a vehicle, a party, a hazard, …). The reason is for people to read.
    case excluded(reason: String)

    /// The character's type; nil when the actor is excluded.
    public var characterType: CharacterType? {
        if case .character(let type) = self { type } else { nil }
    }
}
