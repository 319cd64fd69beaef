/// Everything a paired table holds, kept as one record. Contract: tokens, section 1.
///
/// Its description is masked: printing it shows no secret.
public struct Credentials: Sendable, Hashable {
    /// The server the table is paired with, as the host gave it.
    public var server: String
    /// The table's own identity; `campaignId` of every event.
    public var worldID: String
    /// The connection's id on the server.
    public var connectionID: String
    /// Answers health calls and ends the pairing. A secret.
    public var apiKey: String
    /// Echoed at each refresh; not secret.
    public var fingerprint: String?
    /// The tokens; nil when they were refused for good, while the rest is kept for reauthorization.
    public var tokens: Tokens?

    /// A session token and the refresh token that renews it.
    public struct Tokens: Sendable, Hashable {
        /// Opens the socket. A secret.
        public var session: String
        /// Renews both. A secret.
        public var refresh: String
        /// When the session token is expected to expire, in milliseconds since 1970 by the local clock at receipt.
        public var sessionExpiry: Int64
        /// How long a session token lives, in seconds.
        public var lifetime: Int64

        /// Makes a pair of tokens, for a host that brings its own store.
        /// - Parameters:
        ///   - session: the session token.
        ///   - refresh: the refresh token.
        ///   - sessionExpiry: milliseconds since 1970.
        ///   - lifetime: seconds.
        public init(session: String, refresh: String, sessionExpiry: Int64, lifetime: Int64) {
            self.session = session
            self.refresh = refresh
            self.sessionExpiry = sessionExpiry
            self.lifetime = lifetime
        }

        /// Whether the session token should be renewed before it is used: less than a minute, or a tenth of its life,
        /// is left. Contract: tokens, section 5.
        public func needsRefresh(at now: Int64) -> Bool {
            let margin = max(60_000, lifetime.multipliedReportingOverflow(by: 100).partialValue)
            let (left, overflow) = sessionExpiry.subtractingReportingOverflow(now)
            return overflow || left < margin
        }
    }

    /// Makes a record, for a host that brings its own store.
    /// - Parameters:
    ///   - server: the server's address.
    ///   - worldID: the table's identity.
    ///   - connectionID: the connection's id.
    ///   - apiKey: the API key.
    ///   - fingerprint: the fingerprint, when the server gave one.
    ///   - tokens: session and refresh token.
    public init(
        server: String, worldID: String, connectionID: String, apiKey: String, fingerprint: String?, tokens: Tokens?
    ) {
        self.server = server
        self.worldID = worldID
        self.connectionID = connectionID
        self.apiKey = apiKey
        self.fingerprint = fingerprint
        self.tokens = tokens
    }
}

extension Credentials {
    init(_ granted: GrantedCredentials, server: String, worldID: String, now: Int64) {
        self.init(
            server: server, worldID: worldID, connectionID: granted.connectionID, apiKey: granted.apiKey,
            fingerprint: granted.fingerprint,
            tokens: Tokens(
                RefreshedTokens(
                    sessionToken: granted.sessionToken, refreshToken: granted.refreshToken, lifetime: granted.lifetime),
                now: now))
    }
}

extension Credentials.Tokens {
    init(_ refreshed: RefreshedTokens, now: Int64) {
        let lifetime = refreshed.lifetime.components.seconds
        self.init(
            session: refreshed.sessionToken, refresh: refreshed.refreshToken,
            sessionExpiry: now.addingReportingOverflow(lifetime * 1000).partialValue, lifetime: lifetime)
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The record without its secrets.
    public var description: String {
        "credentials of world \(worldID) at \(server), connection \(connectionID), API key ****, "
            + (tokens == nil ? "no tokens" : "tokens ****")
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Credentials.Tokens: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The tokens, masked.
    public var description: String { "tokens ****" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
