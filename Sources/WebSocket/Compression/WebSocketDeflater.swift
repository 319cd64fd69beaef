package import Bytes
import CZlib

/// Compresses messages for permessage-deflate (RFC 7692, section 7.2.1), one after the other.
///
/// - Note: `@unchecked Sendable` holds because the type is noncopyable: the stream is reachable only through the one value
///   that owns it, and zlib keeps no state outside of it.
package struct WebSocketDeflater: ~Copyable, @unchecked Sendable {
    private let level: Int32
    private let memoryLevel: Int32
    private let windowBits: Int32
    private let contextTakeover: Bool
    /// Apart on the heap because zlib's state points back at it. Nil until it is needed.
    private var stream: UnsafeMutablePointer<z_stream>?

    /// - Parameters:
    ///   - windowBits: 8 to 15.
    ///   - contextTakeover: whether a message may refer to earlier ones.
    package init(level: Int = 6, memoryLevel: Int = 8, windowBits: Int = 15, contextTakeover: Bool = true) {
        self.level = Int32(min(max(level, 1), 9))
        self.memoryLevel = Int32(min(max(memoryLevel, 1), 9))
        self.windowBits = Int32(min(max(windowBits, 8), 15))
        self.contextTakeover = contextTakeover
    }

    deinit {
        guard let stream else { return }
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Whether memory is held for the next message.
    package var isHoldingMemory: Bool { stream != nil }

    /// Appends the compressed form of a whole message.
    /// - Returns: false when there is no memory for it; nothing is appended then, and the message can go as it is.
    package mutating func append(_ message: UnsafeRawBufferPointer, to buffer: inout ByteBuffer) -> Bool {
        if message.isEmpty {
            // An empty block without compression (section 7.2.3.6); a second flush would write nothing.
            buffer.append(0x00)
            return true
        }
        guard let stream = stream ?? open() else { return false }
        defer { if !contextTakeover { close() } }
        var rest = message
        repeat {
            // zlib counts in 32 bits.
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(piece.count)
            let flush = rest.isEmpty ? Z_SYNC_FLUSH : Z_NO_FLUSH
            repeat {
                buffer.appendUninitialized(capacity: min(max(piece.count / 2, 256), 64 << 10)) { space in
                    stream.pointee.next_out = space.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.pointee.avail_out = UInt32(space.count)
                    // It only reports that there is nothing more to do, which the loop sees by the room that is left.
                    _ = deflate(stream, flush)
                    return space.count - Int(stream.pointee.avail_out)
                }
            } while stream.pointee.avail_out == 0
        } while !rest.isEmpty
        // The end of the empty block that a flush writes, 00 00 FF FF, is not sent.
        buffer.truncate(to: buffer.count - 4)
        return true
    }

    private mutating func open() -> UnsafeMutablePointer<z_stream>? {
        let fresh = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        fresh.initialize(to: z_stream())
        // zlib cannot keep to a window of 256 bytes, except with distances of one only.
        let strategy = windowBits == 8 ? Z_RLE : Z_DEFAULT_STRATEGY
        let status = deflateInit2_(
            fresh, level, Z_DEFLATED, -max(windowBits, 9), memoryLevel, strategy, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            fresh.deallocate()
            return nil
        }
        stream = fresh
        return fresh
    }

    private mutating func close() {
        guard let stream else { return }
        deflateEnd(stream)
        stream.deallocate()
        self.stream = nil
    }
}
