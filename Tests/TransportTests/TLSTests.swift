import Bytes
import Synchronization
import Testing

@testable import Transport

@Suite("TLS", .enabled(if: Certificates.areAvailable, "needs the openssl tool"))
struct TLSTests {
    private func error(
        from server: TLSServer, host: String = "localhost", _ options: ConnectOptions
    ) async throws -> TransportError? {
        try await withLoop { loop in
            let probe = Probe(on: loop)
            _ = ByteStream.connect(to: try server.address(host), options: options, on: loop, handler: probe)
            let error = try await probe.closed()
            #expect(probe.story.value.opened == 0)
            return error
        }
    }

    @Test("connects when the authority is trusted, by name and by address", arguments: ["localhost", "127.0.0.1"])
    func trusted(_ host: String) async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-rev")
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(
                to: try server.address(host), options: server.trusted, on: loop, handler: probe)
            stream.write("hello\n")
            try await probe.received("olleh\n")
            stream.write("CLOSE\n")
            #expect(try await probe.closed() == nil)
            #expect(probe.story.value.opened == 1 && probe.story.value.offLoop == 0)
        }
    }

    @Test("trusts a self-signed certificate that is named as authority")
    func pinned() async throws {
        try await withLoop { loop in
            let server = try TLSServer("self", "-rev")
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(
                to: try server.address(), options: server.options(authority: "self"), on: loop, handler: probe)
            try await probe.opened()
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("says why a certificate is refused")
    func refusals() async throws {
        let own = try TLSServer("self", "-rev")
        #expect(try await error(from: own, ConnectOptions())?.code == .tls(.selfSigned))
        let unknown = try TLSServer("good", "-rev")
        #expect(try await error(from: unknown, ConnectOptions())?.code == .tls(.unknownAuthority))
        #expect(
            try await error(from: unknown, unknown.options(authority: "missing"))?.code == .tls(.badAuthorityFile))
        let other = try TLSServer("other", "-rev")
        let mismatch = try await error(from: other, other.trusted)
        #expect(mismatch?.code == .tls(.hostnameMismatch))
        #expect(mismatch?.peer == "localhost:\(other.port)")
        let expired = try TLSServer("expired", "-rev")
        #expect(try await error(from: expired, expired.trusted)?.code == .tls(.expired))
    }

    @Test("refuses versions before TLS 1.2, and ports that do not speak TLS")
    func versions() async throws {
        let old = try TLSServer("good", "-rev", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        #expect(try await error(from: old, old.trusted)?.code == .tls(.protocolVersion))
        try await withLoop { loop in
            let plain = try ScriptedServer(on: loop) { _ in .nothing }
            let listener = try Listener(on: loop) { stream in
                stream.write("HTTP/1.1 400 Bad Request\r\n\r\n")
                return Probe(on: loop)
            }
            withExtendedLifetime(plain) {}
            let probe = Probe(on: loop)
            _ = ByteStream.connect(
                to: try ServerAddress("wss://127.0.0.1:\(listener.port)/"), on: loop, handler: probe)
            #expect(try await probe.closed()?.code == .tls(.protocolVersion))
        }
    }

    @Test("checks may be relaxed for this machine, and only there")
    func relaxed() async throws {
        try await withLoop { loop in
            let server = try TLSServer("other", "-rev")
            let options = ConnectOptions(tls: TLSOptions(verifiesPeer: false, verifiesHost: false))
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try server.address(), options: options, on: loop, handler: probe)
            try await probe.opened()
            stream.close()
            try await probe.closed()
        }
    }

    @Test("carries much in both directions, whatever TLS buffers inside")
    func large() async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-rev")
            let line = String(repeating: "abcdefghij", count: 150)
            let reversed = String(line.reversed()) + "\n"
            let lines = 1000
            let probe = Probe(on: loop, keepsBytes: true)
            let stream = ByteStream.connect(
                to: try server.address(), options: server.trusted, on: loop, handler: probe)
            for _ in 0..<lines { stream.write(line + "\n") }
            try await probe.story.wait(limit: .seconds(60)) { $0.byteCount == lines * reversed.utf8.count }
            let bytes = probe.story.value.bytes
            let expected = Array(reversed.utf8)
            for number in 0..<lines {
                let start = number * expected.count
                try #require(bytes[start..<(start + expected.count)].elementsEqual(expected))
            }
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("a stream that does not read keeps its bytes, also while other connections come and go")
    func pausedAmongOthers() async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-rev")
            let web = try TLSServer("good", "-www")
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(
                to: try server.address(), options: server.trusted, on: loop, handler: probe)
            try await probe.opened()
            stream.setReading(false)
            stream.write("hello\n")
            try await probe.story.wait { $0.flushed > 0 }
            let client = HTTPClient(loop: loop, options: web.trusted)
            for _ in 0..<3 {
                let response = try await client.send(HTTPRequest("GET", try web.address()))
                #expect(response.status == 200)
            }
            #expect(probe.story.value.byteCount == 0)
            #expect(probe.story.value.closed == 0)
            stream.setReading(true)
            try await probe.received("olleh\n")
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("an idle connection does not keep the loop busy")
    func idle() async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-rev")
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(
                to: try server.address(), options: server.trusted, on: loop, handler: probe)
            // The answer comes after the session tickets, so nothing is on its way any more.
            stream.write("hello\n")
            try await probe.received("olleh\n")
            let turns = try await loop.turns(during: .milliseconds(200))
            #expect(turns <= 2)
            stream.close()
            try await probe.closed()
        }
    }

    @Test("a connection that is cut without a TLS goodbye ends, once")
    func cut() async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-rev")
            let probe = Probe(on: loop)
            _ = ByteStream.connect(to: try server.address(), options: server.trusted, on: loop, handler: probe)
            try await probe.opened()
            server.process.end()
            // libcurl has OpenSSL take it for an orderly end, from 7.88 on.
            let error = try await probe.closed()
            #expect(error == nil || error?.code == .closed)
            #expect(probe.story.value.closed == 1)
        }
    }

    @Test("goes on through a key update")
    func keyUpdate() async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-tls1_3")
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(
                to: try server.address(), options: server.trusted, on: loop, handler: probe)
            try await probe.opened()
            // The tool takes K on a line of its own as "update the keys, and have the peer update its own".
            for number in 0..<3 {
                server.process.write("K\n")
                stream.write("before \(number)\n")
                // When the tool shows our line, it has taken the command too: it looks at its input first.
                #expect(server.process.read(until: "before \(number)").contains("before \(number)"))
                server.process.write("after \(number)\n")
                try await probe.story.wait { $0.text.contains("after \(number)\n") }
            }
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("HTTP requests follow the same rules")
    func http() async throws {
        try await withLoop { loop in
            let server = try TLSServer("good", "-www")
            let response = try await HTTPClient(loop: loop, options: server.trusted).send(
                HTTPRequest("GET", try server.address()))
            #expect(response.status == 200 && !response.body.isEmpty)
            let request = HTTPRequest("GET", try server.address("127.0.0.1"))
            let error = await #expect(throws: TransportError.self) { try await HTTPClient(loop: loop).send(request) }
            #expect(error?.code == .tls(.unknownAuthority))
        }
    }

    @Test("two hundred secure connections leave no descriptor behind")
    func noLeaks() async {
        await #expect(processExitsWith: .success) {
            let loop = EventLoop(name: "test")
            try await EventLoop.shared.turn()
            let server = try TLSServer("good", "-rev")
            func cycle(_ number: Int) async throws {
                let probe = Probe(on: loop)
                let stream = ByteStream.connect(
                    to: try server.address(), options: server.trusted, on: loop, handler: probe)
                if number % 3 > 0 { try await probe.opened() }
                stream.close(afterFlush: number.isMultiple(of: 2))
                try await probe.closed()
            }
            for number in 0..<3 { try await cycle(number) }
            let before = openDescriptors()
            for number in 0..<200 { try await cycle(number) }
            let after = openDescriptors()
            loop.shutdown()
            if after > before { throw NeverHappened(state: "\(after) open, before \(before)") }
        }
    }
}
