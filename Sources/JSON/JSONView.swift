#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A value inside a ``JSONDocument``, read where it stands.
///
/// A view never traps: what is absent, or of another type, is ``Kind/missing`` or nil, so a path may be followed through
/// any document: `document.root["system"]["attributes"]["hp"]["value"].int`. Views are values, may be kept (they keep
/// their document alive) and used from any thread.
public struct JSONView: Sendable {
    /// What a value is.
    public enum Kind: Sendable, Hashable {
        /// There is no such value.
        case missing
        /// `null`.
        case null
        /// `true` or `false`.
        case bool
        /// A number, of any size and precision.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }

    let storage: JSONStorage
    /// Index on the tape; negative when there is no value.
    let index: Int

    /// A view of nothing.
    public static let missing = JSONView(storage: JSONStorage(), index: -1)

    @inline(__always)
    private var none: JSONView { JSONView(storage: storage, index: -1) }

    @inline(__always)
    var word: TapeWord? { index < 0 ? nil : storage.word(index) }

    /// What the value is.
    public var kind: Kind {
        switch word?.kind {
        case nil: .missing
        case .null: .null
        case .false, .true: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether the value stands in the document (`null` does).
    public var exists: Bool { index >= 0 }
    /// Whether the value is `null` or missing.
    public var isNull: Bool { word.map { $0.kind == .null } ?? true }
    /// Whether the value is a string.
    public var isString: Bool { word?.kind == .string }
    /// Whether the value is a number.
    public var isNumber: Bool { word?.kind == .number }
    /// Whether the value is an object.
    public var isObject: Bool { word?.kind == .object }
    /// Whether the value is an array.
    public var isArray: Bool { word?.kind == .array }

    /// Elements of an array, members of an object (repeated keys counted each), 0 for anything else.
    public var count: Int {
        guard let word, word.kind == .array || word.kind == .object else { return 0 }
        return word.length
    }

    // MARK: Scalars

    /// The boolean, nil when the value is none.
    public var bool: Bool? {
        switch word?.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The string with its escapes resolved, nil when the value is none. A lone surrogate reads as U+FFFD.
    public var string: String? {
        guard let word, word.kind == .string else { return nil }
        return text(of: word)
    }

    func text(of word: TapeWord) -> String {
        let raw = storage.bytes(of: word)
        return word.flag ? StringScan.unescape(raw) : String(decoding: raw, as: UTF8.self)
    }

    /// Whether the value is exactly this string, without making a `String` when it has no escapes.
    public func stringEquals(_ literal: StaticString) -> Bool {
        guard let word, word.kind == .string, literal.hasPointerRepresentation else { return false }
        return matches(word, UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// The source text of the value, exactly as it stands in the document; empty when missing.
    public var jsonText: String { withJSONText { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of the value's source text. The pointer is valid only inside `body`.
    public func withJSONText<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        guard exists else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        let range = storage.range(of: index)
        return try body(UnsafeRawBufferPointer(start: storage.text + range.lowerBound, count: range.count))
    }

    // MARK: Children

    /// The member with this key; the last one when the key is repeated. Missing when there is none.
    public subscript(key: String) -> JSONView {
        var key = key
        return key.withUTF8 { member($0) }
    }

    /// The element at this position. Missing when there is none.
    ///
    /// Walks the array: to visit all elements use ``array``.
    public subscript(position: Int) -> JSONView {
        guard let word, word.kind == .array, position >= 0, position < word.length else { return none }
        var child = index + 2
        for _ in 0..<position { child = storage.next(after: child) }
        return JSONView(storage: storage, index: child)
    }

    /// The value at the end of a path of keys, joined by dots: `at("system.attributes.hp.value")`.
    public func at(_ path: StaticString) -> JSONView {
        guard path.hasPointerRepresentation else { return none }
        var view = self
        var start = 0
        let end = path.utf8CodeUnitCount
        for position in 0...end where position == end || path.utf8Start[position] == UInt8(ascii: ".") {
            view = view.member(UnsafeBufferPointer(start: path.utf8Start + start, count: position - start))
            if view.index < 0 { return view }
            start = position + 1
        }
        return view
    }

    @inline(__always)
    private func member(_ key: UnsafeBufferPointer<UInt8>) -> JSONView {
        guard let word, word.kind == .object else { return none }
        var child = index + 2
        var found = -1
        while child < word.low {
            if matches(storage.word(child), key) { found = child + 1 }
            child = storage.next(after: child + 1)
        }
        return JSONView(storage: storage, index: found)
    }

    @inline(__always)
    private func matches(_ word: TapeWord, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = storage.bytes(of: word)
        if word.flag { return StringScan.unescape(raw).utf8.elementsEqual(other) }
        guard raw.count == other.count else { return false }
        guard let left = raw.baseAddress, let right = other.baseAddress else { return raw.isEmpty }
        return memcmp(left, right, raw.count) == 0
    }

    /// The elements; empty when the value is no array.
    public var array: JSONElements { JSONElements(self) }
    /// The members in the order of the text, repeated keys included; empty when the value is no object.
    public var object: JSONMembers { JSONMembers(self) }
}

extension JSONView: CustomStringConvertible {
    /// The value's source text.
    public var description: String { exists ? jsonText : "(missing)" }
}
