public import Bytes

/// Writes JSON straight into a byte buffer.
///
/// Commas are placed by the writer; that arrays and objects are closed, and that an object gets a key before each value,
/// is the caller's part. Strings are escaped as RFC 8259 section 7 requires and no more; doubles take the shortest form
/// that reads back as the same number. A writer has one owner and belongs to one thread at a time.
@frozen
public struct JSONWriter: ~Copyable, Sendable {
    // Inlined into the rooms above: a key or a number must not cost a call.
    @usableFromInline var buffer: ByteBuffer
    @usableFromInline var needsComma = false

    /// Writes at the end of `buffer`, which ``finish()`` gives back.
    public init(into buffer: consuming ByteBuffer = ByteBuffer()) {
        self.buffer = buffer
    }

    /// The buffer with everything written.
    public consuming func finish() -> ByteBuffer { buffer }

    /// How many bytes the buffer holds.
    public var count: Int { buffer.count }

    /// A copy of everything written so far.
    public var bytes: [UInt8] { buffer.bytes }

    @inlinable @inline(__always)
    mutating func separate() {
        if needsComma { buffer.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    // MARK: Containers

    /// Opens an object.
    @inlinable public mutating func beginObject() { begin(UInt8(ascii: "{")) }
    /// Closes an object.
    @inlinable public mutating func endObject() { end(UInt8(ascii: "}")) }
    /// Opens an array.
    @inlinable public mutating func beginArray() { begin(UInt8(ascii: "[")) }
    /// Closes an array.
    @inlinable public mutating func endArray() { end(UInt8(ascii: "]")) }

    @inlinable @inline(__always)
    mutating func begin(_ byte: UInt8) {
        separate()
        buffer.append(byte)
        needsComma = false
    }

    @inlinable @inline(__always)
    mutating func end(_ byte: UInt8) {
        buffer.append(byte)
        needsComma = true
    }

    /// The key of the next value. The literal must need no escaping.
    @inlinable @inline(__always)
    public mutating func key(_ key: StaticString) {
        guard key.hasPointerRepresentation else { return self.key(key.description) }
        let length = key.utf8CodeUnitCount
        let comma = needsComma ? 1 : 0
        buffer.appendUninitialized(capacity: length + 4) { space in
            guard let out = space.baseAddress else { return 0 }
            out.storeBytes(of: UInt8(ascii: ","), as: UInt8.self)
            out.storeBytes(of: UInt8(ascii: "\""), toByteOffset: comma, as: UInt8.self)
            (out + (comma + 1)).copyMemory(from: key.utf8Start, byteCount: length)
            // Quote and colon.
            out.storeBytes(of: UInt16(littleEndian: 0x3A22), toByteOffset: comma + 1 + length, as: UInt16.self)
            return comma + length + 3
        }
        needsComma = false
    }

    /// The key of the next value.
    public mutating func key(_ key: String) {
        separate()
        buffer.appendJSONString(key)
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Values

    /// A string.
    public mutating func string(_ text: String) {
        separate()
        buffer.appendJSONString(text)
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        if value { buffer.append(utf8: "true") } else { buffer.append(utf8: "false") }
    }

    /// `null`.
    public mutating func null() {
        separate()
        buffer.append(utf8: "null")
    }

    /// An integer.
    public mutating func int(_ value: Int) {
        separate()
        buffer.appendDecimal(Int64(value))
    }

    /// An integer.
    @_disfavoredOverload
    public mutating func int(_ value: some BinaryInteger) {
        separate()
        if let small = Int64(exactly: value) {
            buffer.appendDecimal(small)
        } else {
            buffer.append(utf8: String(value))
        }
    }

    /// A number; `null` when it is not finite, since JSON has no such numbers. Whole numbers are written without a
    /// fraction.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 || value.sign == .plus {
            buffer.appendDecimal(whole)
        } else {
            buffer.append(utf8: value.description)
        }
    }

    /// A value of a document, byte for byte; `null` when it is missing.
    public mutating func value(_ view: JSONView) {
        guard view.exists else { return null() }
        separate()
        view.withJSONText { buffer.append(contentsOf: $0) }
    }

    /// A text that is JSON already, byte for byte: the caller vouches for it.
    public mutating func verbatim(_ json: [UInt8]) {
        separate()
        buffer.append(contentsOf: json)
    }

    /// An owned value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .int(let value): int(Int(value))
        case .uint(let value): int(value)
        case .double(let value): double(value)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            elements.withUnsafeBufferPointer { elements in
                for position in elements.indices { self.value(elements[position]) }
            }
            endArray()
        case .object(let object):
            beginObject()
            object.members.withUnsafeBufferPointer { members in
                for position in members.indices {
                    key(members[position].key)
                    self.value(members[position].value)
                }
            }
            endObject()
        }
    }
}
