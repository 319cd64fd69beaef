import JSON
import Testing
import TumulteTesting
import WebSocket

@Suite("Contract server's socket", .timeLimit(.minutes(5)))
struct ContractServerSocketTests {
    private func started(
        _ configure: (inout ContractServer.Options) -> Void = { _ in }
    ) async throws -> (ContractServer, IssuedSession) {
        var options = ContractServer.Options()
        options.connectedDelay = .zero
        configure(&options)
        let server = try await ContractServer.start(options)
        return (server, await server.issueSession(worldID: "w"))
    }

    @Test("announces its settings in the open packet")
    func open() async throws {
        let (server, _) = try await started { $0.pingInterval = .milliseconds(1234) }
        let table = try await RawTable.open(to: server)
        #expect(table.head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        let open = await table.next()
        #expect(open.hasPrefix("0{"))
        let fields = try JSONDocument(String(open.dropFirst())).root
        #expect(fields["pingInterval"].int == 1234 && fields["pingTimeout"].int == 20_000)
        #expect(fields["maxPayload"].int == 1_000_000 && fields["upgrades"].count == 0)
    }

    @Test("a roll goes from the socket to the overlay, once, and hidden ones stay behind")
    func rolls() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.emit("dice:roll", DomainDriver.roll())
        let first = await table.next()
        #expect(first.hasPrefix(#"42/vtt,["dice:roll:ack",{"success":true,"#))
        table.emit("dice:roll", DomainDriver.roll())
        #expect(await table.next() == first)
        table.emit("dice:roll", DomainDriver.roll(["rollId": "r2", "isHidden": true, "isCritical": true]))
        #expect(await table.next().contains(#""success":true"#))
        table.emit("dice:roll", DomainDriver.roll(["rollId": "r3", "result": 1.5]))
        #expect(await table.next().contains(#""success":false"#))
        let snapshot = await server.snapshot()
        #expect(snapshot.overlay.map { $0.payload["rollId"] } == ["r1"])
        #expect(snapshot.rolls.map(\.rollID) == ["r1", "r2"])
        #expect(snapshot.received.count == 4)
        #expect(snapshot.violations.map(\.field) == ["result"])
        #expect(snapshot.connection(ofWorld: "w")?.tunnelStatus == "connected")
    }

    @Test("the overlay is also a stream, from the beginning and as it happens, until the server stops")
    func stream() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.emit("dice:roll", DomainDriver.roll())
        await server.wait { $0.overlay.count == 1 }
        var entries = await server.overlayEntries().makeAsyncIterator()
        #expect(await entries.next()?.kind == .roll)
        table.emit("character:update", DomainDriver.character())
        #expect(await entries.next()?.kind == .character)
        await server.stop()
        #expect(await entries.next() == nil)
    }

    @Test(
        "refuses a handshake in the contract's words",
        arguments: [
            (#"40/vtt,"#, "Authentication token required"), (#"40/vtt,{"token":""}"#, "Authentication token required"),
            (#"40/vtt,{"token":"x"}"#, "Authentication failed"), (#"40/other,{}"#, "Invalid namespace"),
        ])
    func refusals(packet: String, message: String) async throws {
        let (server, _) = try await started()
        let table = try await RawTable.open(to: server)
        _ = await table.next()
        table.send(packet)
        let answer = await table.next()
        #expect(answer.hasPrefix("44/") && answer.hasSuffix(#"{"message":"\#(message)"}"#))
        // The link stays open: another try is possible.
        table.send("40")
        #expect(await table.next().hasPrefix(#"40{"sid":"#))
    }

    @Test("an event before connected is dropped and noted; after it, it counts")
    func window() async throws {
        let clock = TestClock()
        let (server, session) = try await started {
            $0.clock = clock
            $0.connectedDelay = .milliseconds(50)
        }
        let table = try await RawTable.open(to: server)
        _ = await table.next()
        table.join(session.sessionToken)
        #expect(await table.next().hasPrefix("40/vtt,"))
        table.emit("dice:roll", DomainDriver.roll())
        let snapshot = await server.wait { $0.violations.count == 1 }
        #expect(snapshot.rolls.isEmpty && snapshot.received.count == 1)
        clock.advance(by: .milliseconds(50))
        #expect(await table.next().contains("connected"))
        table.emit("dice:roll", DomainDriver.roll())
        #expect(await table.next().contains("dice:roll:ack"))
    }

    @Test(
        "what breaks the protocol ends the link, and is noted",
        arguments: [
            "2", "7", "", "4", "49", #"42/vtt,["dice:roll",{}]"#, "42/vtt,{}", "42/vtt,[]", #"45/vtt,11-["x"]"#,
            #"44/vtt,{}"#, "4{",
        ])
    func protocolFaults(packet: String) async throws {
        let (server, _) = try await started()
        let table = try await RawTable.open(to: server)
        _ = await table.next()
        table.send(packet)
        #expect(await table.nextFrame() == .close(1000))
        #expect(await table.nextFrame() == .end)
        #expect(await server.snapshot().violations.count == 1)
    }

    @Test("joining twice, and a binary frame out of the blue, end the link")
    func twice() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.join(session.sessionToken)
        #expect(await table.nextFrame() == .close(1000))
        let other = try await RawTable.ready(on: server, session)
        other.sendFrame(.binary, [1, 2, 3])
        #expect(await other.nextFrame() == .close(1000))
    }

    @Test("a message over maxPayload closes with 1009 and is not acknowledged; one that just fits is read")
    func tooLarge() async throws {
        let (server, session) = try await started { $0.maximumPayload = 1000 }
        let table = try await RawTable.ready(on: server, session)
        let frame = #"42/vtt,["spell:effect:expired",""]"#
        let fitting = frame.replacing(
            #""""#, with: "\"" + String(repeating: "x", count: 1000 - frame.utf8.count) + "\"")
        #expect(fitting.utf8.count == 1000)
        table.send(fitting)
        await server.wait { $0.received.count == 1 }
        table.send(fitting + " ")
        #expect(await table.nextFrame() == .close(1009))
        #expect(await table.nextFrame() == .end)
        let violations = await server.snapshot().violations
        #expect(violations.map(\.source) == ["message"])
    }

    @Test("frames glued to the upgrade request are read")
    func glued() async throws {
        let (server, session) = try await started()
        let join = RawTable.frame(.text, Array(#"40/vtt,{"token":"\#(session.sessionToken)"}"#.utf8))
        let table = try await RawTable.open(to: server, gluedBytes: join)
        _ = await table.next()
        #expect(await table.next().hasPrefix("40/vtt,"))
    }

    @Test("answers WebSocket pings and close frames")
    func webSocketControl() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.sendFrame(.ping, [1])
        #expect(await table.next() == "pong frame")
        table.sendFrame(.close, [3, 233])
        #expect(await table.nextFrame() == .close(1001))
        #expect(await table.nextFrame() == .end)
        await server.wait { $0.connection(ofWorld: "w")?.openSockets == 0 }
    }

    @Test("pings by the engine's interval, and gives up on who does not answer")
    func engineHeartbeat() async throws {
        let clock = TestClock()
        let (server, session) = try await started { $0.clock = clock }
        let table = try await RawTable.ready(on: server, session)
        clock.advance(by: .seconds(25))
        #expect(await table.next() == "2")
        table.send("3")
        // The pong is read before the next request is answered: both go through the same thread in order.
        table.emit("campaign:sync", ["campaigns": []])
        #expect(await table.next().contains("campaign:sync:ack"))
        clock.advance(by: .seconds(5))
        #expect(await table.next().contains(#"["ping",{"timestamp":"#))
        table.emit("pong", ["timestamp": 1])
        await server.wait { $0.received.contains { $0.event == "pong" } }
        clock.advance(by: .seconds(20))
        #expect(await table.next() == "2")
        clock.advance(by: .seconds(20))
        #expect(await table.next().contains(#"["ping",{"timestamp":"#))
        #expect(await table.nextFrame() == .close(1000))
        #expect(await server.snapshot().violations.map(\.source) == ["engine pong"])
    }

    @Test("a missed application heartbeat marks the tunnel and disconnects")
    func applicationHeartbeat() async throws {
        let clock = TestClock()
        let (server, session) = try await started {
            $0.clock = clock
            $0.pingInterval = .seconds(1000)
        }
        let table = try await RawTable.ready(on: server, session)
        clock.advance(by: .seconds(30))
        #expect(await table.next().contains(#"["ping","#))
        clock.advance(by: .seconds(30))
        var last = await table.next()
        if last.contains(#"["ping","#) { last = await table.next() }
        #expect(last == "41/vtt,")
        #expect(await table.nextFrame() == .close(1000))
    }

    @Test("a link that joins nothing is closed after the connect time-out")
    func connectTimeout() async throws {
        let clock = TestClock()
        let (server, _) = try await started {
            $0.clock = clock
            $0.pingInterval = .seconds(1000)
        }
        let table = try await RawTable.open(to: server)
        _ = await table.next()
        clock.advance(by: .seconds(45))
        #expect(await table.nextFrame() == .close(1000))
    }

    @Test("revocation tells every socket, then disconnects, then closes; the token is refused afterwards")
    func revocation() async throws {
        let (server, session) = try await started()
        let tables = [try await RawTable.ready(on: server, session), try await RawTable.ready(on: server, session)]
        try await server.dashboard.revoke(world: "w", reason: "enough")
        for table in tables {
            #expect(await table.next().hasPrefix(#"42/vtt,["connection:revoked",{"reason":"enough","#))
            #expect(await table.next() == "41/vtt,")
            #expect(await table.nextFrame() == .close(1000))
        }
        let late = try await RawTable.open(to: server)
        _ = await late.next()
        late.join(session.sessionToken)
        #expect(await late.next() == #"44/vtt,{"message":"Connection not found or revoked"}"#)
    }

    @Test("a deleted campaign is told before the revocation")
    func campaignDeleted() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        try await server.dashboard.deleteCampaign(world: "w")
        #expect(await table.next().hasPrefix(#"42/vtt,["campaign:deleted","#))
        #expect(await table.next().hasPrefix(#"42/vtt,["connection:revoked",{"reason":"Campaign deleted by owner","#))
        #expect(await table.next() == "41/vtt,")
    }

    @Test("commands reach every socket with an id and a time, and are refused where nobody listens")
    func commands() async throws {
        let (server, session) = try await started()
        var payload = JSONObject()
        payload["content"] = "hello"
        await #expect(throws: ContractServerError.self) {
            try await server.send("command:chat_message", payload, toWorld: "w")
        }
        let table = try await RawTable.ready(on: server, session)
        try await server.send("command:chat_message", payload, toWorld: "w")
        let command = await table.next()
        #expect(command.contains(#""content":"hello""#) && command.contains(#""requestId":""#))
        #expect(command.contains(#""timestamp":""#))
        #expect(await server.sendRaw("42/vtt,[5]", toWorld: "w") == 1)
        #expect(await table.next() == "42/vtt,[5]")
        try await server.emit("odd", ["a": 1], toWorld: "w")
        #expect(await table.next() == #"42/vtt,["odd",{"a":1}]"#)
    }

    @Test("random packets and random bytes end links at most, never the server", arguments: 0..<12)
    func random(seed: Int) async throws {
        let (server, session) = try await started()
        var source = RandomSource(seed: UInt64(seed))
        let pieces = [
            "42/vtt,", "40", "40/vtt,", "41/vtt,", "43/vtt,1", "45/vtt,1-", "3", "[\"dice:roll\",", "{}", "]", "[",
            "\"combat:start\"", "{\"combatants\":[{\"id\":", "null", "}]}", "9999999999999999999", ",", "-1.5e400",
        ]
        for round in 0..<20 {
            let table = round % 2 == 0 ? try await RawTable.ready(on: server, session) : try await .open(to: server)
            if round % 5 == 4 {
                table.sendBytes(source.bytes(200))
            } else {
                for _ in 0..<10 {
                    table.send((0..<4).map { _ in pieces[Int(source.next() % UInt64(pieces.count))] }.joined())
                }
            }
            table.close()
        }
        let survivor = try await RawTable.ready(on: server, session)
        survivor.emit("dice:roll", DomainDriver.roll())
        #expect(await survivor.next().contains("dice:roll:ack"))
    }

    @Test("the clean-up of the dashboard reaches the table, and the category list goes without an id")
    func dashboardCommands() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        try await server.send("command:sync_item_categories", JSONObject(["itemCategories": []]), toWorld: "w")
        #expect(await table.next() == #"42/vtt,["command:sync_item_categories",{"itemCategories":[]}]"#)
        #expect(try await server.request("POST", "/mj/campaigns/none/gamification/cleanup-foundry").status == 404)
        let connection = try #require(await server.snapshot().connection(ofWorld: "w"))
        let campaign = try #require(connection.campaignIDs.first)
        let answer = try await server.request("POST", "/mj/campaigns/\(campaign)/gamification/cleanup-foundry")
        #expect(answer.status == 200)
        #expect(await table.next().hasPrefix(#"42/vtt,["command:cleanup_all_effects",{"cleanChat":false,"#))
    }

    @Test("leaving the namespace keeps the link for another try")
    func leaving() async throws {
        let (server, session) = try await started()
        let table = try await RawTable.ready(on: server, session)
        table.send("41/vtt,")
        await server.wait { $0.connection(ofWorld: "w")?.openSockets == 0 }
        table.join(session.sessionToken)
        #expect(await table.next().hasPrefix("40/vtt,"))
    }
}
