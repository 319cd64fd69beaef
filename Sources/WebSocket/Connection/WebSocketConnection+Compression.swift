import Bytes
import Synchronization
import Transport

extension WebSocketConnection {
    /// Takes up what the handshake agreed on. On the loop's thread, before the connection is open.
    func compress(_ agreed: WebSocketCompressionAgreement, _ incoming: inout Incoming) {
        let wanted = options.compression ?? WebSocketCompression()
        deflater.withLock {
            $0 = WebSocketDeflater(
                level: wanted.level, memoryLevel: wanted.memoryLevel, windowBits: agreed.clientWindowBits,
                contextTakeover: agreed.clientContextTakeover)
        }
        incoming.machine.inflate(
            with: WebSocketInflater(
                windowBits: agreed.serverWindowBits, contextTakeover: agreed.serverContextTakeover))
    }

    /// The form of ``send(_:maximumBytes:attachments:_:)`` for connections that may compress.
    @inline(never)
    func sendCompressed(
        _ kind: WebSocketMessageKind, maximumBytes: Int, attachments: [[UInt8]], _ write: (inout ByteBuffer) -> Bool
    ) throws(WebSocketError) -> Bool {
        try deflater.withLock { (deflater) throws(WebSocketError) -> Bool in
            // Before anything is compressed: later messages refer to it, so it must be sent.
            try outgoing.withLock { (outgoing) throws(WebSocketError) in
                guard outgoing.state == .open, let stream = outgoing.stream else { throw .notOpen }
                guard stream.unsentBytes < options.maximumUnsentBytes else {
                    throw .sendBufferFull(limit: options.maximumUnsentBytes)
                }
            }
            var plain = ByteBuffer()
            guard write(&plain) else { return false }
            guard plain.count <= maximumBytes else { throw .messageTooLarge(limit: maximumBytes) }

            var frames = ByteBuffer()
            plain.withUnsafeBytes { append(kind.opcode, $0, with: &deflater, to: &frames) }
            for attachment in attachments {
                attachment.withUnsafeBytes { append(.binary, $0, with: &deflater, to: &frames) }
            }
            return try outgoing.withLock { (outgoing) throws(WebSocketError) -> Bool in
                guard outgoing.state == .open, let stream = outgoing.stream,
                    stream.write({ buffer in frames.withUnsafeBytes { buffer.append(contentsOf: $0) } })
                else { throw .notOpen }
                return true
            }
        }
    }

    /// Appends a message's frame, compressed when it is worth it.
    private func append(
        _ opcode: WebSocketOpcode, _ message: UnsafeRawBufferPointer, with deflater: inout WebSocketDeflater?,
        to frames: inout ByteBuffer
    ) {
        let minimum = options.compression?.minimumBytes ?? .max
        if message.count >= minimum, deflater != nil {
            var compressed = ByteBuffer()
            if deflater?.append(message, to: &compressed) == true {
                WebSocketFrameEncoder.append(opcode, reservedBit1: true, mask: masks.next(), to: &frames) { frame in
                    compressed.withUnsafeBytes { frame.append(contentsOf: $0) }
                }
                return
            }
        }
        WebSocketFrameEncoder.append(opcode, mask: masks.next(), payload: message, to: &frames)
    }
}
