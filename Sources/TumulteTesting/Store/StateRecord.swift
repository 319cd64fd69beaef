/// What pairing leaves waiting; most of it lives for minutes.
struct WaitingPairings: Sendable, Equatable {
    var pendingByCode: [String: ContractState.PendingPairing] = [:]
    var pollRecords: [String: ContractState.PollRecord] = [:]
    var reauthorized: [String: ContractState.WaitingCredentials] = [:]
    var pairingSessions: [String: ContractState.PairingSession] = [:]
    var usedPairingTokens: [String: WallTime] = [:]
    var revokedTokenIDs: Set<String> = []
}

extension ContractState {
    var waitingPairings: WaitingPairings {
        get {
            WaitingPairings(
                pendingByCode: pendingByCode, pollRecords: pollRecords, reauthorized: reauthorized,
                pairingSessions: pairingSessions, usedPairingTokens: usedPairingTokens,
                revokedTokenIDs: revokedTokenIDs)
        }
        set {
            pendingByCode = newValue.pendingByCode
            pollRecords = newValue.pollRecords
            reauthorized = newValue.reauthorized
            pairingSessions = newValue.pairingSessions
            usedPairingTokens = newValue.usedPairingTokens
            revokedTokenIDs = newValue.revokedTokenIDs
        }
    }
}

/// What a campaign is called and whose it is: the part of it that is one row.
struct CampaignRow: Sendable, Equatable {
    var id: String
    var connectionID: String
    var vttID: String?
    var name: String
    var details: String?

    init(id: String, connectionID: String, vttID: String?, name: String, details: String?) {
        self.id = id
        self.connectionID = connectionID
        self.vttID = vttID
        self.name = name
        self.details = details
    }

    init(_ campaign: CampaignRecord) {
        self.init(
            id: campaign.id, connectionID: campaign.connectionID, vttID: campaign.vttID, name: campaign.name,
            details: campaign.details)
    }
}

/// One line of a store. Each holds the whole of what it names, so the last one about a thing is the one that counts.
enum StateRecord: Sendable, Equatable {
    /// The first line.
    case server(key: [UInt8], starts: Int)
    case connection(ConnectionRecord)
    case connectionGone(String)
    case campaign(CampaignRow)
    case campaignGone(String)
    case character(campaign: String, StoredCharacter)
    case combat(campaign: String, CombatCache?)
    case roll(campaign: String, rollID: String, id: String)
    case pairings(WaitingPairings)

    static let version = 1
}
