import JSON

/// Keeps credentials in one file that only its owner may read (mode 0600, in a folder of mode 0700).
///
/// The record is replaced in one step: a temporary file is written, synced and renamed over the old one, so a crash
/// leaves the old record or the new one. A file that others may read, that belongs to another user, or that is a
/// symbolic link is refused.
public final class FileCredentialStore: CredentialStore {
    /// The file's path.
    public let path: String
    private let folder: String

    /// More than any record can need.
    private static let maximumBytes = 1 << 20

    /// Makes a store in a folder. Nothing is read or written yet.
    /// - Parameter folder: the folder; it is made when something is saved.
    public init(folder: String) {
        self.folder = folder
        path = folder + "/credentials.json"
    }

    /// The record; nil when there is no file.
    /// - Throws: ``CredentialStoreError`` when the file is damaged, readable by others, or not this user's.
    public func load() throws(CredentialStoreError) -> Credentials? {
        guard let bytes = try PrivateFile.read(path, maximumBytes: Self.maximumBytes) else { return nil }
        let root: JSONView
        do throws(JSONError) {
            root = try JSONDocument(bytes, limits: JSONLimits(maximumBytes: Self.maximumBytes, maximumDepth: 8)).root
        } catch {
            throw .damaged(path: path, reason: error.description)
        }
        guard let credentials = Credentials(json: root) else {
            throw .damaged(path: path, reason: "a field is missing")
        }
        return credentials
    }

    /// Replaces the record in one step; the folder is made when it is missing.
    /// - Throws: ``CredentialStoreError`` when it could not be stored; what was there before stays.
    public func save(_ credentials: Credentials) throws(CredentialStoreError) {
        try PrivateFile.makeFolder(folder)
        var writer = JSONWriter()
        credentials.write(to: &writer)
        try PrivateFile.replace(path, with: writer.bytes)
    }

    /// Removes the file. Nothing happens when there is none.
    /// - Throws: ``CredentialStoreError`` when the system refuses.
    public func clear() throws(CredentialStoreError) {
        try PrivateFile.remove(path)
    }
}

extension Credentials {
    fileprivate init?(json: JSONView) {
        guard let server = json["server"].string, let worldID = json["worldId"].string,
            let connectionID = json["connectionId"].string, let apiKey = json["apiKey"].string
        else { return nil }
        var tokens: Tokens?
        if let session = json["sessionToken"].string, let refresh = json["refreshToken"].string {
            tokens = Tokens(
                session: session, refresh: refresh, sessionExpiry: Int64(json["sessionExpiry"].int ?? 0),
                lifetime: Int64(json["sessionLifetime"].int ?? 3600))
        }
        self.init(
            server: server, worldID: worldID, connectionID: connectionID, apiKey: apiKey,
            fingerprint: json["fingerprint"].string, tokens: tokens)
    }

    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("version", 1)
            writer.member("server", server)
            writer.member("worldId", worldID)
            writer.member("connectionId", connectionID)
            writer.member("apiKey", apiKey)
            writer.member("fingerprint", fingerprint)
            if let tokens {
                writer.member("sessionToken", tokens.session)
                writer.member("refreshToken", tokens.refresh)
                writer.member("sessionExpiry", Int(tokens.sessionExpiry))
                writer.member("sessionLifetime", Int(tokens.lifetime))
            }
        }
    }
}
