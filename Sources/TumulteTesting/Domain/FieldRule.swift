package import JSON

/// What one field of an event must be, and what the database says when it is not (contract: socket, section 5).
package struct FieldRule: Sendable {
    package enum Form: Sendable {
        case text(maximum: Int?)
        case integer
        case integers
        case number
        case flag
        case texts
        case object
        case array
        case arrayOrObject
        case oneOf([String])
    }

    package enum Presence: Sendable {
        /// Missing and null are refused.
        case required
        /// May be missing, must not be null.
        case notNull
        /// May be missing or null.
        case optional
        /// The server takes anything, but the contract says to send it; null is allowed.
        case sendAlways
    }

    package struct Fault: Sendable, Equatable {
        package var field: String
        /// In the words of the contract.
        package var reason: String
        /// In the words of the database; nil when the server would not notice.
        package var databaseError: String?
    }

    package let name: String
    let column: String
    let form: Form
    let presence: Presence
    /// Whether the server stores the field; what it ignores it can't refuse.
    let isStored: Bool

    init(_ name: String, column: String? = nil, _ form: Form, _ presence: Presence, isStored: Bool = true) {
        self.name = name
        self.column = column ?? name
        self.form = form
        self.presence = presence
        self.isStored = isStored
    }

    package func check(_ payload: JSONView) -> Fault? {
        let value = payload[name]
        if !value.exists || value.isNull { return absence(of: value) }
        guard let wrong = mismatch(value) else { return nil }
        return Fault(field: name, reason: wrong.reason, databaseError: isStored ? wrong.databaseError : nil)
    }

    private func absence(of value: JSONView) -> Fault? {
        let refused = "null value in column \"\(column)\" violates not-null constraint"
        switch presence {
        case .optional: return nil
        case .required: return Fault(field: name, reason: "is required", databaseError: isStored ? refused : nil)
        case .notNull:
            guard value.exists else { return nil }
            return Fault(field: name, reason: "must not be null", databaseError: isStored ? refused : nil)
        case .sendAlways:
            return value.exists ? nil : Fault(field: name, reason: "must always be sent", databaseError: nil)
        }
    }

    private func mismatch(_ value: JSONView) -> (reason: String, databaseError: String)? {
        switch form {
        case .text(let maximum): text(value, maximum)
        case .oneOf(let choices):
            value.string.map(choices.contains) == true
                ? nil
                : (
                    "must be one of \(choices.joined(separator: ", "))",
                    "new row violates check constraint \"\(column)_check\""
                )
        case .integer: integer(value)
        case .integers: elements(value, "an array of integers") { integer($0) == nil }
        case .texts: elements(value, "an array of strings") { $0.isString }
        case .number: value.isNumber ? nil : ("must be a number", syntaxError("numeric"))
        case .flag: value.bool == nil ? ("must be true or false", syntaxError("boolean")) : nil
        case .object: json(value, value.isObject, "an object")
        case .array: json(value, value.isArray, "an array")
        case .arrayOrObject: json(value, value.isArray || value.isObject, "an array or an object")
        }
    }

    private func text(_ value: JSONView, _ maximum: Int?) -> (reason: String, databaseError: String)? {
        guard let text = value.string else { return ("must be a string", syntaxError("text")) }
        if text.utf8.contains(0) {
            return ("must not contain U+0000", "invalid byte sequence for encoding \"UTF8\": 0x00")
        }
        guard let maximum, text.unicodeScalars.count > maximum else { return nil }
        return ("is longer than \(maximum) characters", "value too long for type character varying(\(maximum))")
    }

    private func integer(_ value: JSONView) -> (reason: String, databaseError: String)? {
        guard let number = value.int else { return ("must be an integer", syntaxError("integer")) }
        return Int32(exactly: number) == nil
            ? ("must fit 32 bits", "value \"\(number)\" is out of range for type integer") : nil
    }

    private func elements(
        _ value: JSONView, _ what: String, _ isFine: (JSONView) -> Bool
    ) -> (reason: String, databaseError: String)? {
        value.isArray && value.array.allSatisfy(isFine) ? nil : ("must be \(what)", syntaxError("json"))
    }

    private func json(_ value: JSONView, _ isFine: Bool, _ what: String) -> (reason: String, databaseError: String)? {
        guard isFine else { return ("must be \(what)", syntaxError("json")) }
        // A binary JSON column can't hold the character.
        return value.containsNUL ? ("must not contain U+0000", "unsupported Unicode escape sequence") : nil
    }

    private func syntaxError(_ type: String) -> String { "invalid input syntax for type \(type)" }
}

extension JSONView {
    /// Whether U+0000 stands in a string or a key; in JSON text it can only be written as an escape.
    fileprivate var containsNUL: Bool {
        guard jsonText.utf8.contains(UInt8(ascii: "\\")) else { return false }
        switch kind {
        case .string: return string?.utf8.contains(0) == true
        case .array: return array.contains { $0.containsNUL }
        case .object: return object.contains { $0.key.utf8.contains(0) || $0.value.containsNUL }
        default: return false
        }
    }
}
