/// Why a ``ContractServer`` cannot keep what it knows in its folder.
public enum ContractStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another server has the folder.
    case inUse(folder: String)
    /// The file is not a regular file of this user that nobody else may read.
    case notPrivate(path: String)
    /// The file is not what a server wrote.
    case damaged(path: String, line: Int, reason: String)
    /// The file is larger than a server lets it grow.
    case tooLarge(path: String)
    /// The system refused it.
    case system(path: String, operation: String, code: Int32, reason: String)

    /// What happened, and what to do. Nothing of the file's contents is in it.
    public var description: String {
        switch self {
        case .inUse(let folder):
            "Another server keeps its state in \(folder). Stop that one, or choose another folder."
        case .notPrivate(let path):
            "\(path) holds tokens but is not a file that only you may read. Remove it, or run chmod 600 on it."
        case .damaged(let path, let line, let reason):
            "\(path) is damaged in line \(line): \(reason). Remove the file to begin anew."
        case .tooLarge(let path):
            "\(path) is too large to be read. Remove the file to begin anew."
        case .system(let path, let operation, _, let reason):
            "Could not \(operation) \(path): \(reason). Check the folder's rights and the free space, or choose another."
        }
    }
}
