import Bytes
import JSON
import Testing
import TumulteTesting
import WebSocket

/// A table at the level of engine packets, for tests of the server alone.
final class RawTable {
    enum Frame: Equatable {
        case text(String)
        case close(UInt16)
        /// The connection ended.
        case end
    }

    private let connection: RawConnection
    private var arrivals: AsyncStream<[UInt8]>.Iterator
    private var decoder = WebSocketFrameDecoder(role: .client)
    private var waiting: [Frame] = []
    /// The answer to the upgrade.
    private(set) var head = ""

    private struct Sink: WebSocketFrameSink {
        var frames: [Frame] = []
        mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
            frames.append(.text(String(decoding: payload, as: UTF8.self)))
        }
        mutating func ping(_ payload: UnsafeRawBufferPointer) {}
        mutating func pong(_ payload: UnsafeRawBufferPointer) { frames.append(.text("pong frame")) }
        mutating func close(_ close: WebSocketClose) { frames.append(.close(close.code.rawValue)) }
    }

    private init(_ connection: RawConnection) {
        self.connection = connection
        arrivals = connection.arrivals.makeAsyncIterator()
    }

    static let upgrade =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n"
        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

    /// Upgrades a connection; the engine's open packet is the next frame.
    /// - Parameter gluedBytes: sent in one piece with the request.
    static func open(to server: ContractServer, gluedBytes: [UInt8] = []) async throws -> RawTable {
        let table = RawTable(try RawConnection.open(to: server))
        table.connection.send(Array(upgrade.utf8) + gluedBytes)
        try await table.readHead()
        return table
    }

    /// Upgrades, joins the namespace and waits for `connected`.
    static func ready(on server: ContractServer, _ session: IssuedSession) async throws -> RawTable {
        let table = try await open(to: server)
        _ = await table.next()
        table.join(session.sessionToken)
        #expect(await table.next().hasPrefix("40/vtt,"))
        #expect(await table.next().hasPrefix(#"42/vtt,["connected","#))
        return table
    }

    private func readHead() async throws {
        var bytes: [UInt8] = []
        while let chunk = await arrivals.next() {
            bytes += chunk
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            decode(Array(bytes[end.upperBound...]))
            return
        }
        waiting.append(.end)
    }

    private func decode(_ bytes: [UInt8]) {
        var sink = Sink()
        bytes.withUnsafeBytes { try? decoder.receive($0, into: &sink) }
        waiting += sink.frames
    }

    /// The next frame.
    func nextFrame() async -> Frame {
        while waiting.isEmpty {
            guard let chunk = await arrivals.next() else { return .end }
            decode(chunk)
        }
        return waiting.removeFirst()
    }

    /// The next text, or a word for the end.
    func next() async -> String {
        switch await nextFrame() {
        case .text(let text): text
        case .close(let code): "(close \(code))"
        case .end: "(end)"
        }
    }

    /// Skips engine pings.
    func nextPacket() async -> String {
        while true {
            let text = await next()
            if text != "2" { return text }
        }
    }

    func join(_ token: String) { send(#"40/vtt,{"token":"\#(token)"}"#) }

    func emit(_ event: String, _ payload: JSONValue) {
        send(#"42/vtt,["\#(event)",\#(String(decoding: payload.jsonBytes, as: UTF8.self))]"#)
    }

    func send(_ text: String) { connection.send(RawTable.frame(.text, Array(text.utf8))) }
    func sendFrame(_ opcode: WebSocketOpcode, _ payload: [UInt8]) { connection.send(RawTable.frame(opcode, payload)) }
    func sendBytes(_ bytes: [UInt8]) { connection.send(bytes) }
    func close() { connection.close() }

    static func frame(_ opcode: WebSocketOpcode, _ payload: [UInt8]) -> [UInt8] {
        var buffer = ByteBuffer()
        payload.withUnsafeBytes { WebSocketFrameEncoder.append(opcode, mask: 0x0102_0304, payload: $0, to: &buffer) }
        return buffer.bytes
    }
}
