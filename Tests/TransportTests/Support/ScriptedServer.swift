import Bytes
import Synchronization

@testable import Transport

/// A server that answers each request with the bytes of a script: just enough HTTP to be wrong in every way.
final class ScriptedServer: Sendable {
    /// What to do when a whole request is there.
    enum Answer: Sendable {
        /// Sends these bytes and keeps the connection.
        case send(String)
        /// Sends these bytes and closes.
        case sendAndClose(String)
        /// Says nothing.
        case nothing
    }

    let requests = Watched<[String]>([])
    let connections = Watched((opened: 0, closed: 0))
    private let listener: Mutex<Listener?> = Mutex(nil)

    init(on loop: EventLoop, answer: @escaping @Sendable (String) -> Answer) throws(TransportError) {
        let made = try Listener(on: loop) { [requests, connections] stream in
            Session(stream, requests, connections, answer)
        }
        listener.withLock { $0 = made }
    }

    func address(_ path: String = "/") throws(TransportError) -> ServerAddress {
        try ServerAddress("http://127.0.0.1:\(listener.withLock { $0?.port ?? 0 })\(path)")
    }

    private final class Session: ByteStreamHandler {
        private let stream: ByteStream
        private let requests: Watched<[String]>
        private let connections: Watched<(opened: Int, closed: Int)>
        private let answer: @Sendable (String) -> Answer
        private let text = Mutex("")

        init(
            _ stream: ByteStream, _ requests: Watched<[String]>, _ connections: Watched<(opened: Int, closed: Int)>,
            _ answer: @escaping @Sendable (String) -> Answer
        ) {
            self.stream = stream
            self.requests = requests
            self.connections = connections
            self.answer = answer
        }

        func streamOpened() { connections.change { $0.opened += 1 } }

        func streamClosed(_ error: TransportError?) { connections.change { $0.closed += 1 } }

        func streamReceived(_ bytes: UnsafeRawBufferPointer) {
            let request = text.withLock { text -> String? in
                text += String(decoding: bytes, as: UTF8.self)
                guard Self.isComplete(text) else { return nil }
                defer { text = "" }
                return text
            }
            guard let request else { return }
            requests.change { $0.append(request) }
            switch answer(request) {
            case .send(let bytes): stream.write(bytes)
            case .sendAndClose(let bytes):
                stream.write(bytes)
                stream.close()
            case .nothing: break
            }
        }

        private static func isComplete(_ text: String) -> Bool {
            let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
            guard let end = lines.firstIndex(of: "") else { return false }
            let length = lines[..<end].compactMap { line -> Int? in
                let parts = line.split(separator: ": ", maxSplits: 1)
                return parts.count == 2 && parts[0].lowercased() == "content-length" ? Int(parts[1]) : nil
            }
            let body = lines[(end + 1)...].joined(separator: "\r\n")
            return body.utf8.count >= length.first ?? 0
        }
    }
}
