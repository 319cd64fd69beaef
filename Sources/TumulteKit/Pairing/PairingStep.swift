/// What happens while a table is being paired, in order.
public enum PairingStep: Sendable, Hashable {
    /// The server is asked for a code.
    case requestingCode
    /// Show this code: the game master types it in the dashboard within `expiresIn`. Do not log it.
    case enterCode(String, expiresIn: Duration)
    /// The server was asked, and nobody has entered the code yet.
    case waiting(remaining: Duration)
    /// The server could not be asked just now; asking goes on.
    case delayed(reason: String)
    /// The credentials are stored. Always the last step.
    case paired(connectionID: String)
}

/// Why a pairing did not come about. What was stored before is untouched.
public enum PairingError: Error, Sendable, CustomStringConvertible {
    /// Nobody entered the code in time.
    case codeExpired
    /// The server said no, or cannot be reached at all.
    case server(ServerError)
    /// The credentials came, once, and could not be stored.
    case notStored(CredentialStoreError)
    /// The caller gave up.
    case cancelled

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .codeExpired: "The pairing code expired before it was entered. Ask for a new one."
        case .server(let error): "\(error)"
        case .notStored(let error): "The pairing succeeded but could not be stored, so it must be made again. \(error)"
        case .cancelled: "The pairing was cancelled. Nothing was changed."
        }
    }
}
