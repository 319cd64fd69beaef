package import Bytes
import Synchronization
package import Transport
@_spi(Rooms) package import WebSocket

/// One client of a ``ScriptedServer``, as the server sees it.
package final class ScriptedPeer: ByteStreamHandler {
    /// What came from the client.
    package enum Input: Equatable, Sendable {
        case text(String)
        case binary([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        case close(WebSocketClose)
        case violation(WebSocketViolation)
    }

    private struct Reading: ~Copyable, Sendable {
        var head: HTTPHeadReader? = HTTPHeadReader()
        var decoder = WebSocketFrameDecoder(role: .server)
    }

    package let stream: ByteStream
    private let reading: LoopBound<Reading>
    private let asked = Promise<Result<WebSocketServerRequest, WebSocketHandshakeError>>()
    private let inputs: BoundedQueue<Input>

    init(_ stream: ByteStream) {
        self.stream = stream
        reading = LoopBound(Reading(), on: stream.loop)
        inputs = BoundedQueue(maximumCount: .max, maximumCost: .max, on: stream.loop) { _ in }
    }

    /// The client's upgrade request.
    package func request() async throws -> WebSocketServerRequest {
        guard let result = await asked.value() else { throw CancellationError() }
        return try result.get()
    }

    /// What came next; nil when the stream has ended.
    package func next() async -> Input? { await inputs.next() }

    /// The next text message, anything else skipped; nil when the stream has ended.
    package func nextText() async -> String? {
        while let input = await next() {
            if case .text(let text) = input { return text }
        }
        return nil
    }

    /// Waits until the client has ended the stream.
    package func ended() async { while await next() != nil {} }

    // MARK: Sending

    package func write(_ body: (inout ByteBuffer) -> Void) { stream.write(body) }

    package func send(raw bytes: [UInt8]) { write { $0.append(contentsOf: bytes) } }

    package func send(raw text: String) { send(raw: Array(text.utf8)) }

    /// From now on, messages of the client may be compressed. Before its first frame only.
    package func inflate() async {
        await withCheckedContinuation { done in
            stream.loop.execute {
                self.reading.with { $0.decoder.inflate(with: WebSocketInflater()) }
                done.resume()
            }
        }
    }

    package func send(_ text: String) { send(.text, Array(text.utf8)) }

    package func send(_ opcode: WebSocketOpcode, _ payload: [UInt8]) {
        write { WebSocketFrameEncoder.append(opcode, mask: nil, to: &$0) { $0.append(contentsOf: payload) } }
    }

    package func sendClose(_ close: WebSocketClose) {
        write { WebSocketFrameEncoder.appendClose(close, mask: nil, to: &$0) }
    }

    /// Ends the stream: politely, or with what is under way thrown away.
    package func end(afterFlush: Bool = true) { stream.close(afterFlush: afterFlush) }

    // MARK: The stream's handler

    package func streamOpened() {}

    package func streamReceived(_ bytes: UnsafeRawBufferPointer) {
        reading.with { reading in
            var rest = bytes
            do {
                if var head = reading.head {
                    let read = try head.receive(bytes)
                    reading.head = head
                    guard let read else { return }
                    reading.head = nil
                    rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(read.consumed))
                    asked.fulfil(.success(try WebSocketServerRequest(read.head)))
                }
                var sink = Sink(inputs: inputs)
                try reading.decoder.receive(rest, into: &sink)
            } catch let error as WebSocketViolation {
                inputs.push(.violation(error), cost: 0)
            } catch {
                asked.fulfil(.failure(error as? WebSocketHandshakeError ?? .malformedAnswer))
            }
        }
    }

    package func streamClosed(_ error: TransportError?) {
        asked.fulfil(.failure(.closedEarly))
        inputs.finish()
    }
}

private struct Sink: WebSocketFrameSink {
    let inputs: BoundedQueue<ScriptedPeer.Input>

    func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
        let text = String(decoding: payload, as: UTF8.self)
        inputs.push(kind == .text ? .text(text) : .binary([UInt8](payload)), cost: 0)
    }
    func ping(_ payload: UnsafeRawBufferPointer) { inputs.push(.ping([UInt8](payload)), cost: 0) }
    func pong(_ payload: UnsafeRawBufferPointer) { inputs.push(.pong([UInt8](payload)), cost: 0) }
    func close(_ close: WebSocketClose) { inputs.push(.close(close), cost: 0) }
}
