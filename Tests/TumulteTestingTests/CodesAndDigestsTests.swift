import JSON
import Testing
import TumulteTesting

@Suite("Codes, digests and times")
struct CodesAndDigestsTests {
    @Test(
        "the fingerprint is that of the contract",
        arguments: [
            ("demo-world", "2.3.4", "68abf58d1ea77c9b9824b39b73240058"),
            ("demo-world", "2.0.0", "db1dfd21e7dc2a6cd48a2080507af97d"),
            ("", "2.0.0", "7ce48f9f2d869716a363a67c0cedf810"),
            ("caf\u{E9}-\u{E9}t\u{E9}", "2.3.4", "163907c32db9cffec3c38935b19fcb8e"),
        ])
    func fingerprint(worldID: String, version: String, expected: String) {
        #expect(connectionFingerprint(worldID: worldID, moduleVersion: version) == expected)
    }

    @Test("HMAC-SHA-256 agrees with RFC 4231, cases 1, 2 and 6")
    func hmac() {
        #expect(
            lowercaseHex(hmacSHA256(key: [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8)))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            lowercaseHex(hmacSHA256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let long = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
        #expect(
            lowercaseHex(hmacSHA256(key: [UInt8](repeating: 0xAA, count: 131), long))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    @Test(
        "Base 64 for URLs goes both ways (RFC 4648, section 10)",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"), ("\u{FF}\u{FE}>?", "w7_Dvj4_"),
        ])
    func base64(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded[...]) == Array(plain.utf8))
    }

    @Test("Base 64 refuses what no encoder makes", arguments: ["Z", "Zg==", "Zm9v\n", "+/+/", "Zm9vY"])
    func badBase64(text: String) {
        #expect(Base64URL.decode(text[...]) == nil)
    }

    @Test(
        "a typed code is upper-cased, freed of spaces and given its dash",
        arguments: [
            ("abc-234", "ABC-234"), ("ABC234", "ABC-234"), (" a b c 2 3 4 ", "ABC-234"), ("abc - 234\n", "ABC-234"),
            ("ABC2345", "ABC2345"), ("", ""),
        ])
    func typed(text: String, expected: String) {
        #expect(PairingCode(typed: text).text == expected)
    }

    @Test("codes have the contract's form and use the whole alphabet")
    func codes() {
        var random = RandomSource(seed: 7)
        var seen: Set<UInt8> = []
        for _ in 0..<300 {
            let symbols = Array(PairingCode(using: &random).text.utf8)
            #expect(symbols.count == 7 && symbols[3] == UInt8(ascii: "-"))
            seen.formUnion(symbols)
        }
        seen.remove(UInt8(ascii: "-"))
        #expect(seen == Set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8))
    }

    @Test("one seed gives one sequence, the system never the same")
    func seeds() {
        var (first, second, system) = (RandomSource(seed: 1), RandomSource(seed: 1), RandomSource())
        #expect(first.bytes(32) == second.bytes(32))
        #expect(system.hex(16) != system.hex(16))
        #expect(isUUID(first.uuid()) && isUUID(system.uuid()))
    }

    @Test(
        "only UUIDs pass for UUIDs",
        arguments: ["", "abc", "0000000000000000000000000000000000000", "g0000000-0000-4000-8000-000000000000"])
    func notUUID(text: String) {
        #expect(!isUUID(text))
    }

    @Test(
        "timestamps are ISO 8601 in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_768_478_400_123, "2026-01-15T12:00:00.123Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ])
    func iso(milliseconds: Int64, expected: String) {
        #expect(WallTime(milliseconds: milliseconds).iso8601 == expected)
    }

    @Test("durations become milliseconds without overflowing")
    func durations() {
        #expect(Duration.milliseconds(1500).wholeMilliseconds == 1500)
        #expect(Duration.seconds(-2).wholeMilliseconds == -2000)
        #expect(Duration.seconds(Int64.max).wholeMilliseconds > 1 << 60)
    }

    @Test("a history keeps the newest and counts what it forgot")
    func history() {
        var history = History<Int>(limit: 4)
        var forgotten: [Int] = []
        for number in 0..<20 { forgotten += history.append(number) }
        #expect(history.total == 20)
        #expect(forgotten + history.elements == Array(0..<20))
        #expect(history.elements.count <= 5)
        #expect(Array(history.elements(from: 18)) == [18, 19])
        #expect(history.elements(from: 25).isEmpty)
    }
}
