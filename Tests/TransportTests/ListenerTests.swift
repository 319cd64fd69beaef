import Testing

@testable import Transport

@Suite("Listener")
struct ListenerTests {
    @Test("a server can come back to its port at once")
    func restart() async throws {
        try await withLoop { loop in
            var port: UInt16 = 0
            for _ in 0..<5 {
                let server = Probe(on: loop)
                let listener = try Listener(port: port, on: loop) { _ in server }
                port = listener.port
                let probe = Probe(on: loop)
                let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
                stream.write("x")
                try await server.received("x")
                listener.close()
                stream.close(afterFlush: false)
                try await probe.closed()
                try await server.closed()
            }
            #expect(port != 0)
        }
    }

    @Test("closing the listener leaves accepted streams alone")
    func closeKeepsStreams() async throws {
        try await withLoop { loop in
            let listener = try Listener(on: loop) { Echo($0) }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            try await probe.opened()
            listener.close()
            listener.close()
            stream.write("still there")
            try await probe.received("still there")
            stream.close()
            try await probe.closed()
        }
    }

    @Test("a port in use is an error that names it")
    func portInUse() async throws {
        try await withLoop { loop in
            let listener = try Listener(on: loop) { Echo($0) }
            let error = #expect(throws: TransportError.self) {
                try Listener(port: listener.port, on: loop) { Echo($0) }
            }
            #expect(error?.code == .system)
            #expect(error?.description.contains("\(listener.port)") == true)
        }
    }

    @Test(
        "refuses to listen where other machines could connect",
        arguments: ["0.0.0.0", "::", "192.0.2.1", "example.org"])
    func notLoopback(_ host: String) async throws {
        try await withLoop { loop in
            _ = #expect(throws: TransportError.self) { try Listener(host: host, on: loop) { Echo($0) } }
        }
    }

    @Test("accepts hundreds of connections at once")
    func crowd() async throws {
        try await withLoop { loop in
            let listener = try Listener(on: loop) { Echo($0) }
            let address = try listener.address
            let probes = (0..<300).map { _ in Probe(on: loop) }
            let streams = probes.map { ByteStream.connect(to: address, on: loop, handler: $0) }
            for (number, stream) in streams.enumerated() { stream.write("\(number)") }
            for (number, probe) in probes.enumerated() { try await probe.received("\(number)") }
            for stream in streams { stream.close() }
            for probe in probes { #expect(try await probe.closed() == nil) }
        }
    }
}
