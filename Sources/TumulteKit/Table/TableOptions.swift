public import Transport

/// How a table behaves.
public struct TableOptions: Sendable {
    /// What happens to hidden rolls; they stay at the table unless told otherwise.
    public var hiddenRolls: HiddenRollPolicy = .withhold
    /// Which actors are sent; player characters only unless told otherwise.
    public var characters: CharacterSelection = .players
    /// Whether combatants hidden from the players are sent; they are not unless told otherwise.
    public var includesHiddenCombatants = false
    /// A folder in which accepted rolls survive a crash; in memory only when nil.
    public var outboxFolder: String?
    /// The most events that wait for the server; 10 000 unless told otherwise.
    public var maximumWaitingEvents = 10_000
    /// The most bytes of events that wait; 64 MiB unless told otherwise.
    public var maximumWaitingBytes = 64 << 20
    /// What the server stores as the client's version (contract: tokens, section 4). Keep it the same between runs.
    public var moduleVersion = "0.1.0"
    /// How long to wait between tries to connect.
    public var reconnect = ReconnectPolicy()
    /// How connections are made: time limits, TLS, proxies.
    public var connect = ConnectOptions()
    /// Where time comes from.
    public var time = TimeSource.system

    /// The defaults above.
    public init() {}
}
