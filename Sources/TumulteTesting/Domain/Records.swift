public import JSON

/// One world's link to an account (contract: tokens, section 6; the server's connection row).
package struct ConnectionRecord: Sendable, Equatable {
    package enum Status: String, Sendable {
        case active
        case revoked
        case pending
        case expired
    }

    package enum Tunnel: String, Sendable {
        case disconnected
        case connecting
        case connected
        case error
    }

    package let id: String
    package let userID: String
    package let worldID: String
    package var worldName: String
    package var moduleVersion: String
    package var status = Status.active
    package var tunnel = Tunnel.disconnected
    package var apiKey: String
    package var tokenVersion = 1
    package var fingerprint: String?
    package var revokedAt: WallTime?
    package var lastHeartbeatAt: WallTime?
    /// Sockets that have been told `connected` and are still open.
    package var openSockets = 0

    package var name: String { "Foundry - \(worldName)" }
}

/// One campaign of a connection, and what reached it.
package struct CampaignRecord: Sendable {
    package let id: String
    package let connectionID: String
    /// The table's own id of the campaign; nil until a table claims it.
    package var vttID: String?
    package var name: String
    package var details: String?
    package var characters: [String: StoredCharacter] = [:]
    package var rolls: History<StoredRoll>
    /// The client's roll id to the server's, for deduplication.
    package var rollIDs: [String: String] = [:]
    /// The rolls that earlier processes stored; a world that is paired anew begins without them.
    var restoredRolls = RestoredRolls()
    package var combat: CombatCache?
    /// The table's ids of the characters that were not written to a store yet.
    var changedCharacters: Set<String> = []
}

/// The rolls of earlier processes, as far as a duplicate must be known for one.
struct RestoredRolls: Sendable {
    /// Oldest first.
    private(set) var kept: History<(rollID: String, id: String)>
    private var ids: [String: String] = [:]

    init(limit: Int = 1) { kept = History(limit: limit) }

    var isEmpty: Bool { ids.isEmpty }

    /// The server's id of a roll.
    subscript(rollID: String) -> String? { ids[rollID] }

    mutating func append(_ rollID: String, id: String) {
        ids[rollID] = id
        for forgotten in kept.append((rollID, id)) { ids[forgotten.rollID] = nil }
    }
}

/// A roll as the server stored it.
public struct StoredRoll: Sendable, Hashable {
    /// The server's id, the one in the acknowledgement.
    public let id: String
    /// The table's id of the roll; nil when it sent none.
    public let rollID: String?
    /// The table's id of the campaign: the world id it paired with.
    public let worldID: String
    /// Whether the roll must not be seen by the audience.
    public let isHidden: Bool
    /// Milliseconds since 1970 at which the server received it.
    public let receivedAt: Int64
    /// The fields as they were sent.
    public let payload: JSONValue
}

/// A character as the server last stored it.
public struct StoredCharacter: Sendable, Hashable {
    /// The server's id.
    public let id: String
    /// The table's actor id.
    public let characterID: String
    /// The table's id of the campaign.
    public let worldID: String
    /// The name shown.
    public internal(set) var name: String
    /// `pc`, `npc` or `monster`.
    public internal(set) var characterType: String
    /// The avatar's address, if any.
    public internal(set) var avatarURL: String?
    /// The stored `stats`, `vttData`, `inventory`, `spells` and `features`, each as last sent and not null.
    public internal(set) var details: [String: JSONValue]
}

/// The combat the server remembers, from which it would choose the targets of commands (contract: socket, section 5.4).
public struct CombatCache: Sendable, Hashable {
    /// The encounter.
    public internal(set) var combatID: String
    /// The round, when it was a number.
    public internal(set) var round: Int?
    /// The combatants in the order they were sent.
    public internal(set) var combatants: [JSONValue]
}
