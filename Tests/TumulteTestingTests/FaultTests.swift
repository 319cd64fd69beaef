import JSON
import Testing
import TumulteTesting

@Suite("Faults on demand and restarts", .timeLimit(.minutes(5)))
struct FaultTests {
    private func started() async throws -> (ContractServer, IssuedSession) {
        var options = ContractServer.Options()
        options.connectedDelay = .zero
        let server = try await ContractServer.start(options)
        return (server, await server.issueSession(worldID: "w"))
    }

    private func roll(_ number: Int) -> JSONValue { DomainDriver.roll(["rollId": .string("r\(number)")]) }

    @Test("a plan cuts at every Nth event, in turn before storing and before the ack")
    func cutting() {
        var plan = FaultPlan()
        plan.add(.cutEvery(events: 3))
        let fates = (0..<9).map { _ in plan.nextEvent() }
        #expect(
            fates == [
                .normal, .normal, .cutBeforeStoring, .normal, .normal, .cutBeforeAck, .normal, .normal,
                .cutBeforeStoring,
            ])
        var always = FaultPlan()
        always.add(.cutEvery(events: 0, at: .beforeAck))
        #expect(always.nextEvent() == .cutBeforeAck)
    }

    @Test("a plan counts what is still to happen")
    func counting() {
        var plan = FaultPlan()
        plan.add(.dropAcks(1))
        plan.add(.delayAcks(by: .seconds(1)))
        #expect([plan.nextAck(), plan.nextAck(), plan.nextAck()] == [.drop, .delay(.seconds(1)), .delay(.seconds(1))])
        plan.add(.answerHTTP(status: 503, retryAfter: 2, path: "/webhooks", times: 2))
        #expect(plan.nextRequest(path: "/mj") == .normal)
        #expect(plan.nextRequest(path: "/webhooks/x") == .answer(status: 503, retryAfter: 2))
        #expect(plan.nextRequest(path: "/webhooks/y") == .answer(status: 503, retryAfter: 2))
        #expect(plan.nextRequest(path: "/webhooks/x") == .normal)
        plan.add(.failSetup())
        plan.add(.withholdConnected(times: 1))
        #expect([plan.nextSetup(), plan.nextSetup(), plan.nextSetup()] == [.fail, .withhold, .normal])
    }

    @Test("cut before storing loses the event, cut before the ack loses only the ack")
    func cutPoints() async throws {
        let (server, session) = try await started()
        await server.inject(.cutEvery(events: 1))
        for number in 1...2 {
            let table = try await RawTable.ready(on: server, session)
            table.emit("dice:roll", roll(number))
            #expect(await table.nextFrame() == .end)
        }
        #expect(await server.snapshot().rolls.map(\.rollID) == ["r2"])
        await server.clearFaults()
        let table = try await RawTable.ready(on: server, session)
        table.emit("dice:roll", roll(2))
        #expect(await table.next().contains(#""success":true"#))
        #expect(await server.snapshot().overlay.count == 1)
    }

    @Test("dropped connections end without a close frame, and a new one is welcome")
    func drop() async throws {
        let (server, session) = try await started()
        let other = await server.issueSession(worldID: "v")
        let table = try await RawTable.ready(on: server, session)
        let spared = try await RawTable.ready(on: server, other)
        #expect(await server.dropConnections(ofWorld: "w") == 1)
        #expect(await table.nextFrame() == .end)
        spared.emit("campaign:sync", ["campaigns": []])
        #expect(await spared.next().contains("campaign:sync:ack"))
        #expect(await server.dropConnections() == 1)
        _ = try await RawTable.ready(on: server, session)
    }

    @Test("acks are dropped, then delayed, then normal again")
    func acks() async throws {
        let clock = TestClock()
        var options = ContractServer.Options()
        options.connectedDelay = .zero
        options.clock = clock
        let server = try await ContractServer.start(options)
        let table = try await RawTable.ready(on: server, await server.issueSession(worldID: "w"))
        await server.inject(.dropAcks(1))
        await server.inject(.delayAcks(by: .seconds(3)))
        table.emit("dice:roll", roll(1))
        table.emit("campaign:sync", ["campaigns": []])
        await server.wait { $0.received.count == 2 }
        await server.clearFaults()
        table.emit("character:update", DomainDriver.character())
        #expect(await table.next().contains("character:update:ack"))
        clock.advance(by: .seconds(3))
        #expect(await table.next().contains("campaign:sync:ack"))
        #expect(await server.snapshot().rolls.count == 1)
    }

    @Test("requests are answered with a status on demand, the upgrade among them")
    func statuses() async throws {
        let (server, _) = try await started()
        await server.inject(.answerHTTP(status: 503, retryAfter: 7))
        let answer = try await server.request("GET", "/webhooks/foundry/pairing-status?worldId=w&code=c")
        #expect(answer.status == 503 && answer.header("Retry-After") == "7")
        await server.inject(.answerHTTP(status: 401, path: "/socket.io/"))
        #expect(try await server.request("GET", "/x").status == 404)
        let connection = try RawConnection.open(to: server)
        connection.send(RawTable.upgrade.replacing("Connection: Upgrade", with: "Connection: close"))
        #expect(await connection.everything().hasPrefix("HTTP/1.1 401 "))
    }

    @Test("an answer lost on its way has had its effect")
    func lostAnswer() async throws {
        let (server, _) = try await started()
        await server.inject(.loseAnswer(path: "/webhooks"))
        let connection = try RawConnection.open(to: server)
        let body = #"{"worldId":"n","worldName":"n"}"#
        connection.send(
            "POST /webhooks/foundry/request-pairing HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        #expect(await connection.everything() == "")
        let poll = try await server.request("GET", "/webhooks/foundry/pairing-status?worldId=n&code=c")
        #expect(poll.body["status"].string == "pending")
    }

    @Test("refuses connections, handshakes and set-ups on demand")
    func refusing() async throws {
        let (server, session) = try await started()
        await server.inject(.refuseConnections)
        #expect(await (try RawConnection.open(to: server)).everything() == "")
        await server.clearFaults()

        await server.inject(.refuseHandshake(message: "Authentication failed"))
        let table = try await RawTable.open(to: server)
        _ = await table.next()
        table.join(session.sessionToken)
        #expect(await table.next() == #"44/vtt,{"message":"Authentication failed"}"#)

        await server.inject(.failSetup())
        table.join(session.sessionToken)
        #expect(await table.next().hasPrefix("40/vtt,"))
        #expect(await table.next() == "41/vtt,")

        await server.inject(.withholdConnected())
        table.join(session.sessionToken)
        #expect(await table.next().hasPrefix("40/vtt,"))
        table.send("2")
        #expect(await table.nextFrame() == .close(1000), "nothing came before the end")
    }

    @Test("a stalled server is silent, and answers what waited once it goes on")
    func stall() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        await server.inject(.stall)
        table.emit("dice:roll", roll(1))
        #expect(await server.snapshot().received.isEmpty)
        await server.clearFaults()
        #expect(await table.next().contains("dice:roll:ack"))
    }

    @Test("an outage refuses connections and forgets nothing; the port is the same afterwards")
    func outage() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.emit("dice:roll", roll(1))
        _ = await table.next()
        await server.suspend()
        #expect(await table.nextFrame() == .end)
        #expect(await (try RawConnection.open(to: server)).everything() == "")
        #expect(await server.snapshot().connection(ofWorld: "w")?.openSockets == 0)
        try await server.resume()
        let again = try await RawTable.ready(on: server, session)
        again.emit("dice:roll", roll(1))
        #expect(await again.next().contains(#""success":true"#))
        #expect(await server.snapshot().rolls.count == 1)
    }

    @Test("another server goes on with the store of a stopped one, on the same port")
    func successor() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.emit("dice:roll", roll(1))
        _ = await table.next()
        await server.stop()
        var options = ContractServer.Options()
        options.connectedDelay = .zero
        options.port = server.port
        let successor = try await ContractServer.start(options, store: await server.store)
        #expect(successor.url == server.url)
        let again = try await RawTable.ready(on: successor, session)
        again.emit("dice:roll", roll(1))
        _ = await again.next()
        let snapshot = await successor.snapshot()
        #expect(snapshot.rolls.count == 1 && snapshot.overlay.count == 1)
    }

    @Test("a port that is taken is an error, not a crash")
    func taken() async throws {
        let (server, _) = try await started()
        var options = ContractServer.Options()
        options.port = server.port
        await #expect(throws: (any Error).self) { try await ContractServer.start(options) }
    }

    @Test("what is printed of credentials and stores names no secret")
    func secrets() async throws {
        let (server, session) = try await started()
        var dumped = ""
        dump(session, to: &dumped)
        let text = "\(session) \(await server.store) \(dumped)"
        for secret in [session.sessionToken, session.refreshToken, session.apiKey] {
            #expect(!text.contains(secret))
        }
    }
}
