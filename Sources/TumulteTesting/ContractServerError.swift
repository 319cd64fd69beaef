/// Why a ``ContractServer`` did not do what was asked of it.
public enum ContractServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No world with this id was ever linked.
    case unknownWorld(String)
    /// The contract refuses it; the reason in words.
    case refused(String)

    /// What happened, and what to do.
    public var description: String {
        switch self {
        case .unknownWorld(let id):
            "No world \(id) was linked to this server. Pair it, or issue a session for it, first."
        case .refused(let reason): reason
        }
    }
}
