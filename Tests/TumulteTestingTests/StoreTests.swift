import JSON
import Synchronization
import Testing
import TumulteTesting

@Suite("Contract server's store", .timeLimit(.minutes(5)))
struct StoreTests {
    static let file = "state.jsonl"

    private func start(
        in folder: TemporaryFolder, _ configure: (inout ContractServer.Options) -> Void = { _ in }
    ) async throws -> ContractServer {
        var options = ContractServer.Options()
        options.connectedDelay = .zero
        options.storeFolder = folder.path
        // The server keeps the folder from being removed.
        options.onStoreProblem = { Issue.record("the store in \(folder.path) failed: \($0)") }
        configure(&options)
        return try await ContractServer.start(options)
    }

    /// What a server that was killed now would leave, in a folder of its own: the server itself is not told.
    private func killed(_ folder: TemporaryFolder) throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        try copy.write(folder.read(Self.file), to: Self.file)
        return copy
    }

    private func pair(_ server: ContractServer) async throws -> JSONView {
        let requested = try await server.request(
            "POST", "/webhooks/foundry/request-pairing",
            ["worldId": "w", "worldName": "Emberfall", "moduleVersion": "2.3.4"])
        let code = requested.body["code"].string ?? ""
        try await server.dashboard.pair(code: code)
        return try await server.request("GET", "/webhooks/foundry/pairing-status?worldId=w&code=\(code)").body
    }

    @Test("tokens, keys and campaigns of a killed server are good for the next one, refresh included")
    func credentials() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder)
        let credentials = try await pair(first)
        let second = try await start(in: killed(folder))
        let table = try await RawTable.open(to: second)
        _ = await table.next()
        table.join(credentials["sessionToken"].string ?? "")
        #expect(await table.next().hasPrefix("40/vtt,"))
        let refreshed = try await second.request(
            "POST", "/mj/vtt-connections/refresh-token",
            [
                "refreshToken": credentials["refreshToken"].value, "fingerprint": credentials["fingerprint"].value,
            ])
        #expect(refreshed.status == 200)
        let health = try await second.request(
            "GET", "/webhooks/foundry/connection-health",
            headers: "Authorization: Bearer \(credentials["apiKey"].string ?? "")\r\n")
        #expect(health.body["campaignName"].string == "Emberfall")
        #expect(health.body["connectionId"].string == credentials["connectionId"].string)
    }

    @Test("a roll is stored before it is acknowledged, and sent again after the restart it is the same one, shown once")
    func duplicates() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder)
        let session = await first.issueSession(worldID: "w")
        let table = try await RawTable.ready(on: first, session)
        table.emit("dice:roll", DomainDriver.roll())
        let acknowledged = await table.next()
        await first.inject(.dropAcks(1))
        table.emit("dice:roll", DomainDriver.roll(["rollId": "r2"]))
        let stored = await first.wait { $0.rolls.count == 2 }.rolls

        let second = try await start(in: killed(folder))
        let again = try await RawTable.ready(on: second, session)
        again.emit("dice:roll", DomainDriver.roll())
        #expect(await again.next() == acknowledged)
        again.emit("dice:roll", DomainDriver.roll(["rollId": "r2"]))
        #expect(await again.next().contains(stored[1].id))
        again.emit("dice:roll", DomainDriver.roll(["rollId": "r3"]))
        #expect(await again.next().contains(#""success":true"#))
        #expect(await second.snapshot().overlay.map { $0.payload["rollId"] } == ["r3"])
    }

    @Test("a second restart still knows the rolls of the first process")
    func twice() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder) { $0.seed = 7 }
        let session = await first.issueSession(worldID: "w")
        let table = try await RawTable.ready(on: first, session)
        table.emit("dice:roll", DomainDriver.roll())
        let acknowledged = await table.next()
        await first.stop()
        for rollID in ["r2", "r3"] {
            let next = try await start(in: folder) { $0.seed = 7 }
            let table = try await RawTable.ready(on: next, session)
            table.emit("dice:roll", DomainDriver.roll())
            #expect(await table.next() == acknowledged)
            table.emit("dice:roll", DomainDriver.roll(["rollId": .string(rollID)]))
            #expect(await table.next() != acknowledged)
            await next.stop()
        }
    }

    @Test("characters and the announced combat come back, each as it was last")
    func documents() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder)
        let table = try await RawTable.ready(on: first, await first.issueSession(worldID: "w"))
        table.emit("character:update", DomainDriver.character(["inventory": [["name": "Rope\n"]]]))
        table.emit("character:update", DomainDriver.character(["name": "Akra II"]))
        table.emit("dice:roll", DomainDriver.roll(["characterId": "a2", "characterName": "Brenn"]))
        table.emit("combat:start", ["combatId": "c1", "round": 1, "combatants": [DomainDriver.combatant("x")]])
        table.emit("combat:combatant-add", ["combatId": "c1", "combatant": DomainDriver.combatant("y")])
        for _ in 0..<5 { _ = await table.next() }
        let before = await first.snapshot()
        let second = try await start(in: killed(folder))
        let after = await second.snapshot()
        #expect(after.characters == before.characters && after.characters.map(\.name) == ["Akra II", "Brenn"])
        #expect(after.combat(ofWorld: "w") == before.combat(ofWorld: "w"))
        #expect(after.combat(ofWorld: "w")?.combatants.count == 2)
        #expect(after.overlay.isEmpty && after.received.isEmpty)

        table.emit("combat:end", ["combatId": "c1"])
        _ = await table.next()
        let third = try await start(in: killed(folder))
        #expect(await third.snapshot().combat(ofWorld: "w") == nil)
    }

    @Test("what was revoked stays revoked, and the credentials that wait for it still wait")
    func revocation() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder)
        let credentials = try await pair(first)
        let spare = await first.issueSession(worldID: "other")
        await first.revokeToken(spare.sessionToken)
        try await first.dashboard.revoke(world: "w")
        let second = try await start(in: killed(folder))
        for (token, refusal) in [
            (credentials["sessionToken"].string ?? "", "Connection not found or revoked"),
            (spare.sessionToken, "Token has been revoked"),
        ] {
            let table = try await RawTable.open(to: second)
            _ = await table.next()
            table.join(token)
            #expect(await table.next().contains(refusal))
        }
        try await first.dashboard.reauthorize(world: "w")
        let third = try await start(in: killed(folder))
        let waiting = try await third.request("GET", "/webhooks/foundry/reauthorization-status?worldId=w")
        #expect(waiting.body["status"].string == "reauthorized")
        try await first.dashboard.deleteConnection(world: "w")
        let fourth = try await start(in: killed(folder))
        #expect(await fourth.snapshot().connections.map(\.worldID) == ["other"])
    }

    @Test("a code that was shown before the restart can be entered after it")
    func code() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder)
        let requested = try await first.request(
            "POST", "/webhooks/foundry/request-pairing", ["worldId": "w", "worldName": "Emberfall"])
        let second = try await start(in: killed(folder))
        try await second.dashboard.pair(code: requested.body["code"].string ?? "")
        let third = try await second.request("GET", "/webhooks/foundry/pairing-status?worldId=w&code=x")
        #expect(third.body["status"].string == "completed")
    }

    @Test("pairing anew forgets the rolls of earlier processes, for good, and none of its own")
    func pairingAnew() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(in: folder)
        let table = try await RawTable.ready(on: first, await first.issueSession(worldID: "w"))
        table.emit("dice:roll", DomainDriver.roll())
        let old = await table.next()
        // The same process remembers, as the contract has it.
        _ = try await pair(first)
        table.emit("dice:roll", DomainDriver.roll())
        #expect(await table.next() == old)

        let after = try killed(folder)
        let second = try await start(in: after)
        let early = try await RawTable.ready(on: second, await second.issueSession(worldID: "w"))
        early.emit("dice:roll", DomainDriver.roll(["rollId": "r2"]))
        let own = await early.next()
        _ = try await pair(second)
        early.emit("dice:roll", DomainDriver.roll())
        let fresh = await early.next()
        #expect(fresh.contains(#""success":true"#) && fresh != old)
        early.emit("dice:roll", DomainDriver.roll(["rollId": "r2"]))
        #expect(await early.next() == own)

        let third = try await start(in: killed(after))
        let last = try await RawTable.ready(on: third, await third.issueSession(worldID: "w"))
        last.emit("dice:roll", DomainDriver.roll())
        #expect(await last.next() == fresh)
        last.emit("dice:roll", DomainDriver.roll(["rollId": "r2"]))
        #expect(await last.next() == own)
    }

    @Test("a roll is shown when it is stored, not before, and before it is acknowledged")
    func order() async throws {
        let folder = try TemporaryFolder()
        let stored = Mutex<[Bool]>([])
        let server = try await start(in: folder) {
            $0.presentOverlayEntry = { entry in
                let look: @Sendable () -> Void = {
                    let text = (try? folder.read(Self.file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
                    let isStored = text.contains(entry.payload["id"]?.string ?? "?")
                    stored.withLock { $0.append(isStored) }
                }
                look()
                return look
            }
        }
        let table = try await RawTable.ready(on: server, await server.issueSession(worldID: "w"))
        table.emit("dice:roll", DomainDriver.roll())
        #expect(await table.next().contains("dice:roll:ack"))
        #expect(stored.withLock { $0 } == [false, true])
    }
}
