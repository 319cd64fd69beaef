/// Which actors the server gets to know.
public enum CharacterSelection: String, Sendable, Hashable, CaseIterable {
    /// Player characters only: the game master's secrets stay at the table.
    case players
    /// Everything that has statistics, also characters and monsters of the game master.
    case all
}
