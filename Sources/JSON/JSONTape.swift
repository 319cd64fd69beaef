/// One word of the index over a JSON text.
///
/// Bits 60–63 hold the kind, bit 59 a flag (string: has escapes; number: has a fraction or exponent), bits 32–58 a length
/// (string, number) or count (array, object), bits 0–31 the offset of the first byte, or for containers the index of the
/// word after the whole container. A container has a second word: its first byte (high half) and end (low half).
struct TapeWord {
    enum Kind: UInt64 {
        case null, `false`, `true`, number, string, array, object
    }

    static let lengthMask: UInt64 = (1 << 27) - 1
    static let flagBit: UInt64 = 1 << 59

    var bits: UInt64

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    init(_ kind: Kind, low: Int, length: Int = 0, flag: Bool = false) {
        bits =
            kind.rawValue << 60 | (flag ? Self.flagBit : 0)
            | (UInt64(truncatingIfNeeded: length) & Self.lengthMask) << 32
            | UInt64(UInt32(truncatingIfNeeded: low))
    }

    @inline(__always) var kind: Kind { Kind(rawValue: bits >> 60) ?? .null }
    @inline(__always) var flag: Bool { bits & Self.flagBit != 0 }
    @inline(__always) var length: Int { Int(truncatingIfNeeded: bits >> 32 & Self.lengthMask) }
    @inline(__always) var low: Int { Int(UInt32(truncatingIfNeeded: bits)) }
}

/// The bytes of a text and the index over them; immutable once the parser has filled it.
///
/// `@unchecked Sendable` holds because nothing writes to `text` or `tape` after `init` has returned: every later access is
/// a read of memory that lives exactly as long as this object.
final class JSONStorage: @unchecked Sendable {
    /// Zero bytes after the text, so that the scanner may load whole words and needs no bounds checks.
    static let padding = 64

    let text: UnsafeMutablePointer<UInt8>
    let textCount: Int
    let tape: UnsafeMutablePointer<UInt64>
    let tapeCount: Int

    /// An empty text, which holds no value.
    init() {
        textCount = 0
        text = .allocate(capacity: Self.padding)
        text.initialize(repeating: 0, count: Self.padding)
        tape = .allocate(capacity: 1)
        tapeCount = 0
    }

    /// Copies `bytes` and parses them.
    init(copying bytes: UnsafeRawBufferPointer, limits: JSONLimits) throws(JSONError) {
        let limit = min(limits.maximumBytes, JSONLimits.hardMaximumBytes)
        guard bytes.count <= limit else {
            throw JSONError(code: .tooLarge(bytes: bytes.count, limit: limit), byteOffset: 0)
        }
        textCount = bytes.count
        text = .allocate(capacity: bytes.count + Self.padding)
        if let base = bytes.baseAddress {
            UnsafeMutableRawPointer(text).copyMemory(from: base, byteCount: bytes.count)
        }
        (text + bytes.count).initialize(repeating: 0, count: Self.padding)
        var parser = JSONParser(text: text, count: textCount, maximumDepth: max(0, limits.maximumDepth))
        let outcome = parser.parse()
        (tape, tapeCount) = parser.takeTape()
        if let error = outcome { throw error }
    }

    deinit {
        text.deallocate()
        tape.deallocate()
    }

    @inline(__always)
    func word(_ index: Int) -> TapeWord { TapeWord(bits: tape[index]) }

    /// The index of the word after the value at `index`.
    @inline(__always)
    func next(after index: Int) -> Int {
        let word = word(index)
        return word.kind == .array || word.kind == .object ? word.low : index + 1
    }

    /// The source text of the value at `index`, quotes included.
    func range(of index: Int) -> Range<Int> {
        let word = word(index)
        switch word.kind {
        case .null, .true: return word.low..<word.low + 4
        case .false: return word.low..<word.low + 5
        case .number: return word.low..<word.low + word.length
        case .string: return word.low - 1..<word.low + word.length + 1
        case .array, .object:
            let bounds = tape[index + 1]
            return Int(bounds >> 32)..<Int(UInt32(truncatingIfNeeded: bounds))
        }
    }

    /// The raw bytes of a string or number word, escapes untouched.
    @inline(__always)
    func bytes(of word: TapeWord) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text + word.low, count: word.length)
    }
}
