/// What to do after the server refused the namespace. Contract: socket, section 2.
enum RefusalReaction: Sendable, Hashable {
    /// Renew the tokens once and try again at once; when that does not help, wait.
    case refresh
    /// The tokens may be dead on purpose: ask how the connection stands.
    case askHealth
    /// The refresh token is dead too: only a reauthorization or a new pairing helps.
    case askReauthorization
    /// The campaign is gone.
    case campaignDeleted(String)
    /// Nothing to do with us: wait and try again.
    case wait

    /// - Parameter message: the `message` of the CONNECT_ERROR packet.
    init(message: String) {
        let deleted = "CAMPAIGN_DELETED:"
        switch message {
        case "Authentication token required", "Authentication failed", "Invalid token type", "Token has been revoked":
            self = .refresh
        case "Connection not found or revoked":
            self = .askHealth
        case "Token has been invalidated":
            self = .askReauthorization
        case let text where text.hasPrefix(deleted):
            self = .campaignDeleted(String(text.dropFirst(deleted.count).prefix(200)))
        default:
            self = .wait
        }
    }
}

/// What a refused refresh means for the credentials. Contract: tokens, section 7; http, section 4.
enum RefreshRefusal: Sendable, Hashable {
    /// The connection was revoked: keep the API key.
    case revoked
    /// The token version changed: one reauthorization check, then pair again.
    case invalidated
    /// The refresh token is of no use any more: pair again.
    case dead(String)
    /// An unknown reason, a database outage for example: keep everything and try again.
    case transient

    init(_ error: ServerError) {
        guard case .refused(401, let text) = error else {
            self = .transient
            return
        }
        switch text {
        case "Connection has been revoked": self = .revoked
        case "Token has been invalidated": self = .invalidated
        case "Invalid token type", "Refresh token has been revoked", "Fingerprint required for token refresh",
            "Invalid connection fingerprint", "Row not found":
            self = .dead(text)
        case let text where text.hasPrefix("Invalid refresh token:"):
            self = .dead(text)
        default:
            self = .transient
        }
    }
}
