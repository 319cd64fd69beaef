import JSON
import Testing
import TumulteTesting

@Suite("JSON Web Tokens")
struct JSONWebTokenTests {
    private let signer = TokenSigner(key: Array("a key".utf8))
    private let now = WallTime(seconds: 1_000_000)

    /// RFC 7515, appendix A.1.
    private let example =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    private func exampleSigner() throws -> TokenSigner {
        let key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
        return TokenSigner(key: try #require(Base64URL.decode(key[...])))
    }

    @Test("accepts the example of RFC 7515 until the second it expires")
    func vector() throws {
        let signer = try exampleSigner()
        let claims = try signer.verify(example, at: WallTime(seconds: 1_300_819_379))
        #expect(claims["iss"].string == "joe")
        #expect(throws: TokenSigner.Refusal.expired) {
            try signer.verify(example, at: WallTime(seconds: 1_300_819_380))
        }
    }

    @Test("reads back the claims it signed")
    func roundTrip() throws {
        let claims = TokenClaims(
            tokenID: "00ff", connectionID: "c", userID: "1", kind: "session", tokenVersion: 3, fingerprint: nil)
        let token = signer.sign(claims.json(issuedAt: now.seconds, lifetime: 60))
        #expect(TokenClaims(try signer.verify(token, at: now)) == claims)
    }

    @Test(
        "refuses with the words of the server's library",
        arguments: [
            (nil, TokenSigner.Refusal.missing), ("", .missing), ("abc", .malformed), ("a.b", .malformed),
            ("a.b.c.d", .malformed), ("!.!.!", .invalidToken), ("bnVsbA.bnVsbA.x", .invalidToken),
        ])
    func refusals(token: String?, expected: TokenSigner.Refusal) {
        #expect(throws: expected) { try signer.verify(token, at: now) }
    }

    @Test("refuses another algorithm, also none, before it looks at the signature")
    func algorithms() {
        for algorithm in ["none", "HS512", "RS256", "hs256"] {
            let header = Base64URL.encode(Array(#"{"alg":"\#(algorithm)"}"#.utf8))
            #expect(throws: TokenSigner.Refusal.invalidAlgorithm) {
                try signer.verify("\(header).\(Base64URL.encode(Array("{}".utf8))).", at: now)
            }
        }
    }

    @Test("refuses a changed signature, a changed body and another key")
    func signatures() throws {
        let token = signer.sign(["exp": .int(now.seconds + 60), "sub": "c"])
        let parts = token.split(separator: ".").map(String.init)
        let forged = Base64URL.encode(Array(#"{"exp":99999999999,"sub":"d"}"#.utf8))
        for bad in ["\(parts[0]).\(forged).\(parts[2])", "\(parts[0]).\(parts[1]).", "\(token)AA"] {
            #expect(throws: TokenSigner.Refusal.invalidSignature) { try signer.verify(bad, at: now) }
        }
        #expect(throws: TokenSigner.Refusal.invalidSignature) {
            try TokenSigner(key: Array("another".utf8)).verify(token, at: now)
        }
    }
}
