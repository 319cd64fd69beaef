/// A code for the game master to type in the dashboard.
struct PairingCode: Sendable {
    let code: String
    let lifetime: Duration
}

/// What became of a pairing code.
enum PairingStatus: Sendable {
    case pending
    case completed(GrantedCredentials)
    case expired
    /// What an expired code gives in practice: its record vanishes at the same instant.
    case notFound
}

/// What a pairing or a reauthorization hands out, once.
struct GrantedCredentials: Sendable {
    let connectionID: String
    let apiKey: String
    let sessionToken: String
    let refreshToken: String
    let lifetime: Duration
    let fingerprint: String?
}

/// A new pair of tokens.
struct RefreshedTokens: Sendable {
    let sessionToken: String
    let refreshToken: String
    let lifetime: Duration
}

/// How a connection stands on the server.
enum ConnectionHealth: String, Sendable {
    case healthy, revoked, expired
    /// The API key is unknown: the connection was deleted, or its key was made anew.
    case notFound
    case campaignDeleted
}

/// What a poll after a revocation finds.
enum ReauthorizationStatus: Sendable {
    case reauthorized(GrantedCredentials)
    case stillRevoked
    case alreadyActive
    case pairAgain
}
