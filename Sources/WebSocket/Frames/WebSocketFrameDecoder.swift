import Bytes

/// What a frame decoder found. Payloads are valid during the call only.
package protocol WebSocketFrameSink: ~Copyable {
    /// A whole message. Text is valid UTF-8.
    mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer)
    mutating func ping(_ payload: UnsafeRawBufferPointer)
    mutating func pong(_ payload: UnsafeRawBufferPointer)
    /// A close frame. Nothing follows it.
    mutating func close(_ close: WebSocketClose)
}

/// Reads frames from bytes that arrive in any pieces and puts messages together (RFC 6455, section 5), for either end.
///
/// A message that came unmasked in one frame within one piece is handed over where it lies. Anything else is gathered in
/// a buffer that is bounded by the limits; compressed messages are inflated into it as they arrive. After a violation or a close frame all further bytes are ignored.
package struct WebSocketFrameDecoder: ~Copyable, Sendable {
    private let role: WebSocketRole
    private let limits: WebSocketLimits
    private var header = WebSocketFrameHeader()
    private var phase = Phase.header
    /// Payload bytes of the current frame still to come.
    private var remaining = 0
    /// The message in progress, if any.
    private var kind: WebSocketMessageKind?
    private var fragments = 0
    /// Whether the message in progress is compressed (RFC 7692, section 6).
    private var isCompressed = false
    /// Set once compression was agreed.
    private var inflater: WebSocketInflater?
    private var text = UTF8Validator()
    private var gathered = ByteBuffer()
    /// A control frame in pieces; apart from the message, since it may stand between two of its fragments.
    private var control = ByteBuffer()

    private enum Phase { case header, payload, finished }

    /// Memory kept for the next message after a larger one was read, in bytes.
    private static let keptBytes = 16 << 10

    /// - Parameter role: the end that reads.
    package init(role: WebSocketRole, limits: WebSocketLimits = .standard) {
        self.role = role
        self.limits = limits
    }

    /// From the next frame on, messages may be compressed.
    package mutating func inflate(with inflater: consuming WebSocketInflater) { self.inflater = consume inflater }

    /// Whether a close frame or a violation ended the reading.
    package var isFinished: Bool { phase == .finished }

    /// Bytes of memory held for messages in progress.
    package var heldBytes: Int { gathered.allocatedBytes + control.allocatedBytes }

    /// Takes the next bytes and tells `sink` what they complete.
    /// - Throws: what the other end did wrong, once; what came before it in `bytes` was told to `sink`.
    package mutating func receive<Sink: WebSocketFrameSink & ~Copyable>(
        _ bytes: UnsafeRawBufferPointer, into sink: inout Sink
    ) throws(WebSocketViolation) {
        var rest = bytes
        do {
            while true {
                switch phase {
                case .finished: return
                case .header:
                    let mayCompress = inflater != nil
                    guard
                        try header.take(from: &rest, role: role, limits: limits, extensionUsesBit1: mayCompress)
                    else { return }
                    try begin()
                    phase = .payload
                case .payload:
                    guard try takePayload(from: &rest, into: &sink) else { return }
                }
            }
        } catch {
            finish()
            throw error
        }
    }

    /// Checks a complete header against the message in progress.
    private mutating func begin() throws(WebSocketViolation) {
        remaining = header.length
        switch header.opcode {
        case .text, .binary:
            guard kind == nil else { throw WebSocketViolation(.interleavedMessage) }
            kind = header.opcode == .text ? .text : .binary
            fragments = 1
            isCompressed = header.reservedBit1
            text = UTF8Validator()
        case .continuation:
            guard kind != nil else { throw WebSocketViolation(.unexpectedContinuation) }
            fragments += 1
            guard fragments <= limits.maximumFragments else {
                throw WebSocketViolation(.tooManyFragments(limit: limits.maximumFragments))
            }
        case .close, .ping, .pong: return
        }
        // What a compressed frame inflates to shows only then.
        guard isCompressed || header.length <= limits.maximumMessageBytes - gathered.count else {
            throw WebSocketViolation(.messageTooLarge(limit: limits.maximumMessageBytes))
        }
    }

    /// - Returns: false when the frame needs more bytes.
    private mutating func takePayload<Sink: WebSocketFrameSink & ~Copyable>(
        from rest: inout UnsafeRawBufferPointer, into sink: inout Sink
    ) throws(WebSocketViolation) -> Bool {
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(remaining))
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
        let isWhole = piece.count == header.length && header.mask == nil
        let offset = header.length - remaining
        remaining -= piece.count
        if header.opcode.isControl { return try takeControl(piece, isWhole: isWhole, offset: offset, into: &sink) }

        if isWhole, header.isFinal, fragments == 1, !isCompressed {
            if kind == .text { try Self.check(piece, isLast: true, &text) }
            deliver(piece, into: &sink)
        } else {
            let start = gathered.count
            if isCompressed {
                try inflate(piece, offset: offset)
            } else {
                Self.append(piece, unmaskedWith: header.mask, offset: offset, to: &gathered)
            }
            if kind == .text {
                let isLast = header.isFinal && remaining == 0
                var validator = text
                try gathered.withUnsafeBytes { all throws(WebSocketViolation) in
                    try Self.check(UnsafeRawBufferPointer(rebasing: all[start...]), isLast: isLast, &validator)
                }
                text = validator
            }
            guard remaining == 0 else { return false }
            guard header.isFinal else {
                nextFrame()
                return true
            }
            var whole = ByteBuffer()
            swap(&whole, &gathered)
            whole.withUnsafeBytes { deliver($0, into: &sink) }
            whole.removeAll(keepingCapacityUpTo: Self.keptBytes)
            swap(&whole, &gathered)
        }
        kind = nil
        nextFrame()
        return true
    }

    /// Appends what a piece of a compressed message inflates to.
    private mutating func inflate(_ piece: UnsafeRawBufferPointer, offset: Int) throws(WebSocketViolation) {
        let limit = limits.maximumMessageBytes
        if header.mask == nil {
            try inflater?.inflate(piece, to: &gathered, limit: limit)
        } else {
            var plain = ByteBuffer()
            Self.append(piece, unmaskedWith: header.mask, offset: offset, to: &plain)
            try plain.withUnsafeBytes { plain throws(WebSocketViolation) in
                try inflater?.inflate(plain, to: &gathered, limit: limit)
            }
        }
        if header.isFinal, remaining == 0 { try inflater?.finish(to: &gathered, limit: limit) }
    }

    private mutating func takeControl<Sink: WebSocketFrameSink & ~Copyable>(
        _ piece: UnsafeRawBufferPointer, isWhole: Bool, offset: Int, into sink: inout Sink
    ) throws(WebSocketViolation) -> Bool {
        if isWhole {
            try deliverControl(piece, into: &sink)
        } else {
            Self.append(piece, unmaskedWith: header.mask, offset: offset, to: &control)
            guard remaining == 0 else { return false }
            var whole = ByteBuffer()
            swap(&whole, &control)
            try whole.withUnsafeBytes { payload throws(WebSocketViolation) in
                try deliverControl(payload, into: &sink)
            }
        }
        if header.opcode == .close { finish() } else { nextFrame() }
        return true
    }

    /// The one place a complete message leaves the decoder: an extension that transforms messages stands here.
    private func deliver<Sink: WebSocketFrameSink & ~Copyable>(
        _ payload: UnsafeRawBufferPointer, into sink: inout Sink
    ) {
        sink.message(kind ?? .binary, payload)
    }

    private func deliverControl<Sink: WebSocketFrameSink & ~Copyable>(
        _ payload: UnsafeRawBufferPointer, into sink: inout Sink
    ) throws(WebSocketViolation) {
        switch header.opcode {
        case .ping: sink.ping(payload)
        case .pong: sink.pong(payload)
        default: sink.close(try Self.close(payload))
        }
    }

    private static func close(_ payload: UnsafeRawBufferPointer) throws(WebSocketViolation) -> WebSocketClose {
        if payload.isEmpty { return WebSocketClose(.noCode) }
        guard payload.count >= 2 else { throw WebSocketViolation(.truncatedCloseCode) }
        let code = WebSocketCloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isAllowedOnWire else { throw WebSocketViolation(.invalidCloseCode(code.rawValue)) }
        let reason = UnsafeRawBufferPointer(rebasing: payload.dropFirst(2))
        var validator = UTF8Validator()
        guard validator.accept(reason), validator.isComplete else { throw WebSocketViolation(.invalidCloseReason) }
        return WebSocketClose(code, reason: String(decoding: reason, as: UTF8.self))
    }

    private static func check(
        _ piece: UnsafeRawBufferPointer, isLast: Bool, _ text: inout UTF8Validator
    ) throws(WebSocketViolation) {
        guard text.accept(piece), !isLast || text.isComplete else { throw WebSocketViolation(.invalidText) }
    }

    private static func append(
        _ piece: UnsafeRawBufferPointer, unmaskedWith key: UInt32?, offset: Int, to buffer: inout ByteBuffer
    ) {
        let start = buffer.count
        buffer.append(contentsOf: piece)
        guard let key else { return }
        buffer.withUnsafeMutableBytes { all in
            WebSocketMask.apply(key, to: UnsafeMutableRawBufferPointer(rebasing: all[start...]), offset: offset)
        }
    }

    private mutating func nextFrame() {
        header.reset()
        phase = .header
    }

    private mutating func finish() {
        phase = .finished
        gathered = ByteBuffer()
        control = ByteBuffer()
        inflater = nil
    }
}
