import JSON
import Testing

@Suite("Refusing what is not JSON")
struct RefusalTests {
    @Test(
        "names the defect and its byte",
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("{", .unexpectedEnd, 1), (#"{"a""#, .unexpectedEnd, 4),
            (#"{"a":"#, .unexpectedEnd, 5), (#"{"a":1"#, .unexpectedEnd, 6), ("[1,", .unexpectedEnd, 3),
            (#""abc"#, .unexpectedEnd, 4), (#""abc\"#, .unexpectedEnd, 5), ("tru", .unexpectedEnd, 3),
            ("-", .unexpectedEnd, 1),
            ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2),
            ("[1,]", .unexpectedByte(0x5D), 3), (#"{"a":1,}"#, .unexpectedByte(0x7D), 7),
            ("[1 2]", .unexpectedByte(0x32), 3),
            ("{1:2}", .unexpectedByte(0x31), 1), ("nul!", .unexpectedByte(0x21), 3),
            ("<html>", .unexpectedByte(0x3C), 0),
            ("[1}", .unexpectedByte(0x7D), 2), ("\u{0}", .unexpectedByte(0), 0),
            ("1 2", .trailingContent, 2), ("{}x", .trailingContent, 2),
            ("01", .invalidNumber, 0), ("-a", .invalidNumber, 0), ("1.e3", .invalidNumber, 0),
            ("+1", .unexpectedByte(0x2B), 0),
            (#""\x""#, .invalidEscape, 1), (#""\u12G4""#, .invalidEscape, 1), ("\"a\nb\"", .controlCharacter, 2),
        ] as [(String, JSONError.Code, Int)])
    func defects(text: String, code: JSONError.Code, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(text) }
        #expect(error?.code == code)
        #expect(error?.byteOffset == offset)
    }

    @Test(
        "refuses text that is not UTF-8",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC2], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
            [0xE2, 0x28, 0xA1], [0xFF],
        ] as [[UInt8]])
    func encoding(bytes: [UInt8]) {
        let error = #expect(throws: JSONError.self) { try JSONDocument([0x22] + bytes + [0x22]) }
        #expect(error?.code == .invalidUTF8)
    }

    @Test("refuses nesting beyond the limit, and takes it exactly")
    func depth() throws {
        let limits = JSONLimits(maximumDepth: 100)
        _ = try JSONDocument(String(repeating: "[", count: 100) + String(repeating: "]", count: 100), limits: limits)
        let error = #expect(throws: JSONError.self) {
            try JSONDocument(String(repeating: "[", count: 1_000_000), limits: limits)
        }
        #expect(error?.code == .tooDeep(limit: 100))
    }

    @Test("refuses a text beyond the size limit")
    func size() {
        let error = #expect(throws: JSONError.self) {
            try JSONDocument(#""0123456789""#, limits: JSONLimits(maximumBytes: 11))
        }
        #expect(error?.code == .tooLarge(bytes: 12, limit: 11))
    }

    @Test("never crashes on a valid text cut anywhere or with any byte replaced")
    func mutations() throws {
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00é",true,false,null,{}],"b":{"c":[[]]}}"#.utf8)
        for cut in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONDocument(Array(text[..<cut])) }
        }
        var refused = 0
        for position in 0..<text.count {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[position] = byte
                do { _ = try JSONDocument(changed).root.value } catch { refused += 1 }
            }
        }
        #expect(refused > text.count * 150)
    }

    @Test("says nothing of the text in its message")
    func secrecy() {
        let error = #expect(throws: JSONError.self) { try JSONDocument(#"{"token":"s3cret" "#) }
        #expect(error?.description.contains("s3cret") == false)
    }
}
