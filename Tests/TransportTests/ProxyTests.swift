import Testing

@testable import Transport

@Suite("Proxies")
struct ProxyTests {
    private func options(_ proxy: ScriptedServer) throws -> ConnectOptions {
        ConnectOptions(
            timeLimit: .seconds(10), proxy: .url(try proxy.address().description), allowsPlainText: true)
    }

    @Test("a stream asks the proxy for a tunnel, and uses it")
    func tunnel() async throws {
        try await withLoop { loop in
            let proxy = try ScriptedServer(on: loop) { request in
                .send(request.hasPrefix("CONNECT ") ? "HTTP/1.1 200 OK\r\n\r\n" : "through the tunnel")
            }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(
                to: try ServerAddress("ws://server.invalid:1234/"), options: try options(proxy), on: loop,
                handler: probe)
            try await probe.opened()
            stream.write("GET / HTTP/1.1\r\n\r\n")
            try await probe.received("through the tunnel")
            let requests = proxy.requests.value
            #expect(requests.first?.hasPrefix("CONNECT server.invalid:1234 HTTP/1.1\r\n") == true)
            // What the proxy said of the tunnel is not part of the stream.
            #expect(requests.last == "GET / HTTP/1.1\r\n\r\n")
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("says that the proxy refused", arguments: [403, 407, 502])
    func refused(_ status: Int) async throws {
        try await withLoop { loop in
            let proxy = try ScriptedServer(on: loop) { _ in
                .sendAndClose("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n")
            }
            let probe = Probe(on: loop)
            _ = ByteStream.connect(
                to: try ServerAddress("wss://server.invalid/"), options: try options(proxy), on: loop, handler: probe)
            let error = try await probe.closed()
            #expect(error?.code == .proxyRefused)
            #expect(error?.detail == "status \(status)")
        }
    }

    @Test("a proxy that does not exist is named as the trouble")
    func noProxy() async throws {
        try await withLoop { loop in
            let probe = Probe(on: loop)
            let options = ConnectOptions(timeLimit: .seconds(10), proxy: .url("http://proxy.invalid:3128"))
            _ = ByteStream.connect(
                to: try ServerAddress("wss://192.0.2.1/"), options: options, on: loop, handler: probe)
            let code = try await probe.closed()?.code
            // Without any network the name server itself may be out of reach until the time limit.
            #expect(code == .proxyName || code == .timedOut(.resolving))
        }
    }

    @Test("this machine's own servers are reached without a proxy")
    func loopback() async throws {
        try await withLoop { loop in
            let proxy = try ScriptedServer(on: loop) { _ in .nothing }
            let server = try ScriptedServer(on: loop) { _ in .send("HTTP/1.1 204 No Content\r\n\r\n") }
            let client = HTTPClient(loop: loop, options: try options(proxy))
            let response = try await client.send(HTTPRequest("GET", try server.address()))
            #expect(response.status == 204)
            #expect(proxy.connections.value.opened == 0)
        }
    }
}
