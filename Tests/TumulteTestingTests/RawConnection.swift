import Bytes
import JSON
import Synchronization
import Transport
import TumulteTesting
import WebSocket

/// A connection without manners: sends the bytes it is given, and keeps what comes back. Independent of the project's own
/// clients, so that a fault they share with the server shows.
final class RawConnection: ByteStreamHandler {
    private let stream = Mutex<ByteStream?>(nil)
    private let chunks: AsyncStream<[UInt8]>
    private let received: AsyncStream<[UInt8]>.Continuation

    static func open(to server: ContractServer) throws -> RawConnection {
        let connection = RawConnection()
        let address = try ServerAddress(server.url)
        connection.stream.withLock { $0 = ByteStream.connect(to: address, handler: connection) }
        return connection
    }

    private init() { (chunks, received) = AsyncStream.makeStream() }

    func streamOpened() {}
    func streamReceived(_ bytes: UnsafeRawBufferPointer) { received.yield([UInt8](bytes)) }
    func streamClosed(_ error: TransportError?) { received.finish() }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        _ = stream.withLock { $0?.write { $0.append(contentsOf: bytes) } }
    }

    func close() { stream.withLock { $0?.close(afterFlush: false) } }

    /// What arrives, piece by piece; ends with the connection.
    var arrivals: AsyncStream<[UInt8]> { chunks }

    /// Everything up to the end of the connection.
    func everything() async -> String {
        var all: [UInt8] = []
        for await chunk in chunks { all += chunk }
        return String(decoding: all, as: UTF8.self)
    }
}

/// A whole answer of the server.
struct RawAnswer {
    var status: Int
    var head: String
    var body: JSONView

    init(_ text: String) throws {
        let parts = text.components(at: "\r\n\r\n")
        head = parts.first
        status = Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0
        body = try JSONDocument(parts.rest.isEmpty ? "null" : parts.rest).root
    }

    func header(_ name: String) -> String? {
        head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
            .map { HTTPHead.trimmed($0.dropFirst(name.count + 1)) }
    }
}

extension String {
    /// What stands before the first `separator`, and what behind it.
    func components(at separator: String) -> (first: String, rest: String) {
        guard let range = firstRange(of: separator) else { return (self, "") }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}

extension ContractServer {
    /// One request over a connection of its own.
    func request(
        _ method: String, _ path: String, _ body: JSONValue? = nil, headers: String = ""
    ) async throws -> RawAnswer {
        let connection = try RawConnection.open(to: self)
        let bytes = body?.jsonBytes ?? []
        connection.send(
            "\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\(headers)"
                + "Content-Type: application/json\r\nContent-Length: \(bytes.count)\r\n\r\n")
        connection.send(bytes)
        return try RawAnswer(await connection.everything())
    }
}
