import Bytes
import Testing

@testable import WebSocket

@Suite("The opening handshake")
struct HandshakeTests {
    /// The key of the example in RFC 6455, section 1.3.
    private let key = WebSocketHandshakeKey(nonce: Array("the sample nonce".utf8))
    private static let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    private enum Answer: Equatable {
        case agreed(String?, rest: String)
        case failed(WebSocketHandshakeError)
        case undecided
    }

    private func request(subprotocols: [String] = []) throws -> WebSocketRequest {
        try WebSocketRequest(host: "server.example.com", target: "/chat?a=b", subprotocols: subprotocols)
    }

    /// Feeds `text` in pieces of `size` bytes; `ends` says whether the stream ends behind it.
    private func answer(
        _ text: String, size: Int = .max, ends: Bool = false, subprotocols: [String] = []
    ) throws -> Answer {
        var handshake = WebSocketClientHandshake(try request(subprotocols: subprotocols), key: key)
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let piece = Array(bytes[index..<(index + min(size, bytes.count - index))])
            do {
                if let (agreement, consumed) = try piece.withUnsafeBytes({ try handshake.receive($0) }) {
                    let rest = String(decoding: bytes[(index + consumed)...], as: UTF8.self)
                    return .agreed(agreement.subprotocol, rest: rest)
                }
            } catch let error as WebSocketHandshakeError {
                return .failed(error)
            }
            index += piece.count
        }
        return ends ? .failed(handshake.ended()) : .undecided
    }

    private static func good(accept: String = accept, extra: String = "", end: String = "\r\n") -> String {
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(accept)\r\n\(extra)\(end)"
    }

    @Test("answers the key of RFC 6455, section 1.3, as it says")
    func acceptKey() {
        #expect(key.text == "dGhlIHNhbXBsZSBub25jZQ==")
        #expect(key.accept == Self.accept)
        #expect(WebSocketHandshakeKey.random() != WebSocketHandshakeKey.random())
    }

    @Test("asks with the fields of section 4.1")
    func requestText() throws {
        let request = try WebSocketRequest(
            host: "host:8080", target: "/p?q", origin: "https://o", subprotocols: ["a", "b"],
            headers: [("Authorization", "Bearer x")])
        var buffer = ByteBuffer()
        request.append(key: key, to: &buffer)
        let text = String(decoding: buffer.bytes, as: UTF8.self)
        #expect(
            text
                == "GET /p?q HTTP/1.1\r\nHost: host:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: https://o\r\n"
                + "Sec-WebSocket-Protocol: a, b\r\nAuthorization: Bearer x\r\n\r\n")
    }

    @Test(
        "refuses to write what would break out of its line",
        arguments: [
            ("host\r\nX: y", "/", nil, "X", "y"), ("", "/", nil, "X", "y"), ("h", "", nil, "X", "y"),
            ("h", "/ HTTP/1.1\r\nX: y", nil, "X", "y"), ("h", "/é", nil, "X", "y"), ("h", "/a#b", nil, "X", "y"),
            ("h", "/", "o\nX: y", "X", "y"), ("h", "/", nil, "X Y", "y"), ("h", "/", nil, "", "y"),
            ("h", "/", nil, "X", "a\r\nb"), ("h", "/", nil, "X", "a\u{0}"), ("h", "/", nil, "Host", "y"),
            ("h", "/", nil, "sec-websocket-KEY", "y"), ("h", "/", nil, "Transfer-Encoding", "chunked"),
        ] as [(String, String, String?, String, String)])
    func injection(host: String, target: String, origin: String?, name: String, value: String) {
        let error = #expect(throws: WebSocketHandshakeError.self) {
            try WebSocketRequest(host: host, target: target, origin: origin, headers: [(name, value)])
        }
        if case .invalidRequest = error {} else { Issue.record("\(String(describing: error))") }
        #expect(throws: WebSocketHandshakeError.self) {
            try WebSocketRequest(host: "h", target: "/", subprotocols: ["a b"])
        }
    }

    @Test("takes a good answer in pieces of any size and keeps the bytes glued to it", arguments: [1, 2, 3, 50, .max])
    func goodAnswer(size: Int) throws {
        #expect(try answer(Self.good() + "glued", size: size) == .agreed(nil, rest: "glued"))
        #expect(
            try answer(
                "HTTP/1.1 101 \r\nconnection: keep-alive, UPGRADE\r\nUPGRADE: WebSocket\r\n"
                    + "Sec-WebSocket-Accept:\t\(Self.accept) \r\n\r\n", size: size) == .agreed(nil, rest: ""))
        #expect(
            try answer(Self.good(extra: "Sec-WebSocket-Protocol: b\r\n"), size: size, subprotocols: ["a", "b"])
                == .agreed("b", rest: ""))
    }

    @Test(
        "refuses a 101 that does not fit",
        arguments: [
            (good(accept: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="), "Sec-WebSocket-Accept"),
            (good(accept: ""), "Sec-WebSocket-Accept"),
            (good(accept: accept.lowercased()), "Sec-WebSocket-Accept"),
            (good(extra: "Sec-WebSocket-Accept: \(accept)\r\n"), "Sec-WebSocket-Accept"),
            (good(extra: "Sec-WebSocket-Extensions: permessage-deflate\r\n"), "Sec-WebSocket-Extensions"),
            (good(extra: "Sec-WebSocket-Protocol: other\r\n"), "Sec-WebSocket-Protocol"),
            ("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n", "Upgrade"),
            ("HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", "Upgrade"),
            ("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n", "Connection"),
        ])
    func mismatches(text: String, field: String) throws {
        #expect(try answer(text) == .failed(.mismatch(field)))
    }

    @Test(
        "carries status, Retry-After, redirection and text of a refusal",
        arguments: [
            (
                "301 Moved\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
                WebSocketRefusal(status: 301, location: "https://elsewhere.example/")
            ),
            ("401 Unauthorized\r\nContent-Length: 2\r\n\r\nno", WebSocketRefusal(status: 401, text: "no")),
            (
                "403 Forbidden\r\nContent-Length: 14\r\n\r\n<h1>\r\nno</h1>\n",
                WebSocketRefusal(status: 403, text: "<h1>  no</h1>")
            ),
            ("407 Proxy\r\nContent-Length: 0\r\n\r\n", WebSocketRefusal(status: 407)),
            (
                "429 Slow down\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n",
                WebSocketRefusal(status: 429, retryAfter: .seconds(30))
            ),
            ("503 x\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n", WebSocketRefusal(status: 503)),
            (
                "503 x\r\nRetry-After: 999999999\r\nContent-Length: 0\r\n\r\n",
                WebSocketRefusal(status: 503, retryAfter: .seconds(86_400))
            ),
            (
                "503 x\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n",
                WebSocketRefusal(status: 503)
            ),
            (
                "502 x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nplain\r\n0\r\n\r\n",
                WebSocketRefusal(status: 502, text: "plain")
            ),
            ("204 No Content\r\n\r\n", WebSocketRefusal(status: 204)),
            (
                "200 OK\r\nContent-Length: 5000\r\n\r\n" + String(repeating: "x", count: 5000),
                WebSocketRefusal(status: 200, text: String(repeating: "x", count: 1024))
            ),
        ])
    func refusals(text: String, expected: WebSocketRefusal) throws {
        for size in [1, 7, .max] {
            #expect(try answer("HTTP/1.1 " + text, size: size) == .failed(.refused(expected)))
        }
    }

    @Test("gives what it has of a refusal when the stream ends")
    func refusalAtEnd() throws {
        let text = "HTTP/1.1 500 x\r\n\r\nhalf an ans"
        #expect(try answer(text) == .undecided)
        #expect(try answer(text, ends: true) == .failed(.refused(WebSocketRefusal(status: 500, text: "half an ans"))))
        #expect(try answer("HTTP/1.1 101 Swi", ends: true) == .failed(.closedEarly))
    }

    @Test(
        "refuses what is not HTTP/1.1, at once",
        arguments: [
            "\r\n\r\n", "HTTP/2 101\r\n\r\n", "HTTP/1.1 1O1 x\r\n\r\n", "HTTP/1.1 0101 x\r\n\r\n", "HTTP/1.1\r\n\r\n",
            "HTTP/1.1 101 x\n", "HTTP/1.1 101 x\rX", "HTTP/1.1 101 x\r\r", "HTTP/1.1 101 x\r\nno colon\r\n\r\n",
            "HTTP/1.1 101 x\r\nA: b\r\n folded\r\n\r\n", "HTTP/1.1 101 x\r\n: b\r\n\r\n",
            "HTTP/1.1 101 x\r\nA : b\r\n\r\n", "HTTP/1.1 101 x\r\nA: \u{0}", "\u{16}\u{3}\u{1}",
            "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        ])
    func malformed(text: String) throws {
        for size in [1, .max] { #expect(try answer(text, size: size) == .failed(.malformedAnswer)) }
    }

    @Test("bounds the head in bytes and in fields")
    func bounds() throws {
        let endless = "HTTP/1.1 101 x\r\nA: " + String(repeating: "a", count: 20_000)
        #expect(try answer(endless, size: 1) == .failed(.answerTooLarge(limit: 16384)))
        let many = "HTTP/1.1 101 x\r\n" + String(repeating: "A: b\r\n", count: 101) + "\r\n"
        #expect(try answer(many) == .failed(.answerTooLarge(limit: 100)))
    }

    @Test("meets our own server side")
    func bothSides() throws {
        let asked = try request(subprotocols: ["x"])
        var handshake = WebSocketClientHandshake(asked)
        var buffer = ByteBuffer()
        handshake.appendRequest(to: &buffer)
        var reader = HTTPHeadReader()
        let read = try buffer.withUnsafeBytes { try reader.receive($0) }
        let (head, consumed) = try #require(read)
        let sent = buffer.count
        #expect(consumed == sent)
        let server = try WebSocketServerRequest(head)
        #expect(server.target == "/chat?a=b")
        #expect(server.subprotocols == ["x"])
        var answer = ByteBuffer()
        server.appendAcceptance(subprotocol: "x", to: &answer)
        let agreed = try answer.withUnsafeBytes { try handshake.receive($0) }
        #expect(agreed?.agreement == WebSocketAgreement(subprotocol: "x"))
    }

    @Test(
        "refuses at the server what is no upgrade request",
        arguments: [
            ("POST / HTTP/1.1", "Upgrade: websocket", "request line"), ("GET / HTTP/1.0", "A: b", "request line"),
            ("GET / HTTP/1.1", "Upgrade: h2c", "Upgrade"),
            ("GET / HTTP/1.1", "Upgrade: websocket\r\nConnection: close", "Connection"),
            (
                "GET / HTTP/1.1", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8",
                "Sec-WebSocket-Version"
            ),
            (
                "GET / HTTP/1.1",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short==",
                "Sec-WebSocket-Key"
            ),
        ])
    func serverRefuses(line: String, fields: String, expected: String) throws {
        var reader = HTTPHeadReader()
        let bytes = Array("\(line)\r\nHost: h\r\n\(fields)\r\n\r\n".utf8)
        let read = try bytes.withUnsafeBytes { try reader.receive($0) }
        let head = try #require(read).head
        let error = #expect(throws: WebSocketHandshakeError.self) { try WebSocketServerRequest(head) }
        #expect(error == .mismatch(expected))
    }
}
