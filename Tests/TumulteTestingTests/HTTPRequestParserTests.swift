import Testing
import Transport
import TumulteTesting

@Suite("HTTP request parser")
struct HTTPRequestParserTests {
    private func outputs(_ text: String, chunk: Int = .max) -> [HTTPRequestParser.Output] {
        var parser = HTTPRequestParser()
        var result: [HTTPRequestParser.Output] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let part = rest.prefix(chunk)
            rest = rest.dropFirst(part.count)
            part.withUnsafeBytes { parser.receive($0) }
            reading: while true {
                let output = parser.next()
                switch output {
                case .needMore: break reading
                case .request: result.append(output)
                case .failure:
                    if result.last != output { result.append(output) }
                    break reading
                }
            }
        }
        return result
    }

    private func request(_ text: String, chunk: Int = .max) throws -> ReceivedRequest {
        let all = outputs(text, chunk: chunk)
        guard case .request(let request)? = all.first else {
            Issue.record("no request but \(all)")
            throw CancellationError()
        }
        return request
    }

    private func status(_ text: String) -> Int? {
        guard case .failure(let failure)? = outputs(text).last else { return nil }
        return failure.status
    }

    @Test("reads a request whole and dribbled byte by byte alike", arguments: [1, 2, 7, 1000])
    func dribbled(chunk: Int) throws {
        let text = "POST /a%20b?x=1%2B1&y=a+b&z HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
        let request = try request(text, chunk: chunk)
        #expect(request.method == "POST" && request.path == "/a b")
        #expect(request.query == ["x": "1+1", "y": "a b", "z": ""])
        #expect(request.body == Array("hello".utf8))
        #expect(request.headers["host"] == "h" && request.keepsAlive)
    }

    @Test("reads a chunked body with extensions and trailers", arguments: [1, 3, 1000])
    func chunked(chunk: Int) throws {
        let text =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "5;name=value\r\nhello\r\nB\r\n, the world\r\n0\r\nTrailer: x\r\n\r\n"
        #expect(String(decoding: try request(text, chunk: chunk).body, as: UTF8.self) == "hello, the world")
    }

    @Test("reads pipelined requests one after the other")
    func pipelined() {
        let one = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
        let two = "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"
        #expect(outputs(one + two + "\r\n" + one).count == 3)
    }

    @Test("keeps the bytes after an upgrade for the next protocol")
    func remaining() {
        var parser = HTTPRequestParser()
        Array("GET / HTTP/1.1\r\nHost: h\r\n\r\nrest".utf8).withUnsafeBytes { parser.receive($0) }
        guard case .request = parser.next() else {
            Issue.record("no request")
            return
        }
        #expect(parser.takeRemaining() == Array("rest".utf8))
    }

    @Test("says once that a client waits for 100 Continue")
    func expectation() {
        var parser = HTTPRequestParser()
        let head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
        Array(head.utf8).withUnsafeBytes { parser.receive($0) }
        #expect(parser.next() == .needMore(sendContinue: true))
        #expect(parser.next() == .needMore(sendContinue: false))
    }

    @Test("keep-alive follows version and Connection field")
    func keepAlive() throws {
        #expect(try !request("GET / HTTP/1.1\r\nHost: h\r\nConnection: foo, Close\r\n\r\n").keepsAlive)
        #expect(try !request("GET / HTTP/1.0\r\n\r\n").keepsAlive)
        #expect(try request("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keepsAlive)
    }

    @Test("takes the absolute form of a target")
    func absolute() throws {
        #expect(try request("GET http://h:1/p?q=1 HTTP/1.1\r\nHost: h\r\n\r\n").path == "/p")
    }

    @Test(
        "refuses malformed requests with a status",
        arguments: [
            ("\u{16}\u{3}\u{1}\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("GET  / HTTP/1.1\r\n\r\n", 400),
            ("G\u{0}T / HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505),
            ("GET / FTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost h\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", 400),
            ("GET / HTTP/1.1\nHost: h\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: h\rx\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1e3\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\n", 400),
        ])
    func malformed(text: String, expected: Int) {
        #expect(status(text) == expected)
    }

    @Test("bounds the head: its bytes, its fields, and a line of a chunk that never ends")
    func bounds() {
        let endless = "GET /" + String(repeating: "a", count: 17_000)
        #expect(status(endless) == 431)
        let fields = (0..<101).map { "X-\($0): y\r\n" }.joined()
        #expect(status("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n") == 431)
        let size = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;"
        #expect(status(size + String(repeating: "x", count: 2000)) == 400)
        let trailers = (0..<40).map { "X-\($0): y\r\n" }.joined()
        #expect(status("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\(trailers)") == 431)
    }

    @Test("after a refusal nothing more is read")
    func afterFailure() {
        #expect(outputs("GARBAGE\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", chunk: 5).count == 1)
    }

    @Test("random bytes give a request, a refusal or a wish for more, and never a crash", arguments: 0..<200)
    func random(seed: Int) {
        var source = RandomSource(seed: UInt64(seed))
        let alphabet = Array(
            "GET /?=&% HTTP/1.1\r\n\r\nHost: Content-Length: 12 Transfer-Encoding: chunked;0aF\u{0}\u{7F}".utf8)
        var parser = HTTPRequestParser()
        for _ in 0..<50 {
            let bytes = source.bytes(40).map { alphabet[Int($0) % alphabet.count] }
            bytes.withUnsafeBytes { parser.receive($0) }
            for _ in 0..<20 {
                if case .request = parser.next() { continue }
                break
            }
        }
        #expect(parser.takeRemaining().count <= 2000)
    }
}
