package import JSON

/// Everything the server knows, and every rule by which it changes. Sans I/O: requests, events and the time come in as
/// arguments; answers are returned; what other sockets must be told waits in ``takeEffects()``.
package struct ContractState: Sendable {
    package struct Settings: Sendable {
        /// `serverUrl` in answers.
        package var publicURL = "http://localhost:3333"
        package var rateLimits = true
        package var autoPair = false
        /// Whether characters are assigned to a streamer: if not, rolls wait for the GM and reach no overlay.
        package var attributesRolls = true
        package var itemCategories: [JSONValue] = []
        package var historyLimit = 100_000
        /// The secret that signs pairing URLs; without it their calls are unknown.
        package var pairingSecret: [UInt8]?

        package init() {}
    }

    /// What the sockets of a connection must be told.
    package enum Effect: Sendable, Equatable {
        case emit(connectionID: String, event: String, payload: JSONValue)
        case disconnect(connectionID: String)
    }

    struct PendingPairing: Sendable, Equatable {
        var code: String
        var worldID: String
        var worldName: String
        var moduleVersion: String
        var gameSystemID: String?
        var expiresAt: WallTime
    }

    /// Tokens that wait to be fetched once.
    struct WaitingCredentials: Sendable, Equatable {
        var connectionID: String
        var session: String
        var refresh: String
        var madeAt: WallTime
        var expiresAt: WallTime
    }

    /// What `pairing-status` sees for a world.
    enum PollRecord: Sendable, Equatable {
        case pending(PendingPairing)
        case completed(WaitingCredentials)

        var expiresAt: WallTime {
            switch self {
            case .pending(let pending): pending.expiresAt
            case .completed(let waiting): waiting.expiresAt
            }
        }
    }

    /// Pairing codes and waiting tokens live this long.
    static let recordLifetime = Duration.seconds(300)
    static let userID = "1"

    package var settings: Settings
    package internal(set) var connections: [String: ConnectionRecord] = [:]
    package internal(set) var campaigns: [CampaignRecord] = []
    package internal(set) var overlay: History<OverlayEntry>
    package internal(set) var received: History<ReceivedEvent>
    package internal(set) var violations: History<ContractViolation>
    var pendingByCode: [String: PendingPairing] = [:]
    var pollRecords: [String: PollRecord] = [:]
    var reauthorized: [String: WaitingCredentials] = [:]
    var pairingSessions: [String: PairingSession] = [:]
    /// The ids of pairing tokens that were used, until they have expired anyway.
    var usedPairingTokens: [String: WallTime] = [:]
    /// How many processes have had this state, this one included.
    var starts = 1
    var revokedTokenIDs: Set<String> = []
    var limiter = RateLimiter()
    var random: RandomSource
    let signer: TokenSigner
    var effects: [Effect] = []

    package init(settings: Settings = Settings(), seed: UInt64? = nil) {
        self.settings = settings
        overlay = History(limit: settings.historyLimit)
        received = History(limit: settings.historyLimit)
        violations = History(limit: settings.historyLimit)
        var random = RandomSource(seed: seed)
        signer = TokenSigner(key: random.bytes(32))
        self.random = random
    }

    /// A state that goes on with the key of an earlier process.
    init(settings: Settings, seed: UInt64?, key: [UInt8], starts: Int) {
        self.settings = settings
        overlay = History(limit: settings.historyLimit)
        received = History(limit: settings.historyLimit)
        violations = History(limit: settings.historyLimit)
        signer = TokenSigner(key: key)
        self.starts = starts
        // The seed as it stands would make the ids of the earlier process once more.
        random = RandomSource(seed: seed.map { $0 &+ UInt64(truncatingIfNeeded: starts) &* 0x9E37_79B9 })
    }

    /// What is to be told to sockets since the last call, in order.
    package mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    mutating func emit(_ event: String, _ payload: JSONValue, to connectionID: String) {
        effects.append(.emit(connectionID: connectionID, event: event, payload: payload))
    }

    mutating func disconnectSockets(of connectionID: String) {
        effects.append(.disconnect(connectionID: connectionID))
    }

    package mutating func violate(_ source: String, _ field: String, _ reason: String, at now: WallTime) {
        violations.append(
            ContractViolation(source: source, field: field, reason: reason, time: now.milliseconds))
    }

    // MARK: Look-ups

    /// The connection of a world: there is one account, so there is at most one.
    package func connection(ofWorld worldID: String) -> ConnectionRecord? {
        connections.values.first { $0.worldID == worldID }
    }

    func connection(withKey apiKey: String) -> ConnectionRecord? {
        connections.values.first { $0.apiKey == apiKey }
    }

    func campaigns(of connectionID: String) -> [CampaignRecord] {
        campaigns.filter { $0.connectionID == connectionID }
    }

    func campaignIndex(_ connectionID: String, vttID: String?) -> Int? {
        campaigns.firstIndex { $0.connectionID == connectionID && $0.vttID == vttID }
    }

    /// Forgets what has expired, so that a long-running server does not collect it.
    mutating func purge(at now: WallTime) {
        pollRecords = pollRecords.filter { $0.value.expiresAt > now }
        reauthorized = reauthorized.filter { $0.value.expiresAt > now }
        pairingSessions = pairingSessions.filter { $0.value.expiresAt > now }
        usedPairingTokens = usedPairingTokens.filter { $0.value > now }
        // Expired codes are still known for a while: the dashboard tells them from unknown ones.
        pendingByCode = pendingByCode.filter { $0.value.expiresAt.adding(ContractState.recordLifetime) > now }
    }
}
