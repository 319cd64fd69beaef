import JSON
import Testing
import Transport
import TumulteTesting

@Suite("Pairing by URL (contract: http, section 7, plan)")
struct URLPairingTests {
    private static let secret = Array("shared".utf8)

    private struct Table {
        var driver = DomainDriver { $0.pairingSecret = URLPairingTests.secret }
        var cookie = ""
        var state = ""

        mutating func start() {
            let answer = driver.get("/vtt/start-pairing")
            state = answer.body["state"]?.string ?? ""
            cookie = answer.headers["Set-Cookie"]?.split(separator: ";").first.map(String.init) ?? ""
        }

        func claims(_ changes: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
            let now = driver.now.seconds
            var claims = JSONObject([
                "sub": "vtt:foundry", "aud": "tumulte:api", "iss": "foundry-module:tumulte",
                "pairing_code": "ABC234", "world_id": "w", "world_name": "Emberfall", "gm_user_id": "g",
                "module_version": "2.3.4", "state": .string(state), "iat": .int(now), "exp": .int(now + 300),
                "nonce": "n", "jti": "j",
            ])
            for (key, value) in changes { claims[key] = value }
            return .object(claims)
        }

        mutating func pair(_ claims: JSONValue, state: String? = nil, key: [UInt8] = secret) -> ContractAnswer {
            let token = TokenSigner(key: key).sign(claims)
            let url = "foundry://connect?token=\(token)&state=\(state ?? self.state)"
            return driver.post("/vtt/pair", ["pairingUrl": .string(url)], headers: ["Cookie": "a=b; \(cookie)"])
        }
    }

    @Test("the session's own state and a signed token give a connection and tokens, which also wait for the poll")
    func pairs() throws {
        var table = Table()
        table.start()
        #expect(table.state.utf8.count == 64)
        let answer = table.pair(table.claims())
        #expect(answer.status == 200 && answer.body["tokens"]?["expiresIn"] == 3600)
        guard case .accepted = try table.driver.admit(answer.body["tokens"]?["sessionToken"]) else {
            Issue.record("the session token is refused")
            return
        }
        let refresh: JSONValue = ["refreshToken": answer.body["tokens"]?["refreshToken"] ?? .null]
        #expect(table.driver.post("/vtt/refresh-token", refresh).status == 200)
        #expect(table.driver.poll("w").body["connectionId"] == answer.body["connection"]?["id"])
    }

    @Test("a wrong state is refused without being used up; the right one works once")
    func states() {
        var table = Table()
        #expect(table.pair(table.claims()).status == 400)
        table.start()
        #expect(table.pair(table.claims(), state: "0").status == 403)
        #expect(table.pair(table.claims()).status == 200)
        #expect(table.pair(table.claims(["jti": "k"])).status == 400)
    }

    @Test("a state is good for five minutes")
    func expiry() {
        var table = Table()
        table.start()
        table.driver.wait(.seconds(300))
        #expect(table.pair(table.claims()).status == 400)
    }

    @Test(
        "a token with a wrong claim is refused, and its state is gone",
        arguments: [
            ("sub", "x"), ("aud", nil), ("iss", "x"), ("state", "x"), ("world_id", ""), ("world_name", 5),
            ("gm_user_id", nil), ("module_version", nil), ("nonce", nil), ("jti", nil), ("pairing_code", "ABC-234"),
            ("pairing_code", "ABCI23"), ("iat", nil), ("exp", nil), ("exp", 1), ("exp", 9_999_999_999),
        ] as [(String, JSONValue?)])
    func claims(name: String, value: JSONValue?) {
        var table = Table()
        table.start()
        #expect(table.pair(table.claims([name: value])).status == 401)
        #expect(table.pair(table.claims()).status == 400)
    }

    @Test("another key's signature and a token used before are refused")
    func replay() {
        var table = Table()
        table.start()
        #expect(table.pair(table.claims(), key: [1]).status == 401)
        table.start()
        #expect(table.pair(table.claims()).status == 200)
        table.start()
        #expect(table.pair(table.claims()).status == 401)
    }

    @Test("without a secret the calls are unknown, as to the shipping server")
    func unknown() {
        var driver = DomainDriver()
        #expect(driver.get("/vtt/start-pairing").status == 404)
        #expect(driver.post("/vtt/pair", [:]).status == 404)
        #expect(driver.post("/vtt/refresh-token", [:]).status == 404)
    }

    @Test("the GM pastes the URL into the dashboard")
    func dashboard() async throws {
        var options = ContractServer.Options()
        options.pairingSecret = Self.secret
        let server = try await ContractServer.start(options)
        var table = Table()
        table.state = await server.dashboard.startURLPairing()
        var claims = table.claims()
        let requested = try await server.request("GET", "/vtt/start-pairing")
        #expect(requested.header("Set-Cookie") != nil)
        await #expect(throws: ContractServerError.self) { try await server.dashboard.pair(url: "foundry://connect") }
        if case .object(var object) = claims {
            // The server's clock is the system's: what counts is that the token has not expired there.
            object["iat"] = 4_000_000_000
            object["exp"] = 4_000_000_300
            claims = .object(object)
        }
        let token = TokenSigner(key: Self.secret).sign(claims)
        try await server.dashboard.pair(url: "foundry://connect?token=\(token)&state=\(table.state)")
        #expect(await server.snapshot().connection(ofWorld: "w") != nil)
    }
}
