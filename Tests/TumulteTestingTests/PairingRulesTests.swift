import JSON
import Testing
import Transport
import TumulteTesting

@Suite("Pairing rules (contract: http, section 3)")
struct PairingRulesTests {
    private let request: JSONValue = ["worldId": "w", "worldName": "Emberfall", "moduleVersion": "2.3.4"]
    private let path = "/webhooks/foundry/request-pairing"

    @Test("a code is asked for, entered, and its credentials are handed out once")
    func oneShot() throws {
        var driver = DomainDriver()
        let requested = driver.post(path, request)
        #expect(requested.status == 200 && requested.body["expiresIn"] == 300)
        let code = try #require(requested.body["code"]?.string)
        #expect(driver.poll("w", code).body["status"] == "pending")
        let typed = code.lowercased().replacing("-", with: " ")
        let entered = driver.post("/mj/vtt-connections/pair-with-code", ["code": .string(typed)])
        #expect(entered.status == 201 && entered.body["connection"]?["name"] == "Foundry - Emberfall")
        let completed = driver.poll("w", code).body
        #expect(completed["status"] == "completed" && completed["expiresIn"] == 3600)
        #expect(completed["fingerprint"] == .string(connectionFingerprint(worldID: "w", moduleVersion: "2.3.4")))
        #expect(isUUID(completed["connectionId"]?.string ?? ""))
        #expect(completed["apiKey"]?.string?.utf8.count == 67)
        #expect(driver.poll("w", code).body["status"] == "not_found")
        #expect(driver.state.violations.elements.isEmpty)
    }

    @Test("without a module version the fingerprint is made of 2.0.0")
    func defaultVersion() {
        var driver = DomainDriver()
        _ = driver.post(path, ["worldId": "demo-world", "worldName": "n"])
        let code = driver.poll("demo-world").body["code"] ?? .null
        _ = driver.post("/mj/vtt-connections/pair-with-code", ["code": code])
        #expect(driver.poll("demo-world").body["fingerprint"] == "db1dfd21e7dc2a6cd48a2080507af97d")
    }

    @Test(
        "required fields are tested for presence, and empty strings are null",
        arguments: [
            JSONValue?.none, [:], ["worldId": "w"], ["worldId": "", "worldName": "n"],
            ["worldId": nil, "worldName": "n"], ["worldId": false, "worldName": "n"], ["worldId": 0, "worldName": "n"],
        ])
    func required(body: JSONValue?) {
        var driver = DomainDriver()
        let answer = driver.post(path, body)
        #expect(answer.status == 400)
        #expect(answer.body["error"] == "Missing required parameters: worldId, worldName")
    }

    @Test("a code that expired reads as not_found to the table and as 400 to the dashboard")
    func expiry() {
        var driver = DomainDriver()
        let code = driver.post(path, request).body["code"] ?? .null
        driver.wait(.milliseconds(299_999))
        #expect(driver.poll("w").body["remainingSeconds"] == 0)
        driver.wait(.milliseconds(1))
        #expect(driver.poll("w").body["status"] == "not_found")
        #expect(driver.post("/mj/vtt-connections/pair-with-code", ["code": code]).status == 400)
    }

    @Test("completed credentials wait 300 s and are then gone")
    func completedExpiry() {
        var driver = DomainDriver()
        let code = driver.post(path, request).body["code"] ?? .null
        driver.wait(.seconds(200))
        #expect(driver.post("/mj/vtt-connections/pair-with-code", ["code": code]).status == 201)
        driver.wait(.seconds(300))
        #expect(driver.poll("w").body["status"] == "not_found")
    }

    @Test("a second request replaces what the poll sees, and the older code can still be entered")
    func second() {
        var driver = DomainDriver()
        let first = driver.post(path, request).body["code"] ?? .null
        let second = driver.post(path, request).body["code"] ?? .null
        #expect(driver.poll("w").body["code"] == second)
        #expect(driver.post("/mj/vtt-connections/pair-with-code", ["code": first]).status == 201)
        #expect(driver.poll("w").body["status"] == "completed")
    }

    @Test("an unknown code is 404, a missing one 400, a used one 404")
    func unknown() {
        var driver = DomainDriver()
        let code = driver.post(path, request).body["code"] ?? .null
        for (typed, status) in [(code, 201), (code, 404), ("ZZZ-ZZZ", 404), ("", 400)] as [(JSONValue, Int)] {
            #expect(driver.post("/mj/vtt-connections/pair-with-code", ["code": typed]).status == status)
        }
    }

    @Test("pairing again keeps connection and key, and kills the old tokens")
    func again() throws {
        var driver = DomainDriver()
        let first = driver.pair()
        let second = driver.pair()
        #expect(first["connectionId"] == second["connectionId"] && first["apiKey"] == second["apiKey"])
        #expect(try driver.admit(first["sessionToken"]) == .refused(message: "Token has been invalidated"))
        guard case .accepted = try driver.admit(second["sessionToken"]) else {
            Issue.record("the new token is refused")
            return
        }
        #expect(driver.state.campaigns.count == 1)
    }

    @Test("auto-pairing completes at once")
    func automatic() {
        var driver = DomainDriver { $0.autoPair = true }
        _ = driver.post(path, request)
        #expect(driver.poll("w").body["status"] == "completed")
    }

    @Test("polling without worldId is refused, without the code it is noted")
    func parameters() {
        var driver = DomainDriver()
        #expect(driver.get("/webhooks/foundry/pairing-status").status == 400)
        _ = driver.get("/webhooks/foundry/pairing-status", ["worldId": "w"])
        #expect(driver.state.violations.elements.map(\.field) == ["worldId", "code"])
    }

    @Test("the 31st call of a minute is refused with all headers, and the next minute is free")
    func rateLimit() {
        var driver = DomainDriver()
        for _ in 0..<30 { #expect(driver.poll("w").status == 200) }
        let refused = driver.get("/webhooks/foundry/connection-health")
        #expect(refused.status == 429 && refused.body["error"] == "Too many requests")
        #expect(refused.headers["Retry-After"] == "60" && refused.body["retryAfter"] == 60)
        #expect(refused.headers["X-RateLimit-Limit"] == "30" && refused.headers["X-RateLimit-Remaining"] == "0")
        #expect(refused.headers["X-RateLimit-Reset"] == String(driver.now.seconds + 60))
        driver.wait(.seconds(60))
        #expect(driver.poll("w").headers["X-RateLimit-Remaining"] == "29")
        var free = DomainDriver { $0.rateLimits = false }
        for _ in 0..<100 { #expect(free.poll("w").status == 200) }
        #expect(free.poll("w").headers["X-RateLimit-Limit"] == nil)
    }

    @Test(
        "unknown routes and broken bodies are refused in the framework's shape",
        arguments: [("GET", "/webhooks/foundry/request-pairing"), ("POST", "/nothing"), ("GET", "/"), ("BREW", "/mj")])
    func unknownRoute(method: String, path: String) {
        var driver = DomainDriver()
        let answer = driver.state.answer(ReceivedRequest(method: method, path: path), at: driver.now)
        #expect(answer.status == 404 && answer.body["message"]?.string != nil && answer.body["error"] == nil)
    }

    @Test("a body that is no JSON is 400 with a message; one not said to be JSON is not read")
    func brokenBody() {
        var driver = DomainDriver()
        let json: HTTPHeaders = ["Content-Type": "application/json"]
        let broken = driver.state.answer(
            ReceivedRequest(method: "POST", path: path, headers: json, body: Array("{\"a\":".utf8)), at: driver.now)
        #expect(broken.status == 400 && broken.body["message"]?.string != nil)
        let plain = driver.state.answer(
            ReceivedRequest(method: "POST", path: path, body: request.jsonBytes), at: driver.now)
        #expect(plain.body["error"] == "Missing required parameters: worldId, worldName")
    }
}
