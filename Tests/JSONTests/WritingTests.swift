import Bytes
import JSON
import Testing

@Suite("Writing JSON")
struct WritingTests {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("places commas between members and elements, at every level")
    func structure() {
        let written = text { writer in
            writer.object { writer in
                writer.member("a", 1)
                writer.object("b") { $0.member("c", "d" as String?) }
                writer.array("e") { writer in
                    writer.int(1)
                    writer.array { _ in }
                    writer.object { _ in }
                    writer.null()
                }
                writer.member("f", nil as String?)
                writer.member("g", true)
                writer.member("h", 2.5)
            }
        }
        #expect(written == #"{"a":1,"b":{"c":"d"},"e":[1,[],{},null],"f":null,"g":true,"h":2.5}"#)
    }

    @Test(
        "escapes what must be escaped and nothing else",
        arguments: [
            ("plain", #""plain""#), ("a\"b", #""a\"b""#), (#"a\b"#, #""a\\b""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
            ("\u{0}\u{1F}", #""\u0000\u001f""#), ("a/b é 😀 \u{7F}\u{2028}", "\"a/b é 😀 \u{7F}\u{2028}\""),
            ("12345678\"12345678", #""12345678\"12345678""#), ("1234567\\", #""1234567\\""#), ("", #""""#),
        ])
    func escaping(string: String, expected: String) throws {
        let written = text { $0.string(string) }
        #expect(written == expected)
        #expect(try JSONDocument(written).root.string == string)
    }

    @Test(
        "writes doubles so that they read back the same, whole ones without a fraction",
        arguments: [
            (24.0, "24"), (0.1, "0.1"), (-0.0, "-0.0"), (14.08, "14.08"), (1e300, "1e+300"),
            (.leastNonzeroMagnitude, "5e-324"),
            (9_007_199_254_740_993.0, "9007199254740992.0"),
            (-3.0, "-3"), (.infinity, "null"), (.nan, "null"),
        ])
    func doubles(value: Double, expected: String) throws {
        let written = text { $0.double(value) }
        #expect(written == expected)
        if value.isFinite { #expect(try JSONDocument(written).root.double == value) }
    }

    @Test("writes the extremes of integers", arguments: [0, 7, -7, 10, 1234567890, Int.max, Int.min])
    func integers(value: Int) {
        #expect(text { $0.int(value) } == "\(value)")
        #expect(text { $0.int(UInt64.max) } == "18446744073709551615")
    }

    @Test("copies values of a document byte for byte")
    func copying() throws {
        let root = try JSONDocument(#"{"a": [1.50, "\u00e9"], "b": {"c" : null}}"#).root
        let written = text { writer in
            writer.object { writer in
                writer.member("x", root["a"])
                writer.member("y", root["b"])
                writer.member("z", root["nowhere"])
            }
        }
        #expect(written == #"{"x":[1.50, "\u00e9"],"y":{"c" : null},"z":null}"#)
    }

    @Test("gives equal values one canonical form")
    func canonical() throws {
        let forms = try [#"{"b":[{"d":1,"c":"\u00e9"}],"a":2}"#, #" { "a" : 1, "a":2 , "b":[ {"c":"é","d":1} ] } "#].map
        {
            let root = try JSONDocument($0).root
            return text { $0.canonical(root) }
        }
        #expect(forms[0] == #"{"a":2,"b":[{"c":"é","d":1}]}"#)
        #expect(forms[0] == forms[1])
    }

    @Test("writes owned values in the order in which they were given")
    func values() throws {
        let value: JSONValue = ["z": 1, "a": [nil, true, 2.5, "x", .uint(.max)], "m": ["k": "v"]]
        let written = text { $0.value(value) }
        #expect(written == #"{"z":1,"a":[null,true,2.5,"x",18446744073709551615],"m":{"k":"v"}}"#)
        #expect(try JSONDocument(written).root.value == value)
    }

    @Test("writes into the buffer it was given, after what stands there")
    func appending() {
        var buffer = ByteBuffer()
        buffer.append(utf8: "42/vtt,")
        var writer = JSONWriter(into: buffer)
        writer.array { $0.string("dice:roll") }
        buffer = writer.finish()
        let bytes = buffer.bytes
        #expect(String(decoding: bytes, as: UTF8.self) == #"42/vtt,["dice:roll"]"#)
    }

    @Test("escapes wherever in a text the byte stands", arguments: 0...40)
    func escapePositions(length: Int) throws {
        for special in ["\"", "\\", "\u{1}", "\u{1F}", "é", "\u{7F}"] {
            for position in 0...length {
                let plain = String(repeating: "x", count: length)
                let text = String(plain.prefix(position)) + special + String(plain.dropFirst(position)) + special
                var writer = JSONWriter()
                writer.string(text)
                let document = try JSONDocument(writer.finish())
                #expect(document.root.string == text)
            }
        }
        var writer = JSONWriter()
        writer.string(String(repeating: "x", count: length))
        #expect(writer.count == length + 2)
    }
}
