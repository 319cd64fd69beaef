/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of defects.
    public enum Code: Hashable, Sendable {
        /// The text ended inside a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        /// Something follows the value.
        case trailingContent
        /// Not a number by RFC 8259 section 6 (leading zero, missing digits, …).
        case invalidNumber
        /// An escape that RFC 8259 section 7 does not know.
        case invalidEscape
        /// A control character stands unescaped in a string.
        case controlCharacter
        /// The text is not UTF-8.
        case invalidUTF8
        /// Nested deeper than the limit.
        case tooDeep(limit: Int)
        /// Longer than the limit.
        case tooLarge(bytes: Int, limit: Int)
    }

    /// What is wrong.
    public let code: Code
    /// Where, counted in bytes from the start of the text.
    public let byteOffset: Int

    /// One sentence, without any of the text itself: it may hold secrets.
    public var description: String {
        switch code {
        case .unexpectedEnd: "the JSON text ends too early, at byte \(byteOffset)"
        case .unexpectedByte(let byte):
            "unexpected byte 0x\(String(byte, radix: 16)) at byte \(byteOffset) of the JSON text"
        case .trailingContent: "something follows the JSON value at byte \(byteOffset)"
        case .invalidNumber: "malformed number at byte \(byteOffset) of the JSON text"
        case .invalidEscape: "malformed escape sequence at byte \(byteOffset) of the JSON text"
        case .controlCharacter: "unescaped control character at byte \(byteOffset) of the JSON text"
        case .invalidUTF8: "the JSON text is not UTF-8 at byte \(byteOffset)"
        case .tooDeep(let limit): "the JSON text nests deeper than \(limit) levels at byte \(byteOffset)"
        case .tooLarge(let bytes, let limit): "the JSON text has \(bytes) bytes, more than the limit of \(limit)"
        }
    }
}
