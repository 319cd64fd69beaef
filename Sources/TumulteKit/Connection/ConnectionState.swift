/// Where the connection to the server stands.
public enum ConnectionState: Sendable, Hashable {
    /// `run()` has not been called, or has ended.
    case stopped
    /// There are no usable credentials: pair the table.
    case unpaired
    /// The network connection is being made. `attempt` counts from 1 since the last stable connection.
    case connecting(attempt: Int)
    /// The network connection stands; the namespace and the server's `connected` are awaited.
    case authenticating
    /// Events flow.
    case ready(connectionID: String?)
    /// The connection is lost or was refused; the next try comes after the wait.
    case waiting(retryIn: Duration, attempt: Int, reason: String)
    /// The game master revoked the connection. The API key is kept for a reauthorization.
    case revoked(reason: String)
    /// The campaign was deleted on the server.
    case campaignDeleted(reason: String)
}

/// Why `run()` ended on its own.
public enum TableError: Error, Sendable, CustomStringConvertible {
    /// There are no credentials, or they were refused for good.
    case notPaired(reason: String)
    /// The game master revoked the connection.
    case revoked(reason: String)
    /// The campaign was deleted on the server.
    case campaignDeleted(reason: String)
    /// `run()` is running already: one process, one connection.
    case alreadyRunning
    /// The stored credentials cannot be used.
    case credentials(CredentialStoreError)
    /// The outbox folder cannot be used.
    case outbox(JournalError)
    /// The server address cannot be used.
    case address(String)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .notPaired(let reason): "The table is not paired: \(reason). Run `pair`."
        case .revoked(let reason):
            "The connection was revoked (\(reason)). Ask the game master to authorize it again in the dashboard, or pair again."
        case .campaignDeleted(let reason): "The campaign is gone on the server (\(reason)). Pair with another campaign."
        case .alreadyRunning: "The table is connected already. Use the running one, or cancel it first."
        case .credentials(let error): "\(error)"
        case .outbox(let error): "\(error)"
        case .address(let reason): reason
        }
    }
}
