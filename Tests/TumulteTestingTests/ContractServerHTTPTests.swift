import JSON
import Testing
import TumulteTesting

@Suite("Contract server over HTTP", .timeLimit(.minutes(5)))
struct ContractServerHTTPTests {
    @Test("pairs over HTTP alone: code, dashboard, credentials, health")
    func pairing() async throws {
        let server = try await ContractServer.start()
        let requested = try await server.request(
            "POST", "/webhooks/foundry/request-pairing", ["worldId": "w", "worldName": "Emberfall"])
        #expect(requested.status == 200)
        #expect(requested.body["serverUrl"].string == server.url)
        #expect(requested.header("X-RateLimit-Remaining") == "29")
        let code = try #require(requested.body["code"].string)
        let entered = try await server.request("POST", "/mj/vtt-connections/pair-with-code", ["code": .string(code)])
        #expect(entered.status == 201)
        let done = try await server.request("GET", "/webhooks/foundry/pairing-status?worldId=w&code=\(code)")
        #expect(done.body["status"].string == "completed")
        let key = try #require(done.body["apiKey"].string)
        let health = try await server.request(
            "GET", "/webhooks/foundry/connection-health", headers: "Authorization: Bearer \(key)\r\n")
        #expect(health.body["status"].string == "healthy")
        #expect(await server.snapshot().violations.isEmpty)
        await server.stop()
    }

    @Test("the dashboard's own calls pair, revoke and let in again")
    func dashboard() async throws {
        let server = try await ContractServer.start()
        let requested = try await server.request(
            "POST", "/webhooks/foundry/request-pairing", ["worldId": "w", "worldName": "Emberfall"])
        try await server.dashboard.pair(code: " \(requested.body["code"].string?.lowercased() ?? "") ")
        await #expect(throws: ContractServerError.self) { try await server.dashboard.pair(code: "AAA-AAA") }
        try await server.dashboard.revoke(world: "w")
        #expect(await server.snapshot().connection(ofWorld: "w")?.status == "revoked")
        await #expect(throws: ContractServerError.self) { try await server.dashboard.revoke(world: "w") }
        try await server.dashboard.reauthorize(world: "w")
        await #expect(throws: ContractServerError.unknownWorld("x")) {
            try await server.dashboard.regenerateKey(world: "x")
        }
        #expect(await server.snapshot().connection(ofWorld: "w")?.status == "active")
    }

    @Test("echoes X-Request-ID, or makes one")
    func requestID() async throws {
        let server = try await ContractServer.start()
        #expect(try await server.request("GET", "/x", headers: "X-Request-ID: abc\r\n").header("X-Request-ID") == "abc")
        #expect(isUUID(try await server.request("GET", "/x").header("X-Request-ID") ?? ""))
    }

    @Test("answers pipelined requests in order on one connection, and keeps it open")
    func pipelining() async throws {
        let server = try await ContractServer.start()
        let connection = try RawConnection.open(to: server)
        connection.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        let answers = await connection.everything()
        #expect(answers.components(at: "GET:/1").rest.contains("GET:/2"))
    }

    @Test(
        "garbage gets an answer in the framework's shape, and the connection ends",
        arguments: [
            ("\u{16}\u{3}\u{1}\u{2}\r\n\r\n", "400"), ("GET / HTTP/9\r\n\r\n", "505"),
            ("GET /" + String(repeating: "x", count: 20_000) + "\r\n", "431"),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999\r\n\r\n", "413"),
        ])
    func garbage(text: String, status: String) async throws {
        let server = try await ContractServer.start()
        let connection = try RawConnection.open(to: server)
        connection.send(text)
        let answer = await connection.everything()
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        #expect(try RawAnswer(answer).body["message"].string != nil)
    }

    @Test("says 100 Continue to a client that waits for it")
    func continues() async throws {
        let server = try await ContractServer.start()
        let connection = try RawConnection.open(to: server)
        connection.send(
            "POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n")
        var arrivals = connection.arrivals.makeAsyncIterator()
        let first = String(decoding: await arrivals.next() ?? [], as: UTF8.self)
        #expect(first == "HTTP/1.1 100 Continue\r\n\r\n")
        connection.send("{}")
        #expect(String(decoding: await arrivals.next() ?? [], as: UTF8.self).hasPrefix("HTTP/1.1 404 "))
    }

    @Test(
        "refuses what is no upgrade with the engine's codes",
        arguments: [
            ("transport=polling&EIO=4", "", 0, "Transport unknown"), ("EIO=4", "", 0, "Transport unknown"),
            ("EIO=4&transport=websocket&sid=x", "", 1, "Session ID unknown"),
            ("EIO=4&transport=websocket", "", 3, "Bad request"),
            ("EIO=4&transport=websocket", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n", 3, "Bad request"),
        ])
    func engineRefusals(query: String, headers: String, code: Int, message: String) async throws {
        let server = try await ContractServer.start()
        let answer = try await server.request("GET", "/socket.io/?\(query)", headers: headers)
        #expect(answer.status == 400)
        #expect(answer.body["code"].int == code && answer.body["message"].string == message)
    }

    @Test("refuses protocol version 3 by name")
    func oldProtocol() async throws {
        let server = try await ContractServer.start()
        let connection = try RawConnection.open(to: server)
        connection.send(RawTable.upgrade.replacing("EIO=4", with: "EIO=3"))
        let answer = try RawAnswer(await connection.everything())
        #expect(answer.body["code"].int == 5 && answer.body["message"].string == "Unsupported protocol version")
    }

    @Test("an idle connection is closed after a minute of the server's clock")
    func idle() async throws {
        var options = ContractServer.Options()
        let clock = TestClock()
        options.clock = clock
        let server = try await ContractServer.start(options)
        let connection = try RawConnection.open(to: server)
        connection.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n")
        var arrivals = connection.arrivals.makeAsyncIterator()
        _ = await arrivals.next()
        clock.advance(by: .seconds(61))
        #expect(await arrivals.next() == nil)
    }

    @Test("rate limits can be switched off")
    func noLimits() async throws {
        var options = ContractServer.Options()
        options.rateLimits = false
        let server = try await ContractServer.start(options)
        for _ in 0..<31 {
            let answer = try await server.request("GET", "/webhooks/foundry/pairing-status?worldId=w&code=c")
            #expect(answer.status == 200 && answer.header("X-RateLimit-Limit") == nil)
        }
    }

    @Test("auto-pairing serves whoever asks")
    func autoPair() async throws {
        var options = ContractServer.Options()
        options.autoPair = true
        options.serverURL = "https://api.example.org"
        let server = try await ContractServer.start(options)
        _ = try await server.request(
            "POST", "/webhooks/foundry/request-pairing", ["worldId": "w", "worldName": "Emberfall"])
        let done = try await server.request("GET", "/webhooks/foundry/pairing-status?worldId=w&code=c")
        #expect(done.body["status"].string == "completed")
        #expect(done.body["serverUrl"].string == "https://api.example.org")
    }
}
