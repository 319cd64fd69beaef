import JSON
import Testing
import TumulteTesting

@Suite("Connections: health, revocation, refresh, handshake")
struct ConnectionRulesTests {
    private let health = "/webhooks/foundry/connection-health"
    private let reauthorization = "/webhooks/foundry/reauthorization-status"
    private let refresh = "/mj/vtt-connections/refresh-token"

    private func text(_ value: JSONValue?) -> String { value?.string ?? "" }

    @Test("health follows the connection: healthy, revoked, reauthorized, key regenerated, campaign gone")
    func healthCourse() {
        var driver = DomainDriver()
        let paired = driver.pair()
        let (id, key) = (text(paired["connectionId"]), text(paired["apiKey"]))
        #expect(driver.get(health).body["error"] == "Missing Authorization header with Bearer token")
        #expect(driver.get(health, key: key).body["status"] == "healthy")
        #expect(driver.get(health, key: "ta_other").status == 404)

        #expect(driver.post("/mj/vtt-connections/\(id)/revoke").status == 200)
        let revoked = driver.get(health, key: key)
        #expect(revoked.status == 401 && revoked.body["status"] == "revoked")
        #expect(revoked.body["canReauthorize"] == true && revoked.body["revokedAt"] == .string(driver.now.iso8601))

        #expect(driver.post("/mj/vtt-connections/\(id)/reauthorize").status == 200)
        #expect(driver.post("/mj/vtt-connections/\(id)/reauthorize").status == 400)
        #expect(driver.get(health, key: key).status == 200)

        _ = driver.post("/mj/vtt-connections/\(id)/regenerate-key")
        #expect(driver.get(health, key: key).body["status"] == "not_found")
        let campaign = driver.state.campaigns[0].id
        driver.state.deleteCampaign(campaign, revoking: false, at: driver.now)
        let newKey = driver.state.connections[id]?.apiKey
        #expect(driver.get(health, key: newKey).status == 410)
    }

    @Test("reauthorization hands out new tokens once, for 300 s, and the old ones are dead")
    func reauthorizationCourse() throws {
        var driver = DomainDriver()
        let paired = driver.pair()
        let (id, key) = (text(paired["connectionId"]), text(paired["apiKey"]))
        let query = ["worldId": "w"]
        #expect(driver.get(reauthorization, ["worldId": "other"], key: key).body["status"] == "not_found")
        #expect(driver.get(reauthorization, query, key: key).body["status"] == "already_active")
        driver.state.revoke(id, reason: "r", at: driver.now)
        #expect(driver.get(reauthorization, query, key: key).body["status"] == "still_revoked")
        driver.state.reauthorize(id, at: driver.now)
        let fresh = driver.get(reauthorization, query, key: key).body
        #expect(fresh["status"] == "reauthorized" && fresh["apiKey"] == paired["apiKey"])
        #expect(driver.get(reauthorization, query, key: key).body["status"] == "already_active")
        #expect(try driver.admit(paired["sessionToken"]) == .refused(message: "Token has been invalidated"))
        #expect(try driver.admit(fresh["sessionToken"]) == .accepted(connectionID: id))

        driver.state.revoke(id, reason: "r", at: driver.now)
        driver.state.reauthorize(id, at: driver.now)
        driver.wait(.seconds(300))
        #expect(driver.get(reauthorization, query, key: key).body["status"] == "already_active")
    }

    @Test("a revocation by the table needs id and key, tells the sockets and closes them")
    func revokeByTable() {
        var driver = DomainDriver()
        let paired = driver.pair()
        let (id, key) = (paired["connectionId"] ?? .null, paired["apiKey"] ?? .null)
        let path = "/webhooks/foundry/revoke"
        #expect(driver.post(path, ["connectionId": id]).status == 400)
        #expect(driver.post(path, ["connectionId": "no-uuid", "apiKey": key]).status == 500)
        #expect(driver.post(path, ["connectionId": id, "apiKey": "ta_x"]).status == 404)
        #expect(driver.state.takeEffects().isEmpty)
        let done = driver.post(path, ["connectionId": id, "apiKey": key, "reason": "bye"])
        #expect(done.body["message"] == "Connection revoked successfully")
        let told = JSONValue.object(JSONObject(["reason": "bye", "timestamp": .string(driver.now.iso8601)]))
        #expect(
            driver.state.takeEffects() == [
                .emit(connectionID: text(id), event: "connection:revoked", payload: told),
                .disconnect(connectionID: text(id)),
            ])
        #expect(driver.post(path, ["connectionId": id, "apiKey": key]).body["message"] == "Connection already revoked")
        #expect(driver.state.takeEffects().isEmpty)
        #expect(driver.post("/webhooks/foundry/ping", ["connectionId": id, "apiKey": key]).status == 200)
    }

    @Test(
        "status sets the tunnel, and any other value changes nothing",
        arguments: [
            ("active", "connected"), ("disconnected", "disconnected"), ("error", "error"), ("dance", "connecting"),
        ])
    func tunnel(sent: String, expected: String) {
        var driver = DomainDriver()
        let paired = driver.pair()
        let id = text(paired["connectionId"])
        _ = driver.state.socketOpened(id, at: driver.now)
        let before = driver.state.connections[id]?.tunnel.rawValue
        let answer = driver.post(
            "/webhooks/foundry/status",
            [
                "connectionId": .string(id), "apiKey": paired["apiKey"] ?? .null, "status": .string(sent),
            ])
        #expect(answer.status == 200)
        #expect(driver.state.connections[id]?.tunnel.rawValue == (sent == "dance" ? before : expected))
    }

    @Test("deleting a campaign tells the sockets in order and leaves the token version alone")
    func deleteCampaign() {
        var driver = DomainDriver()
        let id = driver.connected()
        driver.state.deleteCampaign(driver.state.campaigns[0].id, at: driver.now)
        let events = driver.state.takeEffects().map { effect in
            switch effect {
            case .emit(_, let event, _): event
            case .disconnect: "disconnect"
            }
        }
        #expect(events == ["campaign:deleted", "connection:revoked", "disconnect"])
        #expect(driver.state.connections[id]?.tokenVersion == 1)
        #expect(driver.state.connections[id]?.status == .revoked)
    }

    @Test("a refresh gives new tokens while the old refresh token stays good")
    func refreshing() throws {
        var driver = DomainDriver()
        let paired = driver.pair()
        let first = driver.post(refresh, ["refreshToken": paired["refreshToken"] ?? .null])
        #expect(first.status == 200 && first.body["expiresIn"] == 3600 && first.body["serverUrl"] == nil)
        #expect(first.body["refreshToken"] != paired["refreshToken"])
        #expect(driver.post(refresh, ["refreshToken": paired["refreshToken"] ?? .null]).status == 200)
        driver.wait(.seconds(604_800))
        let late = driver.post(refresh, ["refreshToken": paired["refreshToken"] ?? .null])
        #expect(late.status == 401 && late.body["error"] == "Invalid refresh token: jwt expired")
    }

    enum Trouble: CaseIterable {
        case none, missing, malformed, session, listed, deleted, revoked, outdated
    }

    @Test("each refused refresh says why", arguments: Trouble.allCases)
    func refreshRefusals(trouble: Trouble) {
        var driver = DomainDriver()
        let paired = driver.pair()
        let id = text(paired["connectionId"])
        var token = paired["refreshToken"] ?? .null
        let expected: JSONValue?
        switch trouble {
        case .none: expected = nil
        case .missing: (token, expected) = ("", "Invalid refresh token: jwt must be provided")
        case .malformed: (token, expected) = ("abc", "Invalid refresh token: jwt malformed")
        case .session: (token, expected) = (paired["sessionToken"] ?? .null, "Invalid token type")
        case .listed:
            driver.state.revokeToken(text(token), at: driver.now)
            expected = "Refresh token has been revoked"
        case .deleted:
            driver.state.deleteConnection(id)
            expected = "Row not found"
        case .revoked:
            driver.state.revoke(id, reason: "r", at: driver.now)
            expected = "Connection has been revoked"
        case .outdated:
            _ = driver.pair()
            expected = "Token has been invalidated"
        }
        let answer = driver.post(refresh, ["refreshToken": token])
        #expect(answer.body["error"] == expected)
        #expect(answer.status == (expected == nil ? 200 : 401))
    }

    @Test(
        "the fingerprint is checked as the server checks it",
        arguments: [
            // what the token claims, what the connection has, what the body says, and the answer
            ("f", "f", nil, nil), ("f", "f", "f", nil), ("f", "f", "other", "Invalid connection fingerprint"),
            ("f", "g", nil, "Invalid connection fingerprint"), ("f", "g", "f", nil), ("f", "g", "g", nil),
            (nil, "f", nil, "Fingerprint required for token refresh"), (nil, "f", "f", nil),
            (nil, "f", "g", "Invalid connection fingerprint"), ("f", nil, "anything", nil), (nil, nil, nil, nil),
        ] as [(String?, String?, String?, String?)])
    func fingerprints(claimed: String?, stored: String?, sent: String?, expected: String?) throws {
        var driver = DomainDriver()
        let id = driver.connected()
        driver.state.setFingerprint(claimed, of: id)
        let connection = try #require(driver.state.connections[id])
        let token = driver.state.issueToken(.refresh, for: connection, at: driver.now)
        driver.state.setFingerprint(stored, of: id)
        let answer = driver.post(refresh, ["refreshToken": .string(token), "fingerprint": .text(sent)])
        #expect(answer.body["error"]?.string == expected)
        if claimed == "f", stored == "g", sent == "f" {
            #expect(driver.state.connections[id]?.fingerprint == "f", "the server adopts it")
        }
    }

    @Test("the handshake refuses in the contract's words", arguments: Trouble.allCases)
    func handshake(trouble: Trouble) throws {
        var driver = DomainDriver()
        let paired = driver.pair()
        let id = text(paired["connectionId"])
        var token = paired["sessionToken"]
        let expected: String?
        switch trouble {
        case .none: expected = nil
        case .missing: (token, expected) = (nil, "Authentication token required")
        case .malformed: (token, expected) = (7, "Authentication failed")
        case .session: (token, expected) = (paired["refreshToken"], "Invalid token type")
        case .listed:
            driver.state.revokeToken(text(token), at: driver.now)
            expected = "Token has been revoked"
        case .deleted:
            driver.state.deleteConnection(id)
            expected = "Connection not found or revoked"
        case .revoked:
            driver.state.revoke(id, reason: "r", at: driver.now)
            expected = "Connection not found or revoked"
        case .outdated:
            driver.state.pairDirectly(worldID: "w", worldName: "n", moduleVersion: "v")
            expected = "Token has been invalidated"
        }
        #expect(
            try driver.admit(token) == (expected.map { .refused(message: $0) } ?? .accepted(connectionID: id)))
    }

    @Test("an expired session token is refused as any other bad one, and a lost campaign by its prefix")
    func handshakeRest() throws {
        var driver = DomainDriver()
        let paired = driver.pair()
        driver.state.deleteCampaign(driver.state.campaigns[0].id, revoking: false, at: driver.now)
        guard case .refused(let message) = try driver.admit(paired["sessionToken"]) else {
            Issue.record("accepted")
            return
        }
        #expect(message.hasPrefix("CAMPAIGN_DELETED:"))
        driver.wait(.seconds(3600))
        #expect(try driver.admit(paired["sessionToken"]) == .refused(message: "Authentication failed"))
    }

    @Test("commands need a connected tunnel and an open socket, and get an id and a time")
    func commands() throws {
        var driver = DomainDriver()
        let id = driver.state.pairDirectly(worldID: "w", worldName: "n", moduleVersion: "v").id
        let payload = JSONObject(["content": "hello"])
        #expect(driver.state.command("command:chat_message", payload, to: id, at: driver.now) != nil)
        _ = driver.state.socketOpened(id, at: driver.now)
        #expect(driver.state.command("command:chat_message", payload, to: id, at: driver.now) == nil)
        guard case .emit(id, "command:chat_message", let sent)? = driver.state.takeEffects().first else {
            Issue.record("nothing was sent")
            return
        }
        let requestID = try #require(sent["requestId"]?.string)
        #expect(requestID.hasPrefix("\(driver.now.milliseconds)-"))
        #expect(sent["timestamp"] == .string(driver.now.iso8601) && sent["content"] == "hello")
        // A second socket that closes leaves the tunnel disconnected although the first is alive.
        _ = driver.state.socketOpened(id, at: driver.now)
        driver.state.socketClosed(id)
        #expect(driver.state.command("command:chat_message", payload, to: id, at: driver.now) != nil)
    }
}
