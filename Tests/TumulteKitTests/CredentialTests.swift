import TestFolders
import Testing

@testable import TumulteKit

@Suite("Stored credentials")
struct CredentialTests {
    static let credentials = Credentials(
        server: "https://example.org", worldID: "emberfall", connectionID: "c0ffee", apiKey: "ta_SECRETKEY",
        fingerprint: "f00d",
        tokens: Credentials.Tokens(
            session: "SESSIONSECRET", refresh: "REFRESHSECRET", sessionExpiry: 1_000_000, lifetime: 3600))

    @Test("come back as they were saved, with and without tokens")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let store = FileCredentialStore(folder: folder.path + "/deep/er")
        #expect(try store.load() == nil)
        try store.save(Self.credentials)
        #expect(try store.load() == Self.credentials)
        var without = Self.credentials
        without.tokens = nil
        without.fingerprint = nil
        try store.save(without)
        #expect(try store.load() == without)
        try store.clear()
        try store.clear()
        #expect(try store.load() == nil)
    }

    @Test("are readable by their owner only")
    func modes() throws {
        let folder = try TemporaryFolder()
        let store = FileCredentialStore(folder: folder.path + "/state")
        try store.save(Self.credentials)
        #expect(folder.mode(of: "state") == 0o700)
        #expect(folder.mode(of: "state/credentials.json") == 0o600)
    }

    @Test("are refused when others may read them", arguments: [0o644, 0o640, 0o604, 0o666] as [UInt32])
    func looseMode(mode: UInt32) throws {
        let folder = try TemporaryFolder()
        let store = FileCredentialStore(folder: folder.path)
        try store.save(Self.credentials)
        let bytes = try folder.read("credentials.json")
        try folder.write(bytes, to: "credentials.json", mode: mode)
        let error = #expect(throws: CredentialStoreError.self) { try store.load() }
        #expect(error == .readableByOthers(path: store.path, mode: mode))
        #expect(error?.description.contains("chmod 600") == true)
    }

    @Test("are refused when damaged, with the reason and without the secret", arguments: [0, 1, 20, 60, 100])
    func damaged(cut: Int) throws {
        let folder = try TemporaryFolder()
        let store = FileCredentialStore(folder: folder.path)
        try store.save(Self.credentials)
        let bytes = try folder.read("credentials.json")
        try folder.write(Array(bytes.prefix(cut)), to: "credentials.json")
        let error = #expect(throws: CredentialStoreError.self) { try store.load() }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("SECRET") == false)
        #expect(error?.description.contains("pair again") == true)
    }

    @Test("are refused behind a symbolic link")
    func symbolicLink() throws {
        let folder = try TemporaryFolder()
        try FileCredentialStore(folder: folder.path).save(Self.credentials)
        let bytes = try folder.read("credentials.json")
        try folder.write(bytes, to: "other")
        let store = FileCredentialStore(folder: folder.path + "/linked")
        try store.save(Self.credentials)
        try store.clear()
        folder.link("linked/credentials.json", to: "other")
        #expect(throws: CredentialStoreError.notOurs(path: store.path)) { try store.load() }
    }

    @Test("never show a secret when they are printed")
    func masking() {
        let credentials = Self.credentials
        var dumped = ""
        dump(credentials, to: &dumped)
        dump(credentials.tokens, to: &dumped)
        for text in [
            "\(credentials)", String(reflecting: credentials), "\([credentials])",
            "\(String(describing: credentials.tokens))", dumped,
        ] {
            #expect(!text.contains("SECRET"))
        }
    }

    @Test(
        "ask for a refresh when a minute or a tenth of their life is left",
        arguments: [(0, false), (639_000, false), (641_000, true), (2_000_000, true)] as [(Int64, Bool)])
    func staleness(now: Int64, expected: Bool) {
        #expect(Self.credentials.tokens?.needsRefresh(at: now) == expected)
    }
}
