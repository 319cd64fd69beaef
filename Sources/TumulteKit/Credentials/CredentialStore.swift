import Synchronization

/// Where credentials are kept between runs. A host may bring its own.
///
/// Calls may come from any thread, one at a time for one table. `save` must have stored the whole record, or nothing,
/// when it returns: a pairing result can be had only once (contract: http, section 3.2).
public protocol CredentialStore: Sendable {
    /// The record, nil when there is none.
    /// - Throws: ``CredentialStoreError`` when there is one that cannot be read.
    func load() throws(CredentialStoreError) -> Credentials?
    /// Replaces the record.
    /// - Throws: ``CredentialStoreError`` when it could not be stored; the old record is then untouched.
    func save(_ credentials: Credentials) throws(CredentialStoreError)
    /// Forgets the record. Nothing happens when there is none.
    /// - Throws: ``CredentialStoreError`` when it could not be removed.
    func clear() throws(CredentialStoreError)
}

/// Why credentials could not be read or written.
public enum CredentialStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Others may read the file: its mode lets them.
    case readableByOthers(path: String, mode: UInt32)
    /// The file belongs to somebody else, or is no ordinary file.
    case notOurs(path: String)
    /// The file is there and makes no sense.
    case damaged(path: String, reason: String)
    /// The system refused to read or write.
    case system(path: String, operation: String, code: Int32, reason: String)

    /// What happened and what to do, in two sentences.
    public var description: String {
        switch self {
        case .readableByOthers(let path, let mode):
            "\(path) holds secrets but has mode \(String(mode, radix: 8)). Run `chmod 600` on it, or pair again."
        case .notOurs(let path):
            "\(path) is not an ordinary file of this user. Remove it, or choose another state folder."
        case .damaged(let path, let reason):
            "\(path) is damaged (\(reason)). Remove it and pair again."
        case .system(let path, let operation, _, let reason):
            "Could not \(operation) \(path): \(reason). Check the folder's rights and the free space."
        }
    }
}

/// Keeps credentials for as long as the process lives.
public final class MemoryCredentialStore: CredentialStore {
    private let record: Mutex<Credentials?>

    /// Makes a store; nothing of it outlives the process.
    /// - Parameter credentials: what the store begins with.
    public init(_ credentials: Credentials? = nil) {
        record = Mutex(credentials)
    }

    /// The record, nil when there is none. Never throws.
    public func load() -> Credentials? { record.withLock { $0 } }
    /// Replaces the record. Never throws.
    public func save(_ credentials: Credentials) { record.withLock { $0 = credentials } }
    /// Forgets the record. Never throws.
    public func clear() { record.withLock { $0 = nil } }
}

extension CredentialStore where Self == MemoryCredentialStore {
    /// Keeps credentials in memory only.
    public static var memory: MemoryCredentialStore { MemoryCredentialStore() }
}

extension CredentialStore where Self == FileCredentialStore {
    /// Keeps credentials in a file `credentials.json` of that folder, which only the owner may read.
    public static func file(in folder: String) -> FileCredentialStore { FileCredentialStore(folder: folder) }
}
