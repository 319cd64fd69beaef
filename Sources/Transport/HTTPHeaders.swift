/// Header fields of a request or a response (RFC 9110, section 5), in order; names are looked up without regard to case.
///
/// Its description shows names only: values may be credentials.
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral, CustomStringConvertible,
    CustomDebugStringConvertible
{
    /// One field.
    public struct Field: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
        /// The name, as written.
        public var name: String
        /// The value, without white space around it.
        public var value: String

        /// Makes a field; it is checked when the request is sent.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        /// The name alone.
        public var description: String { "\(name): …" }
        /// The name alone.
        public var debugDescription: String { description }
    }

    /// All fields in order.
    public var fields: [Field]

    /// Makes a list of fields.
    public init(_ fields: [Field] = []) { self.fields = fields }

    /// Makes a list of fields, in the order written.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value under `name`. Setting replaces all values under it; nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.equalsIgnoringCase(name) }?.value }
        set {
            fields.removeAll { $0.name.equalsIgnoringCase(name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// All values under `name`, in order.
    public func values(_ name: String) -> [String] {
        fields.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
    }

    /// The names alone.
    public var description: String { "[\(fields.map(\.name).joined(separator: ", "))]" }
    /// The names alone.
    public var debugDescription: String { description }
}

extension String {
    /// Whether the two are the same but for the case of ASCII letters.
    fileprivate func equalsIgnoringCase(_ other: String) -> Bool {
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        return utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { lower($0) == lower($1) }
    }
}
