#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A growable run of bytes with one owner, written at the end and consumed at the front.
///
/// It is what the JSON writer writes into, what WebSocket frames are built in, and what a socket drains: one buffer from
/// the value to the wire, without a copy between the rooms. Growth doubles, so appending is amortised constant time.
///
/// Threading: the buffer has exactly one owner (it cannot be copied); hand it over or guard it with a lock.
///
/// - Note: `@unchecked Sendable` holds because the type is noncopyable: the pointer below is reachable only through the
///   one value that owns it, so moving that value to another thread moves all access with it.
@frozen
public struct ByteBuffer: ~Copyable, @unchecked Sendable {
    // Inlined into every room above: writing a byte must not cost a call.
    @usableFromInline var storage: UnsafeMutableRawPointer?
    @usableFromInline var capacity: Int
    /// Offset of the first byte that has not been consumed.
    @usableFromInline var head = 0
    /// Offset after the last byte.
    @usableFromInline var tail = 0

    /// Makes an empty buffer.
    /// - Parameter capacity: bytes to reserve at once; nothing is allocated for 0.
    public init(capacity: Int = 0) {
        let wanted = max(0, capacity)
        storage = wanted > 0 ? .allocate(byteCount: wanted, alignment: 16) : nil
        self.capacity = wanted
    }

    deinit { storage?.deallocate() }

    /// The number of bytes that can be read.
    @inlinable public var count: Int { tail - head }

    /// Whether there is nothing to read.
    @inlinable public var isEmpty: Bool { head == tail }

    /// The bytes of memory the buffer holds, used or not.
    @inlinable public var allocatedBytes: Int { capacity }

    // MARK: Writing

    /// Makes room for `additional` more bytes, so that the following appends do not allocate.
    @inlinable @inline(__always)
    public mutating func reserve(_ additional: Int) {
        if capacity - tail < additional { grow(additional) }
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        storage.unsafelyUnwrapped.storeBytes(of: byte, toByteOffset: tail, as: UInt8.self)
        tail += 1
    }

    /// Appends the bytes of `source`.
    @inlinable @inline(__always)
    public mutating func append(contentsOf source: UnsafeRawBufferPointer) {
        guard let from = source.baseAddress, !source.isEmpty else { return }
        reserve(source.count)
        (storage.unsafelyUnwrapped + tail).copyMemory(from: from, byteCount: source.count)
        tail += source.count
    }

    /// Appends the bytes of `source`.
    public mutating func append(contentsOf source: [UInt8]) {
        source.withUnsafeBytes { append(contentsOf: $0) }
    }

    /// Appends the UTF-8 form of `text`.
    public mutating func append(utf8 text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: UnsafeRawBufferPointer($0)) }
    }

    /// Appends the UTF-8 form of a literal.
    @inlinable @inline(__always)
    public mutating func append(utf8 literal: StaticString) {
        if literal.hasPointerRepresentation {
            append(contentsOf: UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        } else {
            append(utf8: literal.description)
        }
    }

    /// Lets `body` write up to `capacity` bytes at the end; what it returns (clamped to `capacity`) is how many it wrote.
    /// - Returns: the number of bytes appended.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func appendUninitialized(
        capacity wanted: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows -> Int {
        guard wanted > 0 else { return 0 }
        reserve(wanted)
        let space = UnsafeMutableRawBufferPointer(start: storage.unsafelyUnwrapped + tail, count: wanted)
        let written = min(max(try body(space), 0), wanted)
        tail += written
        return written
    }

    // MARK: Reading and changing

    /// The readable bytes. The pointer is valid only inside `body`.
    @inlinable @inline(__always)
    public borrowing func withUnsafeBytes<R: ~Copyable, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: storage.map { UnsafeRawPointer($0 + head) }, count: count))
    }

    /// The readable bytes, changeable in place. The pointer is valid only inside `body`.
    @inlinable @inline(__always)
    public mutating func withUnsafeMutableBytes<R: ~Copyable, E: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try body(UnsafeMutableRawBufferPointer(start: storage.map { $0 + head }, count: count))
    }

    /// The readable byte at `index`, or nil when there is none.
    public subscript(index: Int) -> UInt8? {
        guard index >= 0, index < count, let storage else { return nil }
        return storage.load(fromByteOffset: head + index, as: UInt8.self)
    }

    /// A copy of the readable bytes.
    public var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// Forgets the first `n` readable bytes (all of them when there are fewer).
    @inlinable
    public mutating func consume(_ n: Int) {
        head = min(head + max(0, n), tail)
        if head == tail {
            head = 0
            tail = 0
        }
    }

    /// Keeps only the first `n` readable bytes.
    @inlinable
    public mutating func truncate(to n: Int) {
        tail = min(tail, head + max(0, n))
    }

    /// Forgets all bytes.
    /// - Parameter limit: memory above this many bytes is given back, so that one large message does not stay paid for.
    public mutating func removeAll(keepingCapacityUpTo limit: Int = .max) {
        head = 0
        tail = 0
        if capacity > limit {
            storage?.deallocate()
            storage = nil
            capacity = 0
        }
    }

    @usableFromInline @inline(never)
    mutating func grow(_ additional: Int) {
        let live = tail - head
        if let storage, head > 0, capacity - live >= additional, head >= live {
            // At least half is consumed: move the rest to the front instead of allocating.
            storage.copyMemory(from: storage + head, byteCount: live)
        } else {
            let wanted = max(64, capacity &* 2, live + additional)
            let fresh = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
            if let storage {
                fresh.copyMemory(from: storage + head, byteCount: live)
                storage.deallocate()
            }
            storage = fresh
            capacity = wanted
        }
        head = 0
        tail = live
    }
}
