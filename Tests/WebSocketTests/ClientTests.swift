import SocketPeers
import Testing
import Transport

@testable import WebSocket

@Suite("The WebSocket client", .timeLimit(.minutes(5)))
struct ClientTests {
    private let server: ScriptedServer

    init() throws { server = try ScriptedServer() }

    private func options(_ change: (inout WebSocketOptions) -> Void = { _ in }) -> WebSocketOptions {
        var options = WebSocketOptions()
        options.connect.proxy = .none
        change(&options)
        return options
    }

    /// Connects a client to a server that lets it in.
    private func pair(
        gluedText: String? = nil, _ change: (inout WebSocketOptions) -> Void = { _ in }
    ) async throws -> (client: WebSocketClient, peer: ScriptedPeer) {
        let server = server
        async let peer = server.upgradedPeer(gluedText: gluedText)
        let client = try await WebSocketClient.connect(to: server.address, options: options(change))
        return (client, try await peer)
    }

    @Test("exchanges messages of every size, masked one way and not the other")
    func exchange() async throws {
        let (client, peer) = try await pair()
        var messages = client.messages.makeAsyncIterator()
        for count in [0, 1, 125, 126, 1000, 65535, 65536, 300_000] {
            let text = String(repeating: "é", count: count / 2)
            try client.send(.text(text))
            #expect(await peer.next() == .text(text))
            let bytes = [UInt8](repeating: 7, count: count)
            try client.send(.binary(bytes))
            #expect(await peer.next() == .binary(bytes))
            peer.send(text)
            #expect(await messages.next() == .text(text))
            peer.send(.binary, bytes)
            #expect(await messages.next() == .binary(bytes))
        }
        client.abandon()
    }

    @Test("asks for path and query, offers subprotocols and takes the chosen one")
    func request() async throws {
        let server = server
        async let upgraded = server.upgradedPeer(subprotocol: "b")
        let address = try server.address.appending(path: "chat", query: [("a", "b")])
        let client = try await WebSocketClient.connect(
            to: address,
            options: options {
                $0.subprotocols = ["a", "b"]
                $0.headers = [("X-Test", "yes")]
            })
        let request = try await upgraded.request()
        #expect(request.target == "/chat?a=b")
        #expect(request.subprotocols == ["a", "b"])
        #expect(request.head.value("x-test") == "yes")
        #expect(client.subprotocol == "b")
        client.abandon()
    }

    @Test("keeps messages glued to the 101 answer")
    func glued() async throws {
        let (client, _) = try await pair(gluedText: "early")
        var messages = client.messages.makeAsyncIterator()
        #expect(await messages.next() == .text("early"))
        client.abandon()
    }

    @Test("answers pings, and echoes the code of a close")
    func control() async throws {
        let (client, peer) = try await pair()
        peer.send(.ping, [1, 2, 3])
        #expect(await peer.next() == .pong([1, 2, 3]))
        peer.sendClose(WebSocketClose(.goingAway, reason: "bye"))
        #expect(await peer.next() == .close(WebSocketClose(.goingAway)))
        peer.end()
        #expect(await client.closed() == .closedByPeer(WebSocketClose(.goingAway, reason: "bye")))
        #expect(throws: WebSocketError.notOpen) { try client.send(.text("late")) }
        var messages = client.messages.makeAsyncIterator()
        #expect(await messages.next() == nil)
    }

    @Test("closes with a handshake and waits for the answer")
    func close() async throws {
        let (client, peer) = try await pair()
        async let end = client.close(WebSocketClose(WebSocketCloseCode(rawValue: 4001), reason: "done"))
        let close = WebSocketClose(WebSocketCloseCode(rawValue: 4001), reason: "done")
        #expect(await peer.next() == .close(close))
        peer.sendClose(close)
        peer.end()
        #expect(await end == .closedByUs(close, answered: true))
    }

    @Test("gives up on a server that does not answer a close")
    func unansweredClose() async throws {
        let (client, peer) = try await pair { $0.closeTimeLimit = .milliseconds(50) }
        #expect(await client.close() == .closedByUs(WebSocketClose(.normal), answered: false))
        await peer.ended()
    }

    @Test("ends a connection whose server breaks the protocol, with the right code")
    func violation() async throws {
        let (client, peer) = try await pair()
        peer.send(raw: [0x81, 0x01, 0xFF])
        #expect(await peer.next() == .close(WebSocketClose(.invalidText)))
        peer.end()
        #expect(await client.closed() == .violation(WebSocketViolation(.invalidText)))
    }

    @Test("lets earlier messages be answered before it fails a connection", arguments: 1...3)
    func answersBeforeViolation(count: Int) async throws {
        let (client, peer) = try await pair()
        peer.send(
            raw: [[UInt8]](repeating: [0x81, 0x01, 0x61], count: count).flatMap { $0 } + [0x83, 0x00, 0x89, 0x00])
        let echo = Task {
            for await message in client.messages {
                // An answer may take its time.
                await Task.yield()
                try client.send(message)
            }
        }
        for _ in 0..<count { #expect(await peer.next() == .text("a")) }
        #expect(await peer.next() == .close(WebSocketClose(.protocolError)))
        peer.end()
        #expect(await client.closed() == .violation(WebSocketViolation(.unknownOpcode(3))))
        try await echo.value
    }

    @Test("fails a connection whose messages nobody takes, within its time limit")
    func nobodyAnswers() async throws {
        let (client, peer) = try await pair { $0.closeTimeLimit = .milliseconds(50) }
        peer.send(raw: [0x81, 0x01, 0x61, 0x83, 0x00])
        #expect(await peer.next() == .close(WebSocketClose(.protocolError)))
        #expect(await client.closed() == .violation(WebSocketViolation(.unknownOpcode(3))))
    }

    @Test("compresses messages from a size on, and inflates them, once the server agrees")
    func compression() async throws {
        let server = server
        async let upgraded = server.upgradedPeer(extensions: "permessage-deflate; client_max_window_bits=10")
        let client = try await WebSocketClient.connect(
            to: server.address, options: options { $0.compression = WebSocketCompression(minimumBytes: 100) })
        let peer = try await upgraded
        #expect(
            try await peer.request().head.value("sec-websocket-extensions")
                == "permessage-deflate; client_max_window_bits")
        await peer.inflate()
        let long = String(repeating: "roll", count: 1000)
        for text in ["short", long, long] {
            try client.send(.text(text))
            #expect(await peer.next() == .text(text))
        }
        peer.send(raw: [0xC1, 0x07, 0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00])
        var messages = client.messages.makeAsyncIterator()
        #expect(await messages.next() == .text("Hello"))
        client.abandon()
    }

    @Test("sends messages as they are when the server does not compress, and refuses one that compresses unasked")
    func noCompression() async throws {
        let (client, peer) = try await pair { $0.compression = WebSocketCompression(minimumBytes: 0) }
        try client.send(.text("plain"))
        #expect(await peer.next() == .text("plain"))
        client.abandon()

        let (server, options) = (server, options())
        async let upgraded = server.upgradedPeer(extensions: "permessage-deflate")
        let error = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient.connect(to: server.address, options: options)
        }
        _ = try await upgraded
        #expect(error == .handshake(.mismatch("Sec-WebSocket-Extensions")))
    }

    @Test("calls a connection lost that ends without a close frame", arguments: [true, false])
    func lost(politely: Bool) async throws {
        let (client, peer) = try await pair()
        peer.end(afterFlush: politely)
        #expect(await client.closed() == .lost)
    }

    @Test("takes a handshake that is dribbled byte by byte")
    func dribbled() async throws {
        let server = server
        async let connecting = WebSocketClient.connect(to: server.address, options: options())
        let peer = try await server.peer()
        let request = try await peer.request()
        let answer = Array(
            "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(request.key.accept)\r\n\r\n"
                .utf8)
        for byte in answer { peer.send(raw: [byte]) }
        peer.send("hello")
        let client = try await connecting
        var messages = client.messages.makeAsyncIterator()
        #expect(await messages.next() == .text("hello"))
        client.abandon()
    }

    @Test(
        "says why the upgrade failed",
        arguments: [
            (
                "HTTP/1.1 503 x\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy",
                .refused(WebSocketRefusal(status: 503, retryAfter: .seconds(7), text: "busy"))
            ),
            ("HTTP/1.1 502 x\r\n\r\n<html>", .refused(WebSocketRefusal(status: 502, text: "<html>"))),
            (
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: no\r\n\r\n",
                .mismatch("Sec-WebSocket-Accept")
            ),
            ("SSH-2.0-server\r\n\r\n", .malformedAnswer), ("", .closedEarly), ("HTTP/1.1 101", .closedEarly),
        ] as [(String, WebSocketHandshakeError)])
    func failedUpgrade(answer: String, expected: WebSocketHandshakeError) async throws {
        let (server, options) = (server, options())
        let connecting = Task { try await WebSocketClient.connect(to: server.address, options: options) }
        let peer = try await server.peer()
        _ = try await peer.request()
        peer.send(raw: answer)
        peer.end()
        let error = await #expect(throws: WebSocketError.self) { try await connecting.value }
        #expect(error == .handshake(expected))
    }

    @Test("gives up on a server that does not answer the upgrade")
    func upgradeTimeout() async throws {
        let error = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient.connect(
                to: server.address, options: options { $0.upgradeTimeLimit = .milliseconds(50) })
        }
        #expect(error == .upgradeTimedOut)
        await (try server.peer()).ended()
    }

    @Test("says that nobody listens, and refuses plain text to other machines")
    func cannotConnect() async throws {
        let address = try server.address
        server.close()
        let refused = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient.connect(to: address, options: options())
        }
        if case .transport(let error) = refused {
            #expect(error.code == .refused)
        } else {
            Issue.record(Comment(rawValue: String(describing: refused)))
        }
        let plain = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient.connect(to: ServerAddress("ws://192.0.2.1/"), options: options())
        }
        if case .transport(let error) = plain {
            #expect(error.code == .plainTextRefused)
        } else {
            Issue.record(Comment(rawValue: String(describing: plain)))
        }
    }

    @Test("refuses headers that would break out of their line, without connecting")
    func injection() async throws {
        let error = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient.connect(
                to: server.address, options: options { $0.headers = [("X", "secret\r\nY: z")] })
        }
        #expect(error == .handshake(.invalidRequest("header X")))
        #expect(!String(describing: error).contains("secret"))
    }

    @Test("ends promptly when its task is cancelled while connecting")
    func cancelConnecting() async throws {
        let (server, options) = (server, options())
        let task = Task { try await WebSocketClient.connect(to: server.address, options: options) }
        let peer = try await server.peer()
        _ = try await peer.request()
        task.cancel()
        let error = await #expect(throws: WebSocketError.self) { try await task.value }
        #expect(error == .cancelled)
        await peer.ended()
    }

    @Test("ends waits for messages and for the end when their task is cancelled, and stays usable")
    func cancelWaiting() async throws {
        let (client, peer) = try await pair()
        let reading = Task { () -> WebSocketMessage? in
            var messages = client.messages.makeAsyncIterator()
            return await messages.next()
        }
        let waiting = Task { await client.closed() }
        reading.cancel()
        waiting.cancel()
        #expect(await reading.value == nil)
        #expect(await waiting.value == nil)
        peer.send("still here")
        var messages = client.messages.makeAsyncIterator()
        #expect(await messages.next() == .text("still here"))
        client.abandon()
    }

    @Test("slows the server down when messages are not taken, and loses none")
    func backPressure() async throws {
        let (client, peer) = try await pair()
        let payload = [UInt8](repeating: 1, count: 32 << 10)
        let count = 3000
        // About 96 MiB: more than every buffer on the way can hold.
        for _ in 0..<count { peer.send(.binary, payload) }
        peer.send("last")
        // A round trip on the same connection cannot be used here: reading is off. The server's own buffer must not drain.
        var messages = client.messages.makeAsyncIterator()
        #expect(await messages.next() == .binary(payload))
        #expect(peer.stream.unsentBytes > 32 << 20)
        var taken = 1
        while let message = await messages.next(), message != .text("last") { taken += 1 }
        #expect(taken == count)
        client.abandon()
    }

    @Test("refuses to buffer without bound when the server does not read")
    func sendBufferFull() async throws {
        let (client, peer) = try await pair { $0.maximumUnsentBytes = 1 << 20 }
        peer.stream.setReading(false)
        let payload = [UInt8](repeating: 1, count: 64 << 10)
        let error = #expect(throws: WebSocketError.self) {
            for _ in 0..<10_000 { try client.send(.binary(payload)) }
        }
        #expect(error == .sendBufferFull(limit: 1 << 20))
        #expect(client.unsentBytes <= (1 << 20) + (65 << 10))
        client.abandon()
    }

    @Test("sends from many threads without mixing frames")
    func manySenders() async throws {
        let (client, peer) = try await pair()
        await withTaskGroup(of: Void.self) { group in
            for sender in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        try? client.send(.text("\(sender):\(number):" + String(repeating: "x", count: number * 7)))
                    }
                }
            }
        }
        var last = [Int](repeating: -1, count: 8)
        for _ in 0..<1600 {
            let text = try #require(await peer.nextText())
            let parts = text.split(separator: ":")
            let (sender, number) = (try #require(Int(parts[0])), try #require(Int(parts[1])))
            #expect(last[sender] == number - 1)
            last[sender] = number
        }
        client.abandon()
    }
}
