import JSON
import SocketIO
import Testing
import Transport
import TumulteTesting

@Suite("The Socket.IO client against the contract server", .timeLimit(.minutes(5)))
struct SocketIOClientTests {
    private struct Table {
        let connection: SocketIOConnection
        let namespace: SocketIONamespace
        var events: SocketIOEvents.Iterator

        init(_ server: ContractServer, token: String) async throws {
            connection = try await SocketIOConnection.connect(to: ServerAddress(server.url))
            namespace = try await connection.join("/vtt", auth: ["token": .string(token)])
            events = namespace.events.makeAsyncIterator()
            let first = await events.next()
            #expect(first?.name == "connected")
        }

        mutating func next() async -> (name: String, payload: JSONView)? {
            await events.next().map { ($0.name, $0.arguments.first) }
        }
    }

    private func pairedToken(_ server: ContractServer) async throws -> String {
        let client = HTTPClient()
        let world: JSONValue = ["worldId": "w", "worldName": "Emberfall", "moduleVersion": "2.3.4"]
        let requested = try await client.send(
            HTTPRequest(
                "POST", ServerAddress(server.url + "/webhooks/foundry/request-pairing"),
                headers: ["Content-Type": "application/json"], body: world.jsonBytes))
        #expect(requested.status == 200)
        let code = try #require(try JSONDocument(requested.body).root["code"].string)
        try await server.dashboard.pair(code: code)
        let status = try ServerAddress(server.url + "/webhooks/foundry/pairing-status?worldId=w&code=\(code)")
        let done = try await client.send(HTTPRequest("GET", status))
        return try #require(try JSONDocument(done.body).root["sessionToken"].string)
    }

    @Test("pair, connect, roll, acknowledge, overlay")
    func wholeWay() async throws {
        let server = try await ContractServer.start()
        var table = try await Table(server, token: try await pairedToken(server))
        try table.namespace.emit("dice:roll", DomainDriver.roll())
        let ack = try #require(await table.next())
        #expect(ack.name == "dice:roll:ack" && ack.payload["success"].bool == true)
        try table.namespace.emit("dice:roll", DomainDriver.roll(["result": "17", "rollId": "r2"]))
        let refused = try #require(await table.next())
        #expect(refused.payload["success"].bool == false && refused.payload["error"].string != nil)
        let overlay = await server.snapshot().overlay
        #expect(overlay.map { $0.payload["id"]?.string } == [ack.payload["rollId"].string])
        #expect(await table.connection.close() == .clientDisconnect)
        await server.wait { $0.connection(ofWorld: "w")?.openSockets == 0 }
    }

    @Test("hears of a drop, connects again, and repeats a roll without doubling it")
    func dropAndReturn() async throws {
        let server = try await ContractServer.start()
        let token = await server.issueSession(worldID: "w").sessionToken
        var table = try await Table(server, token: token)
        await server.inject(.cutEvery(events: 1, at: .beforeAck))
        try table.namespace.emit("dice:roll", DomainDriver.roll())
        #expect(await table.next() == nil)
        await server.clearFaults()
        var again = try await Table(server, token: token)
        try again.namespace.emit("dice:roll", DomainDriver.roll())
        #expect(await again.next()?.payload["success"].bool == true)
        #expect(await server.snapshot().overlay.count == 1)
        await again.connection.close()
    }

    @Test("hears the server's words when it is refused, and its disconnect when it is revoked")
    func refusedAndRevoked() async throws {
        let server = try await ContractServer.start()
        let session = await server.issueSession(worldID: "w")
        let connection = try await SocketIOConnection.connect(to: ServerAddress(server.url))
        do {
            _ = try await connection.join("/vtt", auth: ["token": .string(session.refreshToken)])
            Issue.record("joined with a refresh token")
        } catch .connectRefused(let message, _) {
            #expect(message == "Invalid token type")
        }
        var table = try await Table(server, token: session.sessionToken)
        try await server.dashboard.revoke(world: "w")
        #expect(await table.next()?.name == "connection:revoked")
        #expect(await table.next() == nil)
        #expect(await table.namespace.closed() == .serverDisconnect)
        await connection.close()
    }

    @Test("a thousand rolls in one burst are all acknowledged and shown, in order")
    func burst() async throws {
        let server = try await ContractServer.start()
        var table = try await Table(server, token: await server.issueSession(worldID: "w").sessionToken)
        for number in 0..<1000 {
            try table.namespace.emit("dice:roll", DomainDriver.roll(["rollId": .string("r\(number)")]))
        }
        for _ in 0..<1000 { #expect(await table.next()?.payload["success"].bool == true) }
        let shown = await server.snapshot().overlay.map { $0.payload["rollId"]?.string }
        #expect(shown == (0..<1000).map { "r\($0)" })
        await table.connection.close()
    }
}
