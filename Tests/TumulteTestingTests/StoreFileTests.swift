import JSON
import Synchronization
import Testing
import TumulteTesting

@Suite("Contract server's store as a file", .timeLimit(.minutes(5)))
struct StoreFileTests {
    private let file = StoreTests.file

    private func start(
        in path: String, problems: Problems = Problems(), _ configure: (inout ContractServer.Options) -> Void = { _ in }
    ) async throws -> ContractServer {
        var options = ContractServer.Options()
        options.connectedDelay = .zero
        options.storeFolder = path
        options.onStoreProblem = { problems.add($0) }
        configure(&options)
        return try await ContractServer.start(options)
    }

    final class Problems: Sendable {
        private let all = Mutex<[ContractStoreError]>([])
        func add(_ problem: ContractStoreError) { all.withLock { $0.append(problem) } }
        var list: [ContractStoreError] { all.withLock { $0 } }
    }

    /// The file of a server that stored the rolls r1 and r2.
    private func contents() async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let server = try await start(in: folder.path)
        let table = try await RawTable.ready(on: server, await server.issueSession(worldID: "w"))
        for rollID in ["r1", "r2"] {
            table.emit("dice:roll", DomainDriver.roll(["rollId": .string(rollID)]))
            _ = await table.next()
        }
        return try folder.read(file)
    }

    private func replayed(_ bytes: [UInt8]) throws(ContractState.ReplayFault) -> ContractState? {
        try ContractState.replayed(bytes, settings: ContractState.Settings(), seed: nil)
    }

    /// Whether the state takes the roll for one it has.
    private func knows(_ rollID: String, _ state: ContractState) throws -> Bool {
        var state = state
        let id = try #require(state.connections.keys.first)
        let payload = try JSONDocument(DomainDriver.roll(["rollId": .string(rollID)]).jsonBytes).root
        _ = state.receive("dice:roll", payload, from: id, at: WallTime(seconds: 0))
        return state.overlay.total == 0
    }

    @Test("a last line that is cut short anywhere is left out, and all before it is kept")
    func truncation() async throws {
        let bytes = try await contents()
        let last = try #require(bytes.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
        for length in last..<bytes.count {
            let state = try #require(try replayed(Array(bytes[..<length])))
            #expect(try knows("r1", state) && !knows("r2", state))
        }
        let whole = try #require(try replayed(bytes))
        #expect(try knows("r1", whole) && knows("r2", whole))
        #expect(try replayed([]) == nil && replayed(Array("{\"record\":".utf8)) == nil)
    }

    @Test("damage before the last line is refused by its number; no damage crashes")
    func damage() async throws {
        let bytes = try await contents()
        #expect(throws: ContractState.ReplayFault(line: 1, reason: "it is no JSON")) {
            try replayed(Array("garbage\n".utf8) + bytes)
        }
        #expect(throws: ContractState.ReplayFault(line: 2, reason: "it is out of order")) {
            let first = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
            return try replayed(Array(bytes[...first]) + bytes)
        }
        #expect(throws: ContractState.ReplayFault.self) {
            try replayed(Array(#"{"record":"server","version":2,"key":"","starts":1}"#.utf8) + [10])
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var broken = bytes
            for _ in 0..<3 {
                broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? replayed(broken)
        }
    }

    @Test("file and folder are for their owner alone, also after the file was written anew")
    func modes() async throws {
        let folder = try TemporaryFolder()
        let server = try await start(in: folder.path + "/deep/store")
        #expect(folder.mode(of: "deep") == 0o700 && folder.mode(of: "deep/store") == 0o700)
        #expect(folder.mode(of: "deep/store/\(file)") == 0o600)
        await server.stop()
        let next = try await start(in: folder.path + "/deep/store")
        #expect(folder.mode(of: "deep/store/\(file)") == 0o600 && folder.mode(of: "deep/store/\(file).new") == nil)
        await next.stop()
    }

    @Test("a file that others may read, a link and a damaged file are refused and left alone; the server goes on")
    func refusals() async throws {
        for kind in ["open", "link", "damaged"] {
            let folder = try TemporaryFolder()
            let bytes = Array("garbage\n".utf8)
            try folder.write(bytes, to: kind == "link" ? "target" : file, mode: kind == "open" ? 0o644 : 0o600)
            if kind == "link" { folder.link(file, to: "target") }
            let problems = Problems()
            let server = try await start(in: folder.path, problems: problems)
            switch (kind, problems.list.first) {
            case ("damaged", .damaged(_, line: 1, _)), ("open", .notPrivate), ("link", .notPrivate): break
            default: Issue.record("\(kind): \(problems.list)")
            }
            #expect(problems.list.count == 1 && problems.list[0].description.contains("emove"))
            #expect(try folder.read(file) == bytes)
            let table = try await RawTable.ready(on: server, await server.issueSession(worldID: "w"))
            table.emit("dice:roll", DomainDriver.roll())
            #expect(await table.next().contains(#""success":true"#))
        }
    }

    @Test("a folder that cannot be made is told with what the system said, and the server goes on")
    func noFolder() async throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "file")
        let problems = Problems()
        let server = try await start(in: folder.path + "/file/store", problems: problems)
        guard case .system(_, _, _, let reason)? = problems.list.first, problems.list.count == 1 else {
            Issue.record("\(problems.list)")
            return
        }
        #expect(!reason.isEmpty && problems.list[0].description.contains("choose another"))
        await #expect(throws: ContractStoreError.self) { try await server.keepState(in: folder.path + "/file/store") }
        #expect(try await server.request("GET", "/x").status == 404)
    }

    @Test("two servers do not share a folder; a stopped one lets go of it")
    func lock() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder.path)
        let problems = Problems()
        let second = try await start(in: folder.path, problems: problems)
        #expect(problems.list == [.inUse(folder: folder.path)])
        await second.stop()
        await first.stop()
        let third = try await start(in: folder.path, problems: problems)
        #expect(problems.list.count == 1)
        await third.stop()
    }

    @Test("what is older than the limit is not read back")
    func age() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try await contents(), to: file)
        folder.age(file, bySeconds: 7200)
        let young = try await start(in: folder.path) { $0.storeMaximumAge = .seconds(10_000) }
        #expect(await young.snapshot().connections.count == 1)
        await young.stop()
        folder.age(file, bySeconds: 7200)
        let old = try await start(in: folder.path) { $0.storeMaximumAge = .seconds(3600) }
        #expect(await old.snapshot().connections.isEmpty)
        await old.stop()
    }

    @Test("a folder taken by a running server loses what it held, and keeps what the server knows")
    func keepState() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try await contents(), to: file)
        let server = try await ContractServer.start()
        _ = await server.issueSession(worldID: "before")
        try await server.keepState(in: folder.path)
        _ = await server.issueSession(worldID: "after")
        await server.stop()
        let next = try await start(in: folder.path)
        #expect(await next.snapshot().connections.map(\.worldID) == ["after", "before"])
        await next.stop()
    }

    @Test("only as many rolls come back as the history keeps, the newest")
    func bounds() async throws {
        let bytes = try await contents()
        let state = try #require(
            try ContractState.replayed(
                bytes, settings: with(ContractState.Settings()) { $0.historyLimit = 1 }, seed: nil))
        #expect(try knows("r2", state))
        #expect(try !knows("r1", state))
    }

    private func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
        var value = value
        change(&value)
        return value
    }
}
