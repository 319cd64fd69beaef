import Bytes
import Synchronization

@testable import Transport

/// A handler that keeps what it is told, and can answer.
final class Probe: ByteStreamHandler {
    struct Story: Sendable, CustomStringConvertible {
        var opened = 0
        var flushed = 0
        var closed = 0
        var error: TransportError?
        var bytes: [UInt8] = []
        var byteCount = 0
        var offLoop = 0
        var text: String { String(decoding: bytes, as: UTF8.self) }
        var description: String {
            "opened \(opened), \(byteCount) bytes, closed \(closed), error \(error.map(\.description) ?? "none")"
        }
    }

    let story = Watched(Story())
    private let loop: EventLoop
    private let keepsBytes: Bool
    private let onBytes: @Sendable (UnsafeRawBufferPointer) -> Void

    init(
        on loop: EventLoop, keepsBytes: Bool = true,
        onBytes: @escaping @Sendable (UnsafeRawBufferPointer) -> Void = { _ in }
    ) {
        self.loop = loop
        self.keepsBytes = keepsBytes
        self.onBytes = onBytes
    }

    private func note(_ change: @Sendable (inout Story) -> Void) {
        let offLoop = loop.isCurrent ? 0 : 1
        story.change {
            $0.offLoop += offLoop
            change(&$0)
        }
    }

    func streamOpened() { note { $0.opened += 1 } }

    func streamFlushed() { note { $0.flushed += 1 } }

    func streamReceived(_ bytes: UnsafeRawBufferPointer) {
        let copy = keepsBytes ? Array(bytes) : []
        let count = bytes.count
        note {
            $0.bytes += copy
            $0.byteCount += count
        }
        onBytes(bytes)
    }

    func streamClosed(_ error: TransportError?) {
        note {
            $0.closed += 1
            $0.error = error
        }
    }

    func opened() async throws { try await story.wait { $0.opened > 0 } }

    /// Waits for the end and returns the error it came with.
    @discardableResult
    func closed() async throws -> TransportError? {
        try await story.wait { $0.closed > 0 }
        return story.value.error
    }

    func received(_ text: String) async throws { try await story.wait { $0.text == text } }
}

/// Sends back what it receives.
final class Echo: ByteStreamHandler {
    private let stream: ByteStream
    let story = Watched((opened: 0, closed: 0))

    init(_ stream: ByteStream) { self.stream = stream }

    func streamOpened() { story.change { $0.opened += 1 } }

    func streamReceived(_ bytes: UnsafeRawBufferPointer) {
        stream.write { $0.append(contentsOf: bytes) }
        if stream.unsentBytes > 256 * 1024 { stream.setReading(false) }
    }

    func streamFlushed() { stream.setReading(true) }

    func streamClosed(_ error: TransportError?) { story.change { $0.closed += 1 } }
}

extension ByteStream {
    func write(_ text: String) { write { $0.append(utf8: text) } }
}

extension Listener {
    var address: ServerAddress {
        get throws(TransportError) { try ServerAddress("http://127.0.0.1:\(port)/") }
    }
}

/// Runs a test with a loop of its own, which is shut down afterwards.
func withLoop<Result>(_ body: (EventLoop) async throws -> Result) async throws -> Result {
    let loop = EventLoop(name: "test")
    defer { loop.shutdown() }
    return try await body(loop)
}

extension EventLoop {
    /// Waits until the loop has done all it was handed before.
    func turn() async throws {
        let done = Watched(false)
        execute { done.change { $0 = true } }
        try await done.wait { $0 }
    }

    /// How often the loop goes round by itself while time passes on another loop.
    func turns(during time: Duration) async throws -> Int {
        let before = try await turnsSoFar()
        let passed = Watched(false)
        EventLoop.shared.schedule(after: time) { passed.change { $0 = true } }
        try await passed.wait { $0 }
        // The turn that asks is not counted.
        return try await turnsSoFar() - before - 1
    }

    private func turnsSoFar() async throws -> Int {
        let turns = Watched(-1)
        execute {
            let count = self.core.turns
            turns.change { $0 = count }
        }
        try await turns.wait { $0 >= 0 }
        return turns.value
    }
}
