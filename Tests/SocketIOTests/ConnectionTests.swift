import JSON
import SocketPeers
import Testing
import Transport
import WebSocket

@testable import SocketIO

@Suite("The Socket.IO connection", .timeLimit(.minutes(5)))
struct ConnectionTests {
    private let server: ScriptedServer

    init() throws { server = try ScriptedServer() }

    /// Tries to connect while `script` plays the server.
    private func failure(
        _ change: (inout SocketIOConfiguration) -> Void = { _ in },
        _ script: @escaping @Sendable (ScriptedPeer) async throws -> Void
    ) async throws -> SocketIOError? {
        var configuration = SocketIOConfiguration()
        configuration.connect.proxy = .none
        change(&configuration)
        let server = server
        let playing = Task {
            let peer = try await server.peer()
            try await script(peer)
            await peer.ended()
        }
        let error = await #expect(throws: SocketIOError.self) {
            try await SocketIOConnection.connect(to: server.address, configuration: configuration)
        }
        try await playing.value
        return error
    }

    private static func upgrade(_ peer: ScriptedPeer) async throws {
        let request = try await peer.request()
        peer.write { request.appendAcceptance(to: &$0) }
    }

    @Test("asks for the path and the query of the contract, and reads the limit of the open packet")
    func connects() async throws {
        let (connection, peer) = try await server.pair()
        #expect(try await peer.request().target == "/socket.io/?EIO=4&transport=websocket")
        #expect(connection.maximumPayload == 1_000_000)
        #expect(connection.closeReason == nil)
        connection.startClose()
        await peer.ended()
    }

    @Test("says that the server refused the upgrade, with its words")
    func refusedUpgrade() async throws {
        let error = try await failure { peer in
            _ = try await peer.request()
            peer.send(raw: "HTTP/1.1 429 x\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nno")
        }
        let refusal = WebSocketRefusal(status: 429, retryAfter: .seconds(3), text: "no")
        #expect(error == .webSocket(.handshake(.refused(refusal))))
    }

    @Test("says that the open packet did not come in time")
    func openTimeout() async throws {
        let error = try await failure({ $0.openTimeLimit = .milliseconds(50) }, Self.upgrade)
        #expect(error == .timedOut(.open))
    }

    @Test("says that the upgrade was not answered in time")
    func upgradeTimeout() async throws {
        let error = try await failure({ $0.upgradeTimeLimit = .milliseconds(50) }, { _ in })
        #expect(error == .webSocket(.upgradeTimedOut))
    }

    @Test("says that the server closed right after the upgrade")
    func closedAfterUpgrade() async throws {
        let error = try await failure { peer in
            try await Self.upgrade(peer)
            peer.end()
        }
        #expect(error == .closed(.transportClose(.abnormal)))
    }

    @Test(
        "refuses an open packet with senseless numbers",
        arguments: [
            (#"0{"sid":"s","pingInterval":0,"pingTimeout":1}"#, "pingInterval"),
            (#"0{"sid":"s","pingInterval":-1,"pingTimeout":1}"#, "pingInterval"),
            (#"0{"sid":"s","pingInterval":"25000","pingTimeout":1}"#, "pingInterval"),
            (#"0{"sid":"s","pingInterval":1,"pingTimeout":1,"maxPayload":0}"#, "maxPayload"),
        ])
    func badOpen(text: String, field: String) async throws {
        let error = try await failure { peer in
            try await Self.upgrade(peer)
            peer.send(text)
            #expect(await peer.next() == .close(WebSocketClose(.protocolError)))
            peer.end()
        }
        #expect(error == .protocolViolation(SocketIOViolation(.invalidOpen(field))))
    }

    @Test("ends promptly when its task is cancelled while connecting")
    func cancelConnecting() async throws {
        let server = server
        let task = Task { try await SocketIOConnection.connect(to: server.address) }
        let peer = try await server.peer()
        try await Self.upgrade(peer)
        task.cancel()
        let error = await #expect(throws: SocketIOError.self) { try await task.value }
        #expect(error == .cancelled)
        await peer.ended()
    }

    @Test("joins with the auth object, and tells a refusal with message and data")
    func joining() async throws {
        let (connection, peer) = try await server.pair()
        let refused = Task { try await connection.join("/vtt", auth: ["token": "secret"]) }
        #expect(await peer.nextText() == #"40/vtt,{"token":"secret"}"#)
        peer.send(#"44/vtt,{"message":"Authentication failed","data":{"again":true}}"#)
        let error = await #expect(throws: SocketIOError.self) { try await refused.value }
        #expect(error == .connectRefused(message: "Authentication failed", data: ["again": true]))
        #expect(!String(describing: error).contains("secret"))

        let again = Task { try await connection.join("/vtt", auth: ["token": "new"]) }
        #expect(await peer.nextText() == #"40/vtt,{"token":"new"}"#)
        peer.send(#"40/vtt,{"sid":"n"}"#)
        let table = try await again.value
        #expect(table.sid == "n")
        let twice = await #expect(throws: SocketIOError.self) { try await connection.join("/vtt") }
        #expect(twice == .alreadyJoined("/vtt"))
        connection.startClose()
    }

    @Test("joins several namespaces on one connection and keeps their events apart")
    func manyNamespaces() async throws {
        let (connection, peer) = try await server.pair()
        async let first = connection.join("/a")
        async let second = connection.join("/")
        let asked = Set([await peer.nextText(), await peer.nextText()])
        #expect(asked == ["40/a,{}", "40{}"])
        peer.send(#"40{"sid":"m"}"#)
        peer.send(#"40/a,{"sid":"a"}"#)
        peer.send(#"42/a,["for a"]"#)
        peer.send(#"42["for main"]"#)
        var inFirst = try await first.events.makeAsyncIterator()
        var inSecond = try await second.events.makeAsyncIterator()
        #expect(await inSecond.next()?.name == "for main")
        #expect(await inFirst.next()?.name == "for a")
        // Leaving one leaves the other.
        try await first.disconnect()
        #expect(await peer.nextText() == "41/a,")
        #expect(await inFirst.next() == nil)
        try await second.emit("still")
        #expect(await peer.nextText() == #"42["still"]"#)
        connection.startClose()
    }

    @Test("gives up joining in time, and leaves when it is let in too late")
    func joinTimeout() async throws {
        let (connection, peer) = try await server.pair()
        let error = await #expect(throws: SocketIOError.self) {
            try await connection.join("/vtt", timeLimit: .milliseconds(50))
        }
        #expect(error == .timedOut(.join))
        #expect(await peer.nextText() == "40/vtt,{}")
        peer.send(#"40/vtt,{"sid":"late"}"#)
        #expect(await peer.nextText() == "41/vtt,")
        connection.startClose()
    }

    @Test("ends promptly when its task is cancelled while joining")
    func cancelJoining() async throws {
        let (connection, peer) = try await server.pair()
        let task = Task { try await connection.join("/vtt") }
        #expect(await peer.nextText() == "40/vtt,{}")
        task.cancel()
        let error = await #expect(throws: SocketIOError.self) { try await task.value }
        #expect(error == .cancelled)
        peer.send(#"40/vtt,{"sid":"late"}"#)
        #expect(await peer.nextText() == "41/vtt,")
        connection.startClose()
    }

    @Test(
        "refuses names that would not be one",
        arguments: ["", "vtt", "/a,b", "/a?b", "/a\n", "/" + String(repeating: "x", count: 300)])
    func badNamespaces(name: String) async throws {
        let (connection, _) = try await server.pair()
        let error = await #expect(throws: SocketIOError.self) { try await connection.join(name) }
        #expect(error == .invalidNamespace(name))
        connection.startClose()
    }

    @Test("answers engine pings, and lets the application's ping be an event")
    func heartbeat() async throws {
        let (table, peer) = try await server.joinedPair()
        peer.send("2")
        #expect(await peer.nextText() == "3")
        peer.send(#"42/vtt,["ping",{"timestamp":1700000000000}]"#)
        var events = table.events.makeAsyncIterator()
        let event = try #require(await events.next())
        #expect(event.isNamed("ping"))
        #expect(event.arguments.first["timestamp"].int == 1_700_000_000_000)
        try table.emit("pong") { $0.object { $0.member("timestamp", 1_700_000_000_000) } }
        #expect(await peer.nextText() == #"42/vtt,["pong",{"timestamp":1700000000000}]"#)
        table.connection.startClose()
    }

    @Test("calls the link dead when pings stop")
    func pingTimeout() async throws {
        let (connection, peer) = try await server.pair(open: #"0{"sid":"s","pingInterval":30,"pingTimeout":20}"#)
        #expect(await connection.closed() == .pingTimeout)
        #expect(connection.closeReason?.name == "ping timeout")
        await peer.ended()
    }

    @Test("names the reason as the reference client does, on both sides")
    func reasons() async throws {
        typealias Case = (String, SocketIOCloseReason, @Sendable (SocketIONamespace, ScriptedPeer) async -> Void)
        let violation = SocketIOViolation(.unknownEnginePacket(0x39))
        let cases: [Case] = [
            ("io client disconnect", .clientDisconnect, { table, _ in table.connection.startClose() }),
            ("transport close", .transportClose(.abnormal), { _, peer in peer.end() }),
            (
                "transport close", .transportClose(.messageTooBig),
                { _, peer in
                    peer.sendClose(WebSocketClose(.messageTooBig))
                    _ = await peer.next()
                    peer.end()
                }
            ),
            (
                "transport close", .transportClose(.normal),
                { _, peer in
                    peer.send("1")
                    _ = await peer.next()
                    peer.end()
                }
            ),
            (
                "parse error", .parseError(violation),
                { _, peer in
                    peer.send("9")
                    _ = await peer.next()
                    peer.end()
                }
            ),
            (
                "transport error", .transportError(.violation(WebSocketViolation(.reservedBits))),
                { _, peer in
                    peer.send(raw: [0xC1, 0x00])
                    _ = await peer.next()
                    peer.end()
                }
            ),
        ]
        for (name, expected, act) in cases {
            let (table, peer) = try await server.joinedPair { $0.closeTimeLimit = .milliseconds(100) }
            await act(table, peer)
            #expect(await table.closed() == expected)
            #expect(await table.connection.closed() == expected)
            #expect(expected.name == name)
            var events = table.events.makeAsyncIterator()
            #expect(await events.next() == nil)
            #expect(throws: SocketIOError.closed(expected)) { try table.emit("late") }
        }
    }

    @Test("leaves the connection open when the server leaves the namespace")
    func serverDisconnect() async throws {
        let (table, peer) = try await server.joinedPair()
        peer.send("41/vtt,")
        #expect(await table.closed() == .serverDisconnect)
        #expect(throws: SocketIOError.closed(.serverDisconnect)) { try table.emit("late") }
        #expect(table.connection.closeReason == nil)
        let again = Task { try await table.connection.join("/vtt") }
        #expect(await peer.nextText() == "40/vtt,{}")
        peer.send(#"40/vtt,{"sid":"2"}"#)
        #expect(try await again.value.sid == "2")
        table.connection.startClose()
    }

    @Test("says goodbye to each namespace, closes, and waits for the server")
    func close() async throws {
        let (table, peer) = try await server.joinedPair()
        let closing = Task { await table.connection.close() }
        #expect(await peer.nextText() == "41/vtt,")
        #expect(await peer.next() == .close(WebSocketClose(.normal)))
        peer.sendClose(WebSocketClose(.normal))
        peer.end()
        #expect(await closing.value == .clientDisconnect)
        #expect(await table.connection.close() == .clientDisconnect)
        let error = await #expect(throws: SocketIOError.self) { try await table.connection.join("/x") }
        #expect(error == .closed(.clientDisconnect))
    }
}
