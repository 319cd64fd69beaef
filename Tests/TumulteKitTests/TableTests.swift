import Foundry
import JSON
import Testing
import TumulteTesting

@testable import TumulteKit

@Suite("A table on the contract server", .timeLimit(.minutes(5)))
struct TableTests {
    @Test("pairs by code, stores what it got, connects, and its rolls reach the overlay")
    func wholePath() async throws {
        var options = ContractServer.Options()
        options.autoPair = true
        let harness = try await TableHarness(
            serverOptions: options, options: Self.quick(), isPaired: false)
        #expect(!harness.table.isPaired)
        var steps: [PairingStep] = []
        for try await step in harness.table.pair() { steps.append(step) }
        #expect(harness.table.isPaired)
        #expect(steps.first == .requestingCode)
        guard case .paired = steps.last else {
            Issue.record("the last step is \(String(describing: steps.last))")
            return
        }
        try await harness.running { harness in
            harness.roll("message000000001")
            let seen = await harness.server.wait { $0.overlay.contains { $0.kind == .roll } }
            let roll = try #require(seen.rolls.first?.payload)
            #expect(roll["rollId"] == "message000000001#0")
            #expect(roll["result"] == 17)
            #expect(roll["characterName"] == "Éloïse")
            #expect(roll["metadata"]?["flavor"] == "Longsword & shield")
            #expect(roll["metadata"]?["timestamp"] == 1_760_000_000_000)
            #expect(seen.violations == [])
        }
    }

    @Test("keeps rolls made before it was connected, and delivers them in order")
    func queued() async throws {
        let harness = try await TableHarness()
        for n in 0..<50 { harness.roll("m\(n)", total: 6 + n % 15) }
        #expect(harness.table.waitingEvents == 50)
        try await harness.running { harness in
            #expect(await harness.table.drain(within: .seconds(60)))
            let seen = await harness.server.snapshot()
            #expect(seen.rolls.map(\.rollID) == (0..<50).map { "m\($0)#0" })
            #expect(seen.violations == [])
        }
        #expect(harness.table.counts.rollsSettled == 50)
    }

    @Test("sends a roll once although its message is told again, and each roll of a message by itself")
    func oncePerRoll() async throws {
        let harness = try await TableHarness()
        try await harness.running { harness in
            harness.world.apply(.create(.chatMessage, TableHarness.message("many", rolls: 3)))
            harness.world.apply(.create(.chatMessage, TableHarness.message("many", rolls: 3)))
            harness.world.apply(
                .update(.chatMessage, "many", by: try TableHarness.document(#"{"flavor":"changed"}"#)))
            harness.roll("last")
            #expect(await harness.table.drain(within: .seconds(60)))
            let seen = await harness.server.snapshot()
            #expect(seen.received.filter { $0.event == "dice:roll" }.count == 4)
            #expect(seen.rolls.map(\.rollID) == ["many#0", "many#1", "many#2", "last#0"])
        }
    }

    @Test("keeps hidden rolls at the table until they are revealed, and sends them then, once")
    func revealed() async throws {
        let harness = try await TableHarness()
        let reports = harness.table.reports
        try await harness.running { harness in
            harness.roll("secret", whisper: ["user000000000001"])
            harness.roll("open")
            #expect(await harness.table.drain(within: .seconds(60)))
            #expect(await harness.server.snapshot().rolls.map(\.rollID) == ["open#0"])
            #expect(harness.table.counts.withheld == 1)
            for _ in 0..<2 {
                harness.world.apply(.update(.chatMessage, "secret", by: try TableHarness.document(#"{"whisper":[]}"#)))
            }
            #expect(await harness.table.drain(within: .seconds(60)))
            #expect(await harness.server.snapshot().rolls.map(\.rollID) == ["open#0", "secret#0"])
            #expect(harness.table.counts.rolls == 2)
        }
        var withheld: [DeliveryReport] = []
        for await report in reports {
            if case .withheld = report { withheld.append(report) }
            if case .settled(let reference) = report, reference.id == "secret#0" { break }
        }
        #expect(withheld == [.withheld(rollID: "secret#0")])
    }

    @Test("sends hidden rolls only flagged, or as they are, when told to", arguments: [HiddenRollPolicy.flag, .send])
    func policies(policy: HiddenRollPolicy) async throws {
        var options = TableOptions()
        options.hiddenRolls = policy
        let harness = try await TableHarness(options: options)
        try await harness.running { harness in
            harness.roll("secret", total: 25, whisper: ["user000000000001"])
            #expect(await harness.table.drain(within: .seconds(60)))
            let seen = await harness.server.snapshot()
            let roll = try #require(seen.rolls.first)
            #expect(roll.isHidden)
            #expect(roll.payload["isCritical"] == .bool(policy == .send))
            #expect(seen.overlay.filter { $0.kind == .roll } == [])
            #expect(seen.violations == [])
        }
    }

    @Test("loses nothing and repeats nothing while the connection is cut again and again")
    func cuts() async throws {
        let harness = try await TableHarness(options: Self.quick())
        await harness.server.inject(.cutEvery(events: 7))
        try await harness.running { harness in
            for n in 0..<60 { harness.roll("m\(n)") }
            #expect(await harness.table.drain(within: .seconds(90)))
            let seen = await harness.server.snapshot()
            #expect(seen.rolls.map(\.rollID) == (0..<60).map { "m\($0)#0" })
            #expect(seen.overlay.filter { $0.kind == .roll }.count == 60)
            #expect(seen.violations == [])
        }
    }

    @Test("delivers after an outage of the server, on the same port")
    func outage() async throws {
        let harness = try await TableHarness(options: Self.quick())
        try await harness.running { harness in
            harness.roll("before")
            #expect(await harness.table.drain(within: .seconds(60)))
            await harness.server.suspend()
            harness.roll("during")
            await harness.reach { if case .waiting = $0 { true } else { false } }
            try await harness.server.resume()
            harness.roll("after")
            #expect(await harness.table.drain(within: .seconds(90)))
            #expect(await harness.server.snapshot().rolls.map(\.rollID) == ["before#0", "during#0", "after#0"])
        }
    }

    @Test("replaces the connection when an acknowledgement is overdue, on every connection anew")
    func overdue() async throws {
        var options = Self.quick()
        let patient = options.time.sleep
        options.time.sleep = { try await patient($0 == .seconds(15) ? .milliseconds(100) : $0) }
        let harness = try await TableHarness(options: options)
        try await harness.running { harness in
            for n in 0..<3 {
                await harness.server.inject(.dropAcks(1))
                harness.roll("m\(n)")
                #expect(await harness.table.drain(within: .seconds(60)))
            }
            let seen = await harness.server.snapshot()
            #expect(seen.rolls.map(\.rollID) == ["m0#0", "m1#0", "m2#0"])
            // Each was sent again with the same id, and taken once.
            #expect(seen.received.filter { $0.event == "dice:roll" }.count == 6)
        }
    }

    @Test("can be run again after it was cancelled")
    func runsAgain() async throws {
        let harness = try await TableHarness(options: Self.quick())
        for n in 0..<3 {
            let running = Task { try await harness.table.run() }
            harness.roll("m\(n)")
            harness.world.apply(
                .create(
                    .actor, try TableHarness.document(#"{"_id":"a\#(n)","name":"A","type":"character","system":{}}"#)))
            await harness.server.wait { $0.rolls.count == n + 1 && $0.overlay.count { $0.kind == .character } == n + 1 }
            running.cancel()
            try await running.value
        }
        await harness.server.stop()
    }

    @Test("lets go of its world when it goes, and leaves nothing behind")
    func deinitialises() async throws {
        var harness: TableHarness? = try await TableHarness()
        weak let table = harness?.table
        weak let world = harness?.world
        try await harness?.running { harness in
            harness.roll("m1")
            harness.world.apply(
                .create(.actor, try TableHarness.document(#"{"_id":"a","name":"A","type":"character","system":{}}"#)))
            #expect(await harness.table.drain(within: .seconds(60)))
        }
        harness = nil
        #expect(table == nil)
        #expect(world == nil)
    }

    @Test("sends no more dice of a roll than a hand throws")
    func hugeRoll() async throws {
        let harness = try await TableHarness(options: Self.quick())
        let dice = Array(repeating: #"{"result":1,"active":true}"#, count: 50_000).joined(separator: ",")
        let text = #"{"class":"Roll","formula":"50000d1","total":50000,"terms":[{"faces":1,"results":[\#(dice)]}]}"#
        try await harness.running { harness in
            let message = try JSONDocument.writing { writer in
                writer.object { writer in
                    writer.member("_id", "huge")
                    writer.array("rolls") { $0.string(text) }
                }
            }
            harness.world.apply(.create(.chatMessage, message.root))
            #expect(await harness.table.drain(within: .seconds(60)))
            let seen = await harness.server.snapshot()
            #expect(seen.violations == [])
            guard case .array(let results)? = seen.rolls.first?.payload["diceResults"] else {
                Issue.record("no roll arrived")
                return
            }
            #expect(results.count == 1_000)
        }
    }

    @Test("renews refused tokens once and goes on")
    func refreshes() async throws {
        let harness = try await TableHarness(options: Self.quick())
        await harness.server.inject(.refuseHandshake(message: "Authentication failed"))
        let before = harness.store.load()?.tokens
        try await harness.running { harness in
            harness.roll("one")
            #expect(await harness.table.drain(within: .seconds(60)))
        }
        #expect(harness.store.load()?.tokens != before)
    }

    @Test("ends when the game master revokes the connection, and keeps the API key")
    func revoked() async throws {
        let harness = try await TableHarness(options: Self.quick())
        let error = try await harness.running { harness in
            await harness.reach { if case .ready = $0 { true } else { false } }
            try await harness.server.dashboard.revoke(world: harness.world.id)
            await harness.reach { if case .revoked = $0 { true } else { false } }
        }
        guard case .revoked(let reason) = error else {
            Issue.record("ended with \(String(describing: error))")
            return
        }
        #expect(reason == "Revoked by user")
        let kept = harness.store.load()
        #expect(kept?.tokens == nil)
        #expect(kept?.apiKey.isEmpty == false)
    }

    @Test("ends when the campaign is deleted, with one cause")
    func campaignDeleted() async throws {
        let harness = try await TableHarness(options: Self.quick())
        let error = try await harness.running { harness in
            await harness.reach { if case .ready = $0 { true } else { false } }
            try await harness.server.dashboard.deleteCampaign(world: harness.world.id)
            await harness.reach { if case .campaignDeleted = $0 { true } else { false } }
        }
        guard case .campaignDeleted = error else {
            Issue.record("ended with \(String(describing: error))")
            return
        }
    }

    @Test("does not run twice at once")
    func runsOnce() async throws {
        let harness = try await TableHarness()
        try await harness.running { harness in
            await harness.reach { if case .ready = $0 { true } else { false } }
            let second = await #expect(throws: TableError.self) { try await harness.table.run() }
            guard case .alreadyRunning = second else {
                Issue.record("\(String(describing: second))")
                return
            }
        }
    }

    @Test("tells the server that it leaves, and forgets the credentials even when it cannot be told")
    func unpairs() async throws {
        let harness = try await TableHarness()
        #expect(try await harness.table.unpair() == nil)
        #expect(harness.store.load() == nil)
        #expect(await harness.server.snapshot().connection(ofWorld: harness.world.id)?.status == "revoked")
        let offline = try await TableHarness()
        await offline.server.stop()
        let problem = try await offline.table.unpair()
        #expect(problem?.isTransient == true)
        #expect(offline.store.load() == nil)
    }

    /// Tables that hardly wait between tries and polls.
    static func quick() -> TableOptions {
        var options = TableOptions()
        options.reconnect = ReconnectPolicy(firstCeiling: .milliseconds(5), lastCeiling: .milliseconds(50))
        options.time.sleep = { wait in
            try await TimeSource.system.sleep(wait == CodePairing.pollInterval ? .milliseconds(20) : wait)
        }
        return options
    }
}
