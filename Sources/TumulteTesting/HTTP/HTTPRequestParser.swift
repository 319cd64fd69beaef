internal import WebSocket

/// Reads HTTP/1.1 requests from a stream of bytes (RFC 9112). Sans I/O; everything it keeps is bounded.
///
/// Strict where leniency is dangerous (line ends, lengths, field names), because a test double that accepts what a real
/// server refuses hides the client's fault.
package struct HTTPRequestParser: Sendable {
    package struct Limits: Sendable {
        package var headerBytes = 16_384
        package var headerCount = 100
        /// The framework's JSON body limit (contract: http, section 1).
        package var bodyBytes = 1_048_576
    }

    /// Why a connection can't go on: the status to answer with before it is closed.
    package struct Failure: Error, Equatable, Sendable {
        package var status: Int
        package var message: String
    }

    package enum Output: Sendable, Equatable {
        /// More bytes are needed. `sendContinue`: the client waits for `100 Continue` before it sends the body.
        case needMore(sendContinue: Bool)
        case request(ReceivedRequest)
        case failure(Failure)
    }

    private enum State {
        case head
        case body(ReceivedRequest, length: Int)
        case chunked(ReceivedRequest, HTTPChunkedBody)
        case failed(Failure)
    }

    private let limits: Limits
    private var state = State.head
    private var head: HTTPHeadReader
    private var headHasBegun = false
    private var buffer: [UInt8] = []
    private var owesContinue = false

    package init(limits: Limits = Limits()) {
        self.limits = limits
        head = HTTPHeadReader(maximumBytes: limits.headerBytes, maximumFields: limits.headerCount)
    }

    package mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        if case .failed = state { return }
        buffer.append(contentsOf: bytes)
    }

    /// The bytes after the last request, for the protocol that the connection was upgraded to.
    package mutating func takeRemaining() -> [UInt8] {
        defer { buffer = [] }
        return buffer
    }

    /// The next request, when it is complete. Call until it wants more.
    package mutating func next() -> Output {
        do throws(Failure) {
            while true {
                switch state {
                case .failed(let failure):
                    return .failure(failure)
                case .head:
                    guard try readHead() else { return .needMore(sendContinue: false) }
                case .body(var request, let length):
                    guard buffer.count >= length else { return needMoreBody() }
                    request.body = Array(buffer.prefix(length))
                    return finish(request, consuming: length)
                case .chunked(var request, var chunks):
                    // Held by the variables alone while it grows, so that no byte is copied twice.
                    state = .head
                    let used = try chunks.read(buffer[...], limit: limits.bodyBytes)
                    if chunks.isComplete {
                        request.body = chunks.body
                        return finish(request, consuming: used)
                    }
                    buffer.removeFirst(used)
                    state = .chunked(request, chunks)
                    return needMoreBody()
                }
            }
        } catch {
            state = .failed(error)
            buffer = []
            return .failure(error)
        }
    }

    private mutating func needMoreBody() -> Output {
        defer { owesContinue = false }
        return .needMore(sendContinue: owesContinue && buffer.isEmpty)
    }

    private mutating func finish(_ request: ReceivedRequest, consuming count: Int) -> Output {
        buffer.removeFirst(min(count, buffer.count))
        state = .head
        owesContinue = false
        return .request(request)
    }

    /// - Returns: false when the head is not complete yet.
    private mutating func readHead() throws(Failure) -> Bool {
        if !headHasBegun {
            // Empty lines before a request are tolerated (RFC 9112, section 2.2).
            while buffer.starts(with: [13, 10]) { buffer.removeFirst(2) }
            guard buffer.count > 1 else { return false }
            headHasBegun = true
        }
        var reader = head
        let result = buffer.withUnsafeBytes { bytes in
            Result { () throws(HTTPHeadError) in try reader.receive(bytes) }
        }
        head = reader
        let read: (head: HTTPHead, consumed: Int)?
        do throws(HTTPHeadError) {
            read = try result.get()
        } catch {
            switch error {
            case .tooLarge, .tooManyFields: throw Failure(status: 431, message: "Request header fields too large")
            case .malformed: throw HTTPRequestHead.bad("The request head is malformed")
            }
        }
        guard let read else {
            buffer = []
            return false
        }
        buffer.removeFirst(read.consumed)
        headHasBegun = false
        let parsed = try HTTPRequestHead(read.head)
        owesContinue = parsed.expectsContinue
        switch parsed.framing {
        case .none: state = .body(parsed.request, length: 0)
        case .chunked: state = .chunked(parsed.request, HTTPChunkedBody())
        case .length(let length):
            guard length <= limits.bodyBytes else { throw HTTPRequestParser.tooLargeBody }
            state = .body(parsed.request, length: length)
        }
        return true
    }

    static let tooLargeBody = Failure(status: 413, message: "request entity too large")
}
