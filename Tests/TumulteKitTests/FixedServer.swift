import Bytes
import Synchronization
import Transport

/// A loopback server that says the same bytes to everyone who sends something, or nothing at all.
final class FixedServer: Sendable {
    private let listener: Listener

    /// - Parameter answer: sent once for each connection, which is closed then; nil keeps silent.
    init(answer: String?) throws {
        listener = try Listener(on: .shared) { Session(stream: $0, answer: answer) }
    }

    deinit { listener.close() }

    var port: UInt16 { listener.port }

    private final class Session: ByteStreamHandler {
        private let stream: ByteStream
        private let answer: String?
        private let hasAnswered = Atomic(false)

        init(stream: ByteStream, answer: String?) {
            self.stream = stream
            self.answer = answer
        }

        func streamOpened() {}
        func streamClosed(_ error: TransportError?) {}

        func streamReceived(_ bytes: UnsafeRawBufferPointer) {
            guard let answer, !hasAnswered.exchange(true, ordering: .relaxed) else { return }
            stream.write { $0.append(utf8: answer) }
            stream.close(afterFlush: true)
        }
    }

    static func http(_ status: String, type: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    }
}
