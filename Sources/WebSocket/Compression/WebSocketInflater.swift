package import Bytes
import CZlib

/// Restores messages compressed with permessage-deflate (RFC 7692, section 7.2.2), as they arrive and within a bound.
///
/// - Note: `@unchecked Sendable` holds because the type is noncopyable: the stream is reachable only through the one value
///   that owns it, and zlib keeps no state outside of it.
package struct WebSocketInflater: ~Copyable, @unchecked Sendable {
    private let windowBits: Int32
    private let contextTakeover: Bool
    /// Apart on the heap because zlib's state points back at it. Nil until it is needed.
    private var stream: UnsafeMutablePointer<z_stream>?
    /// Whether a final block has ended the compressed data, so that what follows begins anew (section 7.2.3.4).
    private var isAtFinalEnd = false

    /// - Parameters:
    ///   - windowBits: 8 to 15; 8 is read with room for 9, since some senders cannot keep to it.
    ///   - contextTakeover: whether a message may refer to earlier ones.
    package init(windowBits: Int = 15, contextTakeover: Bool = true) {
        self.windowBits = Int32(min(max(windowBits, 9), 15))
        self.contextTakeover = contextTakeover
    }

    deinit {
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Whether memory is held for the next message.
    package var isHoldingMemory: Bool { stream != nil }

    /// Appends what `piece` holds.
    /// - Parameter limit: how many bytes `buffer` may hold in the end; exactly so many are accepted.
    package mutating func inflate(
        _ piece: UnsafeRawBufferPointer, to buffer: inout ByteBuffer, limit: Int
    ) throws(WebSocketViolation) {
        guard !piece.isEmpty else { return }
        guard let stream = stream ?? open() else { throw WebSocketViolation(.cannotInflate) }
        // A frame is limited to less than what zlib can count; if not, this refuses it.
        guard let available = UInt32(exactly: piece.count) else { throw WebSocketViolation(.cannotInflate) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = available
        while true {
            if isAtFinalEnd {
                guard stream.pointee.avail_in > 0 else { return }
                // Keeps the window, which later messages may refer to.
                inflateResetKeep(stream)
                isAtFinalEnd = false
            }
            // One byte more than the limit is room enough to see that it is exceeded.
            let room = max(0, limit - buffer.count) + 1
            let capacity = min(room, max(piece.count &* 4, 512), 64 << 10)
            var status = Z_OK
            buffer.appendUninitialized(capacity: capacity) { space in
                stream.pointee.next_out = space.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = UInt32(space.count)
                status = CZlib.inflate(stream, Z_SYNC_FLUSH)
                return space.count - Int(stream.pointee.avail_out)
            }
            guard buffer.count <= limit else { throw WebSocketViolation(.messageTooLarge(limit: limit)) }
            switch status {
            case Z_STREAM_END: isAtFinalEnd = true
            case Z_OK where stream.pointee.avail_out == 0: continue
            case Z_OK, Z_BUF_ERROR: return
            default: throw WebSocketViolation(.invalidCompression)
            }
        }
    }

    /// The message has ended: appends what is left of it.
    package mutating func finish(to buffer: inout ByteBuffer, limit: Int) throws(WebSocketViolation) {
        let count = buffer.count
        // Data that end in a final block are complete as they are; others were cut before these bytes.
        if !isAtFinalEnd {
            // 00 00 FF FF, which the sender took away.
            try withUnsafeBytes(of: UInt32(0xFFFF_0000).littleEndian) { tail throws(WebSocketViolation) in
                try inflate(tail, to: &buffer, limit: limit)
            }
        }
        // They must be the end of an empty block, no data: bit 7 is set between two blocks, and the lower bits count what is
        // left of a byte. Otherwise something is missing.
        guard let stream, buffer.count == count, isAtFinalEnd || stream.pointee.data_type & 0xBF == 0x80 else {
            throw WebSocketViolation(.invalidCompression)
        }
        if !contextTakeover { close() }
    }

    private mutating func open() -> UnsafeMutablePointer<z_stream>? {
        let fresh = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        fresh.initialize(to: z_stream())
        let status = inflateInit2_(fresh, -windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            fresh.deallocate()
            return nil
        }
        stream = fresh
        return fresh
    }

    private mutating func close() {
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
        self.stream = nil
        isAtFinalEnd = false
    }
}
