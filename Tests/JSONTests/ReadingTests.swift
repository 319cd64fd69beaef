import JSON
import Testing

@Suite("Reading JSON")
struct ReadingTests {
    @Test("follows a path to a value, and gives missing where there is none")
    func paths() throws {
        let root = try JSONDocument(
            #"{"system":{"attributes":{"hp":{"value":17,"max":null}}},"items":[1,[2,3],{"a":4}]}"#
        ).root
        #expect(root["system"]["attributes"]["hp"]["value"].int == 17)
        #expect(root.at("system.attributes.hp.value").int == 17)
        #expect(root.at("system.attributes.hp.max").isNull)
        #expect(root.at("system.attributes.hp.max").exists)
        #expect(!root.at("system.attributes.ac.value").exists)
        #expect(root["items"][1][1].int == 3)
        #expect(root["items"][2]["a"].int == 4)
        #expect(!root["items"][3].exists)
        #expect(!root["items"][-1].exists)
        #expect(root["items"]["a"].kind == .missing)
        #expect(root["items"].array.map(\.jsonText) == ["1", "[2,3]", #"{"a":4}"#])
        #expect(root.object.map(\.key) == ["system", "items"])
        #expect(JSONView.missing["x"][0].at("a.b").kind == .missing)
    }

    @Test("takes the last of repeated keys, whatever way they are written")
    func duplicates() throws {
        let root = try JSONDocument(#"{"a":1,"a":2,"\u0061":3}"#).root
        #expect(root["a"].int == 3)
        #expect(root.count == 3)
        #expect(root.value == ["a": 3])
    }

    @Test(
        "resolves escapes and surrogates",
        arguments: [
            (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u00e9\u20AC""#, "é€"),
            (#""\ud83d\ude00!""#, "😀!"),
            (#""\ud83d""#, "\u{FFFD}"),
            (#""\ude00\ud83dx""#, "\u{FFFD}\u{FFFD}x"),
            (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (#""\u0000""#, "\0"),
            (#""été 😀 Шегги""#, "été 😀 Шегги"),
        ])
    func escapes(text: String, expected: String) throws {
        #expect(try JSONDocument(text).root.string == expected)
    }

    @Test(
        "keeps integers exact and the text of every number",
        arguments: [
            ("0", 0, 0.0), ("-0", 0, -0.0), ("7", 7, 7.0), ("7.0", 7, 7.0), ("7e0", 7, 7.0), ("70e-1", 7, 7.0),
            ("9223372036854775807", Int.max, 9.223372036854775807e18),
            ("-9223372036854775808", Int.min, -9.223372036854775808e18),
            ("9223372036854775808", nil, 9.223372036854775808e18), ("14.08", nil, 14.08), ("0.1", nil, 0.1),
            ("1e400", nil, nil), ("123456789012345.6", nil, 123456789012345.6), ("5e-324", nil, .leastNonzeroMagnitude),
        ] as [(String, Int?, Double?)])
    func numbers(text: String, int: Int?, double: Double?) throws {
        let value = try JSONDocument(text).root
        #expect(value.int == int)
        #expect(value.double == double)
        #expect(value.numberText == text)
    }

    @Test("reads unsigned integers beyond Int.max")
    func unsigned() throws {
        #expect(try JSONDocument("18446744073709551615").root.uint64 == .max)
        #expect(try JSONDocument("18446744073709551616").root.uint64 == nil)
        #expect(try JSONDocument("-1").root.uint64 == nil)
        #expect(try JSONDocument("18446744073709551615").root.value == .uint(.max))
    }

    @Test("gives nil, not a guess, for a value of another type")
    func types() throws {
        let root = try JSONDocument(#"{"s":"12","n":12,"b":true,"z":null,"a":[],"o":{}}"#).root
        #expect(root["s"].int == nil && root["s"].double == nil && root["s"].bool == nil)
        #expect(root["n"].string == nil && root["n"].bool == nil)
        #expect(root["b"].int == nil)
        #expect(root["z"].string == nil && root["z"].isNull && root["z"].exists)
        #expect(root["a"].isArray && root["a"].count == 0 && Array(root["a"].object.map(\.key)).isEmpty)
        #expect(root["o"].isObject && Array(root["o"].array.map(\.kind)).isEmpty)
        #expect(root["s"].stringEquals("12") && !root["s"].stringEquals("1") && !root["n"].stringEquals("12"))
    }

    @Test("skips a byte order mark")
    func byteOrderMark() throws {
        #expect(try JSONDocument([0xEF, 0xBB, 0xBF, 0x31]).root.int == 1)
    }
}
