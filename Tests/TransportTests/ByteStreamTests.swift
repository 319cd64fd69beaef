import Bytes
import Synchronization
import Testing

@testable import Transport

@Suite("Byte streams over TCP")
struct ByteStreamTests {
    @Test("carries bytes both ways, and each side learns of the other's end once")
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
        }
    }
}
