import Testing

/// One case of the public JSON parsing suite nst/JSONTestSuite: its name there, and its bytes.
///
/// The letter before a name says what a parser owes: `y` accept, `n` refuse, `i` either, without harm.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }

    /// A case that is no valid UTF-8 or long.
    init(_ name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Some bytes between `["` and `"]`.
    init(_ name: String, quoted inner: [UInt8]) {
        self.init(name, bytes: [0x5B, 0x22] + inner + [0x22, 0x5D])
    }

    var testDescription: String { name }
}
