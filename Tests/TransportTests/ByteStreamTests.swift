import Bytes
import Synchronization
import Testing

@testable import Transport

@Suite("Byte streams over TCP")
struct ByteStreamTests {
    @Test("carries bytes both ways, and tells the end once")
    func echo() async throws {
        try await withLoop { loop in
            let listener = try Listener(on: loop) { Echo($0) }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            stream.write("hello")
            try await probe.opened()
            try await probe.received("hello")
            stream.write(" again")
            try await probe.received("hello again")
            stream.close()
            #expect(try await probe.closed() == nil)
            let story = probe.story.value
            #expect(story.opened == 1 && story.closed == 1 && story.offLoop == 0)
            #expect(!stream.write { $0.append(1) })
            #expect(stream.unsentBytes == 0)
        }
    }

    @Test("connects over IPv6 and by the name localhost", arguments: ["[::1]", "localhost"])
    func otherHosts(_ host: String) async throws {
        try await withLoop { loop in
            guard
                let listener = try? Listener(
                    host: host == "[::1]" ? "::1" : "localhost", on: loop, accept: { Echo($0) })
            else { return }  // A machine without IPv6.
            let probe = Probe(on: loop)
            let address = try ServerAddress("ws://\(host):\(listener.port)")
            let stream = ByteStream.connect(to: address, on: loop, handler: probe)
            stream.write("x")
            try await probe.received("x")
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("delivers what was written before the server closes, and reports an orderly end")
    func serverCloses() async throws {
        try await withLoop { loop in
            let text = String(repeating: "goodbye ", count: 50_000)
            let server = Probe(on: loop)
            let listener = try Listener(on: loop) { stream in
                stream.write(text)
                stream.close()
                return server
            }
            let probe = Probe(on: loop, keepsBytes: false)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            // Bytes that the server never reads must not make the kernel throw its answer away.
            stream.write(String(repeating: "x", count: 100_000))
            #expect(try await probe.closed() == nil)
            #expect(try await server.closed() == nil)
            #expect(probe.story.value.byteCount == text.utf8.count)
            #expect(!stream.isWritable)
        }
    }

    @Test("sends the rest to a peer that has ended its own side")
    func halfClosed() async throws {
        try await withLoop { loop in
            let size = 8_000_000
            let server = Probe(on: loop)
            let listener = try Listener(on: loop) { stream in
                stream.write { $0.append(contentsOf: [UInt8](repeating: 7, count: size)) }
                return server
            }
            let peer = try RawPeer(port: listener.port)
            peer.endWriting()
            // Without a suspension before it: the rest is sent for a limited time only.
            let count = peer.countUntilEnd()
            #expect(count == size)
            #expect(try await server.closed() == nil)
        }
    }

    @Test("a peer that neither speaks nor listens any more does not keep the loop busy")
    func deafAndDumb() async throws {
        try await withLoop { loop in
            let server = Probe(on: loop)
            let listener = try Listener(on: loop) { stream in
                stream.write { $0.append(contentsOf: [UInt8](repeating: 7, count: 32 << 20)) }
                return server
            }
            let peer = try RawPeer(port: listener.port)
            peer.endWriting()
            try await server.story.wait { $0.opened == 1 }
            try await loop.turn()
            let turns = try await loop.turns(during: .milliseconds(200))
            #expect(turns <= 10)
            withExtendedLifetime(peer) {}
        }
    }

    @Test("a stream that does not read notices a lost peer without keeping the loop busy")
    func lostWhilePaused() async throws {
        try await withLoop { loop in
            let server = Probe(on: loop)
            let accepted = Watched<ByteStream?>(nil)
            let listener = try Listener(on: loop) { stream in
                stream.setReading(false)
                stream.write("x")
                accepted.change { $0 = stream }
                return server
            }
            do {
                // Closing with unread bytes resets the connection.
                let peer = try RawPeer(port: listener.port)
                try await server.story.wait { $0.flushed == 1 }
                peer.write("never read")
            }
            let turns = try await loop.turns(during: .milliseconds(200))
            #expect(turns <= 3)
            accepted.value?.setReading(true)
            let error = try await server.closed()
            #expect(error == nil || error?.code == .closed)
            #expect(server.story.value.closed == 1)
        }
    }

    @Test("reports what the peer said before it stopped listening")
    func lastWords() async throws {
        try await withLoop { loop in
            let probe = Probe(on: loop)
            let listener = try Listener(on: loop) { stream in
                stream.write("go away")
                stream.close()
                return Probe(on: loop)
            }
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            stream.write { $0.append(contentsOf: [UInt8](repeating: 1, count: 20 << 20)) }
            try await probe.closed()
            #expect(probe.story.value.text == "go away")
        }
    }

    @Test("dropping a stream drops what was not sent")
    func abort() async throws {
        try await withLoop { loop in
            let server = Probe(on: loop, keepsBytes: false)
            let listener = try Listener(on: loop) { stream in
                stream.setReading(false)
                return server
            }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            stream.write { $0.append(contentsOf: [UInt8](repeating: 1, count: 32 << 20)) }
            try await probe.opened()
            #expect(stream.unsentBytes > 0)
            stream.close(afterFlush: false)
            stream.close(afterFlush: true)
            #expect(try await probe.closed() == nil)
            #expect(stream.unsentBytes == 0)
            #expect(probe.story.value.closed == 1)
        }
    }

    @Test("closing after the rest is limited in time")
    func flushLimit() async throws {
        try await withLoop { loop in
            let listener = try Listener(on: loop) { stream in
                stream.setReading(false)
                return Probe(on: loop)
            }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            stream.write { $0.append(contentsOf: [UInt8](repeating: 1, count: 32 << 20)) }
            try await probe.opened()
            stream.close(afterFlush: true, limit: .milliseconds(50))
            #expect(try await probe.closed()?.code == .timedOut(.closing))
        }
    }

    @Test("large transfers in both directions arrive whole, with a server that slows the sender down")
    func largeTransfer() async throws {
        try await withLoop { loop in
            let total = 12 << 20
            let listener = try Listener(on: loop) { Echo($0) }
            let checked = Mutex((position: 0, wrong: 0))
            let probe = Probe(on: loop, keepsBytes: false) { bytes in
                checked.withLock { checked in
                    for byte in bytes {
                        if byte != UInt8(truncatingIfNeeded: checked.position % 251) { checked.wrong += 1 }
                        checked.position += 1
                    }
                }
            }
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            var position = 0
            while position < total {
                let size = min(1 + position % 70_000, total - position)
                let start = position
                stream.write { buffer in
                    buffer.appendUninitialized(capacity: size) { space in
                        for offset in 0..<size { space[offset] = UInt8(truncatingIfNeeded: (start + offset) % 251) }
                        return size
                    }
                }
                position += size
            }
            try await probe.story.wait(limit: .seconds(60)) { $0.byteCount == total }
            #expect(checked.withLock { $0.wrong } == 0)
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("a stream that does not read holds its sender back, and reads on where it stopped")
    func pausedReading() async throws {
        try await withLoop { loop in
            let total = 24 << 20
            let server = Probe(on: loop, keepsBytes: false)
            let accepted = Watched<ByteStream?>(nil)
            let listener = try Listener(on: loop) { stream in
                stream.setReading(false)
                accepted.change { $0 = stream }
                return server
            }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            stream.write { $0.append(contentsOf: [UInt8](repeating: 1, count: total)) }
            try await accepted.wait { $0 != nil }
            #expect(server.story.value.byteCount == 0)
            #expect(stream.unsentBytes > 0)
            accepted.value?.setReading(true)
            try await server.story.wait(limit: .seconds(60)) { $0.byteCount == total }
            try await probe.story.wait { $0.flushed > 0 }
            #expect(stream.unsentBytes == 0)
            stream.close()
            #expect(try await probe.closed() == nil)
        }
    }

    @Test("thousands of small writes from several threads arrive whole, in order for each thread")
    func manyWriters() async throws {
        try await withLoop { loop in
            let writers = 4
            let each = 5000
            let received = Watched<[UInt8]>([])
            let listener = try Listener(on: loop) { stream in
                Probe(on: loop, keepsBytes: false) { bytes in
                    let copy = Array(bytes)
                    received.change { $0 += copy }
                }
            }
            let probe = Probe(on: loop)
            let stream = ByteStream.connect(to: try listener.address, on: loop, handler: probe)
            await withTaskGroup { group in
                for writer in 0..<writers {
                    group.addTask {
                        for number in 0..<each {
                            stream.write { buffer in
                                buffer.append(UInt8(writer))
                                buffer.append(UInt8(number & 0xFF))
                                buffer.append(UInt8(number >> 8))
                            }
                        }
                    }
                }
            }
            try await received.wait { $0.count == writers * each * 3 }
            var next = [Int](repeating: 0, count: writers)
            let bytes = received.value
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let writer = Int(bytes[start])
                try #require(writer < writers)
                try #require(Int(bytes[start + 1]) | Int(bytes[start + 2]) << 8 == next[writer])
                next[writer] += 1
            }
            #expect(next == [Int](repeating: each, count: writers))
        }
    }

    @Test("says that nobody listens on a port")
    func refused() async throws {
        try await withLoop { loop in
            // Bound, so that no other test gets it, but not listening.
            let port = try ReservedPort()
            let probe = Probe(on: loop)
            _ = ByteStream.connect(to: try ServerAddress("http://127.0.0.1:\(port.number)"), on: loop, handler: probe)
            let error = try await probe.closed()
            #expect(error?.code == .refused)
            #expect(error?.message.contains("127.0.0.1:\(port.number)") == true)
            #expect(probe.story.value.opened == 0)
        }
    }

    @Test("says that a name does not exist")
    func unknownName() async throws {
        try await withLoop { loop in
            let probe = Probe(on: loop)
            let options = ConnectOptions(timeLimit: .seconds(10), proxy: .none)
            _ = ByteStream.connect(
                to: try ServerAddress("https://nobody.invalid/"), options: options, on: loop, handler: probe)
            let code = try await probe.closed()?.code
            // Without any network the name server itself may be out of reach until the time limit.
            #expect(code == .dns || code == .timedOut(.resolving))
        }
    }

    @Test("refuses plain text to another machine")
    func plainText() async throws {
        try await withLoop { loop in
            let probe = Probe(on: loop)
            _ = ByteStream.connect(to: try ServerAddress("ws://192.0.2.1/?token=hush"), on: loop, handler: probe)
            let error = try await probe.closed()
            #expect(error?.code == .plainTextRefused)
            #expect(error?.description.contains("hush") == false)
        }
    }

    @Test("gives up on a server that never answers, at the time limit or when told")
    func silentServer() async throws {
        try await withLoop { loop in
            // Accepts, and says nothing: the TLS handshake never gets an answer.
            let server = Probe(on: loop)
            let listener = try Listener(on: loop) { _ in server }
            let address = try ServerAddress("https://127.0.0.1:\(listener.port)/")
            let limited = Probe(on: loop)
            _ = ByteStream.connect(
                to: address, options: ConnectOptions(timeLimit: .milliseconds(100)), on: loop, handler: limited)
            let error = try await limited.closed()
            #expect(error?.code == .timedOut(.securing))

            try await server.closed()
            let second = Probe(on: loop)
            let stream = ByteStream.connect(to: address, on: loop, handler: second)
            try await server.story.wait { $0.opened == 2 }
            stream.close()
            #expect(try await second.closed() == nil)
            #expect(second.story.value.opened == 0)
        }
    }

    @Test("closing inside the handler's own calls stops them at once")
    func closeInsideHandler() async throws {
        try await withLoop { loop in
            let listener = try Listener(on: loop) { stream in
                stream.write { $0.append(contentsOf: [UInt8](repeating: 1, count: 1 << 20)) }
                return Probe(on: loop)
            }
            let box = Mutex<ByteStream?>(nil)
            let calls = Mutex(0)
            let probe = Probe(on: loop, keepsBytes: false) { _ in
                calls.withLock { $0 += 1 }
                box.withLock { $0 }?.close(afterFlush: false)
            }
            let address = try listener.address
            loop.execute {
                box.withLock { $0 = ByteStream.connect(to: address, on: loop, handler: probe) }
            }
            #expect(try await probe.closed() == nil)
            #expect(calls.withLock { $0 } == 1)
        }
    }

    @Test("a shut down loop closes its open streams, and later ones fail")
    func shutdownWithOpenStreams() async throws {
        let loop = EventLoop(name: "test")
        let server = Probe(on: loop)
        let listener = try Listener(on: loop) { _ in server }
        let address = try listener.address
        let probes = (0..<10).map { _ in Probe(on: loop) }
        let streams = probes.map { ByteStream.connect(to: address, on: loop, handler: $0) }
        for probe in probes { try await probe.opened() }
        try await server.story.wait { $0.opened == 10 }
        loop.shutdown()
        // Everything was told before the thread ended.
        for probe in probes {
            #expect(probe.story.value.closed == 1)
            #expect(probe.story.value.error?.code == .loopStopped)
        }
        #expect(server.story.value.closed == 10)
        for stream in streams {
            #expect(!stream.write { $0.append(1) })
            stream.setReading(false)
            stream.close()
        }
        let late = Probe(on: loop)
        _ = ByteStream.connect(to: address, on: loop, handler: late)
        #expect(try await late.closed()?.code == .loopStopped)
        loop.shutdown()
    }

    @Test("connecting and closing two hundred times leaves no descriptor behind")
    func noLeaks() async {
        // In a process of its own: other tests open descriptors meanwhile.
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let loop = EventLoop(name: "test")
            // The loop that limits waiting has descriptors too.
            try await EventLoop.shared.turn()
            let listener = try Listener(on: loop) { Echo($0) }
            let address = try listener.address
            let client = HTTPClient(loop: loop, options: ConnectOptions(timeLimit: .seconds(5)))
            func cycle(_ number: Int) async throws {
                let probe = Probe(on: loop)
                let stream = ByteStream.connect(to: address, on: loop, handler: probe)
                stream.write("x")
                try await probe.received("x")
                stream.close(afterFlush: number.isMultiple(of: 2))
                try await probe.closed()
                // The echo is no HTTP: a failing request must give everything back too.
                _ = try? await client.send(HTTPRequest("POST", address))
            }
            try await cycle(0)
            let before = openDescriptors()
            for number in 0..<200 { try await cycle(number) }
            // The server's ends close when it learns of ours.
            for _ in 0..<500 where openDescriptors() > before { try await loop.turn() }
            let after = openDescriptors()
            loop.shutdown()
            if after > before { throw NeverHappened(state: "\(after) open, before \(before)") }
        }
        #expect(String(decoding: result?.standardErrorContent ?? [], as: UTF8.self) == "")
    }
}
