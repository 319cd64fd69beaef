/// An owned JSON value, for building small payloads and for comparing.
///
/// For reading documents prefer ``JSONView``, which copies nothing. Literals work: `["token": "…", "tries": 3]`.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// An integer that `Int64` holds.
    case int(Int64)
    /// An integer above `Int64.max`.
    case uint(UInt64)
    /// Any other number; not finite ones are written as `null`.
    case double(Double)
    /// A string, without its escapes.
    case string(String)
    /// An array, in order.
    case array([JSONValue])
    /// An object, its members in order.
    case object(JSONObject)

    /// The string, nil for anything else.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The member of an object, nil for anything else.
    public subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }
}

/// The members of a JSON object, in the order in which they were added.
///
/// Two objects are equal when they hold the same members, whatever the order.
public struct JSONObject: Sendable {
    /// Keys and values, each key once.
    public private(set) var members: [(key: String, value: JSONValue)] = []
    private var positions: [String: Int] = [:]

    /// An object without members.
    public init() {}

    /// The value of a key; setting nil removes it, setting a known key keeps its place.
    public subscript(key: String) -> JSONValue? {
        get { positions[key].map { members[$0].value } }
        set {
            switch (positions[key], newValue) {
            case (let place?, let value?):
                members[place].value = value
            case (let place?, nil):
                members.remove(at: place)
                positions = Dictionary(
                    members.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { _, last in last })
            case (nil, let value?):
                positions[key] = members.count
                members.append((key, value))
            case (nil, nil):
                break
            }
        }
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.count)
        for key in positions.keys.sorted() {
            hasher.combine(key)
            hasher.combine(self[key])
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members; a repeated key keeps its last value.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}

extension JSONView {
    /// An owned copy. Missing reads as null, and so does a number outside the finite range of a double; whole numbers that
    /// fit are integers, however they are written; a repeated key keeps its last value.
    public var value: JSONValue {
        switch kind {
        case .missing, .null: return .null
        case .bool: return .bool(bool ?? false)
        case .number:
            // `2.0` and `2e0` are the same number as `2`, and are written as that.
            if let int { return .int(Int64(int)) }
            if let uint64 { return .uint(uint64) }
            return double.map { .double($0) } ?? .null
        case .string: return .string(string ?? "")
        case .array: return .array(array.map(\.value))
        case .object:
            var result = JSONObject()
            for member in object { result[member.key] = member.value.value }
            return .object(result)
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
}
