import Synchronization
import Testing

@testable import Transport

@Suite("HTTP client")
struct HTTPClientTests {
    /// Runs a test against a server with a script.
    private func with(
        answer: @escaping @Sendable (String) -> ScriptedServer.Answer,
        _ body: (HTTPClient, ScriptedServer) async throws -> Void
    ) async throws {
        try await withLoop { loop in
            try await body(HTTPClient(loop: loop), try ScriptedServer(on: loop, answer: answer))
        }
    }

    private func expectFailure(
        _ code: TransportError.Code, from answer: ScriptedServer.Answer, limit: Int = 1000,
        timeLimit: Duration = .seconds(10)
    ) async throws {
        try await with(answer: { _ in answer }) { client, server in
            let request = HTTPRequest(
                "GET", try server.address("/?token=hush"), timeLimit: timeLimit, maximumResponseBytes: limit)
            let error = await #expect(throws: TransportError.self) { try await client.send(request) }
            #expect(error?.code == code)
            #expect(error?.description.contains("hush") == false)
        }
    }

    @Test("sends method, path, headers and body, and brings status, headers and body back")
    func roundTrip() async throws {
        let answer = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\nX-Thing:  one \r\nx-thing: two\r\n\r\nok"
        try await with(answer: { _ in .send(answer) }) { client, server in
            let response = try await client.send(
                HTTPRequest(
                    "POST", try server.address("/a/b?c=d"),
                    headers: ["Authorization": "Bearer hush", "Content-Type": "application/json", "X-Empty": ""],
                    body: Array(#"{"a":"\u0000"}"#.utf8) + [0, 255]))
            #expect(response.status == 201 && response.isSuccess)
            #expect(response.headers["X-THING"] == "one")
            #expect(response.headers.values("x-thing") == ["one", "two"])
            #expect(response.headers["missing"] == nil)
            #expect(response.body == Array("ok".utf8))
            let request = try #require(server.requests.value.first)
            #expect(request.hasPrefix("POST /a/b?c=d HTTP/1.1\r\n"))
            #expect(request.contains("\r\nAuthorization: Bearer hush\r\n"))
            #expect(request.contains("\r\nX-Empty:\r\n"))
            #expect(request.contains("\r\nContent-Length: 16\r\n"))
            #expect(!request.lowercased().contains("expect:"))
            #expect(!request.contains("x-www-form-urlencoded"))
            #expect(!"\(response) \(response.headers)".contains("one"))
        }
    }

    @Test("uses each method as written", arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    func methods(_ method: String) async throws {
        try await with(answer: { _ in .send("HTTP/1.1 204 No Content\r\n\r\n") }) { client, server in
            let response = try await client.send(HTTPRequest(method, try server.address()))
            #expect(response.status == 204)
            #expect(server.requests.value.first?.hasPrefix("\(method) / HTTP/1.1\r\n") == true)
        }
    }

    @Test("reads a HEAD answer that announces a body larger than the limit")
    func head() async throws {
        try await with(answer: { _ in .send("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n") }) { client, server in
            let response = try await client.send(HTTPRequest("HEAD", try server.address(), maximumResponseBytes: 10))
            #expect(response.status == 200 && response.body.isEmpty)
        }
    }

    @Test("puts chunked bodies together, skips interim answers and ignores trailers")
    func chunked() async throws {
        let answer =
            "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Real: 1\r\n\r\n"
            + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n"
        try await with(answer: { _ in .send(answer) }) { client, server in
            let response = try await client.send(HTTPRequest("GET", try server.address()))
            #expect(String(decoding: response.body, as: UTF8.self) == "hello world")
            #expect(response.headers["X-Real"] == "1")
            #expect(response.headers["X-Early"] == nil)
            #expect(response.headers["X-Trailer"] == nil)
        }
    }

    @Test("reads a body that ends with the connection")
    func untilClose() async throws {
        try await with(answer: { _ in .sendAndClose("HTTP/1.1 200 OK\r\n\r\n<html>not JSON</html>") }) {
            client, server in
            let response = try await client.send(HTTPRequest("GET", try server.address()))
            #expect(String(decoding: response.body, as: UTF8.self) == "<html>not JSON</html>")
        }
    }

    @Test("returns redirects instead of following them")
    func redirect() async throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/steal\r\nContent-Length: 0\r\n\r\n"
        try await with(answer: { _ in .send(answer) }) { client, server in
            let response = try await client.send(
                HTTPRequest("GET", try server.address(), headers: ["Authorization": "Bearer hush"]))
            #expect(response.status == 302)
            #expect(server.requests.value.count == 1)
        }
    }

    @Test("accepts a body of exactly the limit, announced or not")
    func exactLimit() async throws {
        for answer in [
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n\r\n",
        ] {
            try await with(answer: { _ in .send(answer) }) { client, server in
                let response = try await client.send(HTTPRequest("GET", try server.address(), maximumResponseBytes: 4))
                #expect(response.body.count == 4)
            }
        }
    }

    @Test(
        "refuses a body over the limit",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3E9\r\n" + String(repeating: "x", count: 1001),
            "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 5000),
        ])
    func tooLarge(_ answer: String) async throws {
        try await expectFailure(.tooLarge(limit: 1000), from: .send(answer))
    }

    @Test("refuses endless headers")
    func tooManyHeaders() async throws {
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "X-More: of it\r\n", count: 300)
        try await expectFailure(.tooLarge(limit: 65536), from: .send(many))
        let long =
            "HTTP/1.1 200 OK\r\n" + (0..<80).map { "X-\($0): " + String(repeating: "x", count: 1000) + "\r\n" }.joined()
        try await expectFailure(.tooLarge(limit: 65536), from: .send(long))
    }

    @Test("notices an answer that ends too early")
    func truncated() async throws {
        try await expectFailure(.truncated, from: .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"))
        try await expectFailure(
            .truncated, from: .sendAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nhalf"))
        try await expectFailure(.emptyReply, from: .sendAndClose(""))
    }

    @Test(
        "refuses what is not HTTP",
        arguments: ["<html>hello</html>\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"])
    func notHTTP(_ answer: String) async throws {
        try await expectFailure(.malformedReply, from: .sendAndClose(answer))
    }

    @Test("gives up at the time limit, before and inside an answer")
    func timeLimit() async throws {
        try await expectFailure(.timedOut(.responding), from: .nothing, timeLimit: .milliseconds(80))
        try await expectFailure(
            .timedOut(.responding), from: .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"),
            timeLimit: .milliseconds(80))
    }

    @Test("cancelling the task gives the request up and closes its connection")
    func cancellation() async throws {
        try await with(answer: { _ in .nothing }) { client, server in
            let request = HTTPRequest("GET", try server.address())
            let task = Task { try await client.send(request) }
            try await server.requests.wait { $0.count == 1 }
            task.cancel()
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            try await server.connections.wait { $0.closed == 1 }
        }
    }

    @Test("a task that is cancelled already sends nothing")
    func cancelledBefore() async throws {
        try await with(answer: { _ in .nothing }) { client, server in
            let request = HTTPRequest("GET", try server.address())
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return try await client.send(request)
            }
            task.cancel()
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(server.requests.value.isEmpty)
        }
    }

    @Test("keeps the connection for requests that may be repeated, and for no others")
    func reuse() async throws {
        try await with(answer: { _ in .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }) { client, server in
            for _ in 0..<3 { _ = try await client.send(HTTPRequest("GET", try server.address())) }
            #expect(server.connections.value.opened == 1)
            for _ in 0..<3 { _ = try await client.send(HTTPRequest("POST", try server.address())) }
            try await server.connections.wait { $0.closed == 3 }
            #expect(server.connections.value.opened == 4)
        }
    }

    @Test("many requests at once each get their own answer")
    func concurrent() async throws {
        try await with(answer: { request in
            let path = request.split(separator: " ").dropFirst().first ?? ""
            return .send("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
        }) { client, server in
            try await withThrowingTaskGroup { group in
                for number in 0..<50 {
                    let address = try server.address("/\(number)")
                    group.addTask {
                        let response = try await client.send(HTTPRequest("GET", address))
                        #expect(String(decoding: response.body, as: UTF8.self) == "/\(number)")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("shutting the loop down ends requests under way, and later ones")
    func shutdown() async throws {
        let loop = EventLoop(name: "test")
        let server = try ScriptedServer(on: loop) { _ in .nothing }
        let client = HTTPClient(loop: loop)
        let request = HTTPRequest("GET", try server.address())
        let task = Task { try await client.send(request) }
        try await server.requests.wait { $0.count == 1 }
        loop.shutdown()
        #expect(await #expect(throws: TransportError.self) { try await task.value }?.code == .loopStopped)
        #expect(await #expect(throws: TransportError.self) { try await client.send(request) }?.code == .loopStopped)
    }

    @Test("refuses plain text to another machine")
    func plainText() async throws {
        try await withLoop { loop in
            let request = HTTPRequest("GET", try ServerAddress("http://192.0.2.1/"))
            let error = await #expect(throws: TransportError.self) { try await HTTPClient(loop: loop).send(request) }
            #expect(error?.code == .plainTextRefused)
        }
    }

    @Test(
        "refuses headers that could be read as something else, without repeating their value",
        arguments: [
            ("X-A", "one\r\nX-B: hush"), ("X-A", "hush\n"), ("X-A", "hush\u{0}"), ("X-A", "hush\u{7F}"),
            ("X A", "hush"),
            ("", "hush"), ("X-A:", "hush"), ("X-Ä", "hush"), ("Content-Length", "5"), ("transfer-encoding", "chunked"),
            ("Host", "hush.example.org"), ("X-A", String(repeating: "hush", count: 10_000)),
        ])
    func badHeaders(_ name: String, _ value: String) async throws {
        var headers = HTTPHeaders()
        headers[name] = value
        let request = HTTPRequest("GET", try ServerAddress("http://127.0.0.1:1/"), headers: headers)
        let error = await #expect(throws: TransportError.self) { try await HTTPClient().send(request) }
        guard case .badRequest = error?.code else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("hush") == false)
    }

    @Test("refuses methods that are not a word", arguments: ["", "GET /x HTTP/1.1\r\nX: ", "G ET", "GÉT"])
    func badMethods(_ method: String) async throws {
        let request = HTTPRequest(method, try ServerAddress("http://127.0.0.1:1/"))
        await #expect(throws: TransportError.self) { try await HTTPClient().send(request) }
    }
}
