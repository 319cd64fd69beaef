package import Bytes

/// What both ends agreed on in the opening handshake.
package struct WebSocketAgreement: Sendable, Hashable {
    /// The subprotocol the server chose among those offered.
    package var subprotocol: String?
    /// The parameters of compression, when the server compresses.
    package var compression: WebSocketCompressionAgreement?
}

/// The client's side of the opening handshake without I/O (RFC 6455, section 4.1): write the request, then feed the
/// answer until it is decided. Deadlines are the owner's.
package struct WebSocketClientHandshake: Sendable {
    private let request: WebSocketRequest
    private let key: WebSocketHandshakeKey
    private var reader = HTTPHeadReader()
    /// An answer other than 101, while the beginning of its body is gathered.
    private var refusal: WebSocketRefusal?
    private var body: [UInt8] = []
    private var bodyEnd = WebSocketClientHandshake.keptBodyBytes
    private var isChunked = false

    private static let keptBodyBytes = 1024

    package init(_ request: WebSocketRequest, key: WebSocketHandshakeKey = .random()) {
        self.request = request
        self.key = key
    }

    /// Appends the request.
    package func appendRequest(to buffer: inout ByteBuffer) { request.append(key: key, to: &buffer) }

    /// Takes the next bytes of the answer.
    /// - Returns: what was agreed, and how many of `bytes` belonged to the answer: the rest are the first frames. Nil
    ///   while more bytes are needed.
    package mutating func receive(
        _ bytes: UnsafeRawBufferPointer
    ) throws(WebSocketHandshakeError) -> (agreement: WebSocketAgreement, consumed: Int)? {
        if refusal != nil {
            try gather(bytes)
            return nil
        }
        let read: (head: HTTPHead, consumed: Int)?
        do throws(HTTPHeadError) {
            read = try reader.receive(bytes)
        } catch {
            switch error {
            case .tooLarge(let limit), .tooManyFields(let limit): throw .answerTooLarge(limit: limit)
            case .malformed: throw .malformedAnswer
            }
        }
        guard let (head, consumed) = read else { return nil }
        let status = try Self.status(head.startLine)
        if status == 101 { return (try check(head), consumed) }
        refuse(status, head)
        try gather(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(consumed)))
        return nil
    }

    /// The stream ended, or time is up, before the answer was decided.
    /// - Returns: the refusal gathered so far, or that the answer never came.
    package func ended() -> WebSocketHandshakeError {
        guard var refusal else { return .closedEarly }
        refusal.text = Self.readable(body, isChunked: isChunked)
        return .refused(refusal)
    }

    /// Whether an answer other than 101 has come and only the rest of its body is missing.
    package var isRefused: Bool { refusal != nil }

    private static func status(_ line: String) throws(WebSocketHandshakeError) -> Int {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0", parts[1].utf8.count == 3,
            let status = Int(parts[1]), status >= 100
        else { throw .malformedAnswer }
        return status
    }

    private func check(_ head: HTTPHead) throws(WebSocketHandshakeError) -> WebSocketAgreement {
        guard head.has("websocket", in: "upgrade") else { throw .mismatch("Upgrade") }
        guard head.has("upgrade", in: "connection") else { throw .mismatch("Connection") }
        guard head.value("sec-websocket-accept") == key.accept else { throw .mismatch("Sec-WebSocket-Accept") }
        let extensions = head.values("sec-websocket-extensions")
        guard extensions.isEmpty || request.compression != nil else { throw .mismatch("Sec-WebSocket-Extensions") }
        let compression = try request.compression?.agreement(answeredBy: extensions)
        let chosen = head.values("sec-websocket-protocol")
        guard chosen.count <= 1, chosen.allSatisfy({ request.subprotocols.contains($0) }) else {
            throw .mismatch("Sec-WebSocket-Protocol")
        }
        return WebSocketAgreement(subprotocol: chosen.first, compression: compression)
    }

    private mutating func refuse(_ status: Int, _ head: HTTPHead) {
        let seconds = head.value("retry-after").flatMap { UInt64($0) }
        refusal = WebSocketRefusal(
            status: status, retryAfter: seconds.map { .seconds(Int64(min($0, 86_400))) },
            location: head.value("location").map { String($0.prefix(500)) })
        isChunked = head.has("chunked", in: "transfer-encoding")
        let announced = head.value("content-length").flatMap { UInt64($0) }
        let hasBody = status >= 200 && status != 204 && status != 304
        bodyEnd = hasBody ? Int(min(announced ?? UInt64(Self.keptBodyBytes), UInt64(Self.keptBodyBytes))) : 0
    }

    private mutating func gather(_ bytes: UnsafeRawBufferPointer) throws(WebSocketHandshakeError) {
        body.append(contentsOf: bytes.prefix(bodyEnd - body.count))
        let chunksEnded = isChunked && body.suffix(5).elementsEqual("0\r\n\r\n".utf8)
        if body.count >= bodyEnd || chunksEnded { throw ended() }
    }

    private static func readable(_ body: [UInt8], isChunked: Bool) -> String {
        var bytes = body[...]
        if isChunked {
            bytes = (bytes.firstIndex(of: 0x0A).map { bytes[($0 + 1)...] }) ?? []
            if bytes.suffix(7).elementsEqual("\r\n0\r\n\r\n".utf8) { bytes = bytes.dropLast(7) }
        }
        let plain = bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        return HTTPHead.trimmed(Substring(decoding: plain, as: UTF8.self))
    }
}
