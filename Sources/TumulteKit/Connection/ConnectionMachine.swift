/// Decides what the connection does next. Plain values in and out: no clock, socket or task.
///
/// | after | comes |
/// | --- | --- |
/// | start with tokens about to expire, wait over with such tokens | refresh |
/// | start with fresh tokens, refreshed, reauthorized, wait over | connect |
/// | refused for its token, not refreshed since the last wait | refresh |
/// | refused for its token although just refreshed; refused for no reason of ours; connect failed; lost | wait |
/// | refused as unknown or revoked; server said revoked; server hung up | ask health |
/// | refused as invalidated; refresh says invalidated | ask reauthorization |
/// | health: healthy, no answer, or unknown although the tokens were not refused | wait |
/// | health: revoked; refresh says revoked; still revoked | end: revoked |
/// | health: expired, or unknown after a refusal; refresh token dead; nothing to reauthorize | end: not paired |
/// | campaign deleted, however it is learned | end: campaign deleted |
struct ConnectionMachine: Sendable {
    /// What happened.
    enum Input: Sendable, Equatable {
        case started(Tokens)
        case refreshed
        case refreshRefused(RefreshRefusal)
        case refused(RefusalReaction, message: String)
        /// The connection could not be made.
        case failed(reason: String)
        /// The connection was lost after it had been ready for that long.
        case lost(reason: String, readyFor: Duration)
        /// The server hung up without saying why.
        case serverClosed(readyFor: Duration)
        case revoked(reason: String)
        case campaignDeleted(reason: String)
        /// nil: the server could not be asked.
        case health(ConnectionHealth?)
        case reauthorization(Reauthorization?)
        case waited(Tokens)
    }

    /// What the credentials hold.
    enum Tokens: Sendable, Equatable {
        case none, stale, fresh
    }

    enum Reauthorization: Sendable, Equatable {
        case reauthorized, stillRevoked, nothing
    }

    /// What to do next; its outcome is the next input.
    enum Action: Sendable, Equatable {
        case refresh
        case connect
        case askHealth
        case askReauthorization
        case wait(reason: String)
        case end(End)
    }

    /// Why it is over.
    enum End: Sendable, Equatable {
        case notPaired(reason: String)
        case revoked(reason: String)
        case campaignDeleted(reason: String)
    }

    private(set) var backoff: Backoff
    /// One refresh a round: a second refusal of a fresh token is the server's fault.
    private var hasRefreshed = false
    /// What the server said when it revoked the connection, while its health is asked.
    private var revocation: String?
    /// Whether the health is asked because the tokens were refused, not because the server hung up.
    private var tokensRefused = false

    init(policy: ReconnectPolicy = ReconnectPolicy()) { backoff = Backoff(policy: policy) }

    /// Tries since the connection was last stable, the coming one included.
    var attempt: Int { backoff.failures + 1 }

    mutating func handle(_ input: Input) -> Action {
        switch input {
        case .started(let tokens), .waited(let tokens):
            hasRefreshed = false
            switch tokens {
            case .none: return .end(.notPaired(reason: "there are no stored tokens"))
            case .stale: return .refresh
            case .fresh: return .connect
            }
        case .refreshed:
            hasRefreshed = true
            return .connect
        case .refreshRefused(.revoked):
            return .end(.revoked(reason: "the server refuses to renew the tokens"))
        case .refreshRefused(.invalidated):
            return .askReauthorization
        case .refreshRefused(.dead(let reason)):
            return .end(.notPaired(reason: "the server refuses the refresh token (\(reason))"))
        case .refreshRefused(.transient):
            return .wait(reason: "the tokens could not be renewed")
        case .refused(let reaction, let message):
            return react(to: reaction, message: message)
        case .failed(let reason):
            return .wait(reason: reason)
        case .lost(let reason, let readyFor):
            backoff.ended(readyFor: readyFor)
            return .wait(reason: reason)
        case .serverClosed(let readyFor):
            backoff.ended(readyFor: readyFor)
            tokensRefused = false
            return .askHealth
        case .revoked(let reason):
            revocation = reason
            tokensRefused = true
            return .askHealth
        case .campaignDeleted(let reason):
            return .end(.campaignDeleted(reason: reason))
        case .health(let health):
            return react(to: health)
        case .reauthorization(.reauthorized):
            hasRefreshed = true
            return .connect
        case .reauthorization(.stillRevoked):
            return .end(.revoked(reason: "it waits for the game master's reauthorization"))
        case .reauthorization(.nothing):
            return .end(.notPaired(reason: "the tokens were invalidated and no new ones can be had"))
        case .reauthorization(nil):
            return .wait(reason: "the server could not be asked for a reauthorization")
        }
    }

    /// Counts a failure and draws the wait.
    mutating func drawWait(using generator: inout some RandomNumberGenerator) -> Duration {
        backoff.next(using: &generator)
    }

    private mutating func react(to reaction: RefusalReaction, message: String) -> Action {
        switch reaction {
        case .refresh: return hasRefreshed ? .wait(reason: message) : .refresh
        case .askHealth:
            tokensRefused = true
            return .askHealth
        case .askReauthorization: return .askReauthorization
        case .campaignDeleted(let reason): return .end(.campaignDeleted(reason: reason))
        case .wait: return .wait(reason: message)
        }
    }

    private mutating func react(to health: ConnectionHealth?) -> Action {
        let told = revocation
        revocation = nil
        switch health {
        case .healthy: return .wait(reason: "the server closed the connection")
        case .revoked: return .end(.revoked(reason: told ?? "by the game master"))
        case .expired: return .end(.notPaired(reason: "the connection has expired"))
        case .notFound:
            // The key may have been made anew while the tokens still work (contract: http, section 3.3).
            return tokensRefused
                ? .end(.notPaired(reason: "the server does not know the connection"))
                : .wait(reason: "the server closed the connection and does not know the API key")
        case .campaignDeleted: return .end(.campaignDeleted(reason: "the linked campaign no longer exists"))
        case nil:
            // Told of a revocation, the silence of the health check does not undo it.
            return told.map { .end(.revoked(reason: $0)) } ?? .wait(reason: "the server closed the connection")
        }
    }
}
