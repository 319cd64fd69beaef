import JSON
import Testing
import Transport
import TumulteTesting

@Suite("Event rules (contract: socket, section 5)")
struct EventRulesTests {
    private func success(_ result: ContractState.EventResult) -> JSONValue? {
        guard case .ack(let ack) = result else { return nil }
        return ack["success"]
    }

    private func long(_ count: Int) -> JSONValue { .string(String(repeating: "x", count: count)) }

    @Test("a roll is stored, acknowledged with the server's id and shown")
    func roll() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        guard case .ack(let ack) = try driver.event("dice:roll", DomainDriver.roll(), from: id) else {
            Issue.record("no ack")
            return
        }
        #expect(ack["success"] == true && ack["pendingAttribution"] == false)
        let shown = try #require(driver.state.overlay.elements.last)
        #expect(shown.kind == .roll && shown.payload["id"] == ack["rollId"] && shown.payload["rollId"] == "r1")
        #expect(driver.state.violations.elements.isEmpty)
        #expect(driver.state.received.elements.map(\.event) == ["dice:roll"])
    }

    @Test("a repeated roll gets the first id and is not shown again; without an id every copy is new")
    func duplicates() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let first = try driver.event("dice:roll", DomainDriver.roll(), from: id)
        #expect(try driver.event("dice:roll", DomainDriver.roll(["characterName": "Renamed"]), from: id) == first)
        #expect(driver.state.overlay.total == 1 && driver.state.campaigns[0].rolls.total == 1)
        #expect(driver.state.campaigns[0].characters["a1"]?.name == "Renamed")
        let anonymous = DomainDriver.roll(["rollId": nil])
        #expect(try driver.event("dice:roll", anonymous, from: id) != driver.event("dice:roll", anonymous, from: id))
        #expect(driver.state.overlay.total == 3)
        #expect(driver.state.violations.elements.map(\.field) == ["rollId", "rollId"])
    }

    @Test("hidden rolls are stored and never shown, critical or not", arguments: [true, false])
    func hidden(critical: Bool) throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let roll = DomainDriver.roll(["isHidden": true, "isCritical": .bool(critical)])
        #expect(success(try driver.event("dice:roll", roll, from: id)) == true)
        #expect(driver.state.campaigns[0].rolls.elements.map(\.isHidden) == [true])
        #expect(driver.state.overlay.elements.isEmpty)
    }

    @Test("a roll that waits for the GM's attribution is not shown")
    func unattributed() throws {
        var driver = DomainDriver { $0.attributesRolls = false }
        let id = driver.connected()
        guard case .ack(let ack) = try driver.event("dice:roll", DomainDriver.roll(), from: id) else {
            Issue.record("no ack")
            return
        }
        #expect(ack["pendingAttribution"] == true && driver.state.overlay.elements.isEmpty)
    }

    @Test(
        "the database refuses rolls that do not fit",
        arguments: [
            ("campaignId", "other"), ("campaignId", nil), ("characterId", nil), ("characterId", 5),
            ("characterName", .null), ("characterName", "\u{0}"), ("rollFormula", nil), ("result", 1.5),
            ("result", "17"), ("result", nil), ("result", 3_000_000_000), ("diceResults", nil),
            ("diceResults", [1.5]), ("diceResults", "12"), ("isCritical", .null), ("isCritical", "yes"),
            ("criticalType", "fumble"), ("isHidden", .null), ("isHidden", 1), ("metadata", "x"), ("metadata", []),
            ("metadata", ["a": ["\u{0}"]]), ("modifiers", "x"), ("modifiers", [1]), ("rollType", 3),
        ] as [(String, JSONValue?)])
    func refusedRolls(field: String, value: JSONValue?) throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let result = try driver.event("dice:roll", DomainDriver.roll([field: value]), from: id)
        #expect(success(result) == false)
        #expect(driver.state.campaigns[0].rolls.elements.isEmpty && driver.state.overlay.elements.isEmpty)
    }

    @Test(
        "lengths are counted in characters, and the longest that fits is taken",
        arguments: [
            ("characterId", 255), ("characterName", 100), ("rollId", 255), ("rollFormula", 100), ("rollType", 50),
            ("skill", 100), ("skillRaw", 255), ("ability", 20), ("abilityRaw", 100),
        ])
    func lengths(field: String, limit: Int) throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let fitting = JSONValue.string(String(repeating: "\u{1F3B2}", count: limit))
        #expect(success(try driver.event("dice:roll", DomainDriver.roll([field: fitting]), from: id)) == true)
        let result = try driver.event("dice:roll", DomainDriver.roll([field: long(limit + 1)]), from: id)
        #expect(
            result
                == .ack(["success": false, "error": .string("value too long for type character varying(\(limit))")]))
        #expect(driver.state.violations.elements.last?.field == field)
    }

    @Test("optional fields may be missing or null, extra ones are ignored")
    func optional() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let roll = DomainDriver.roll([
            "isCritical": nil, "criticalType": .null, "rollType": .null, "metadata": .null, "skill": .null,
            "modifiers": .null, "terms": [1], "worldId": 7, "severity": "minor",
        ])
        #expect(success(try driver.event("dice:roll", roll, from: id)) == true)
        #expect(driver.state.overlay.elements.last?.payload["terms"] == nil)
        #expect(driver.state.violations.elements.isEmpty)
    }

    @Test("a critical without dice fails, and whatever the table says its severity is major")
    func criticals() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let empty = DomainDriver.roll(["isCritical": true, "diceResults": []])
        #expect(success(try driver.event("dice:roll", empty, from: id)) == false)
        let roll = DomainDriver.roll(["isCritical": true, "criticalType": "failure", "severity": "minor"])
        #expect(success(try driver.event("dice:roll", roll, from: id)) == true)
        #expect(driver.state.overlay.elements.last?.payload["severity"] == "major")
        #expect(driver.state.overlay.elements.last?.payload["criticalLabel"] == "Critical Failure")
    }

    @Test("a roll or an update without any campaign is answered by a revocation and no ack")
    func withoutCampaign() throws {
        for (event, payload) in [
            ("dice:roll", DomainDriver.roll()), ("character:update", DomainDriver.character()),
        ] {
            var driver = DomainDriver()
            let id = driver.connected()
            driver.state.deleteCampaign(driver.state.campaigns[0].id, revoking: false, at: driver.now)
            #expect(try driver.event(event, payload, from: id) == .none)
            #expect(driver.state.takeEffects().count == 2)
            #expect(driver.state.connections[id]?.status == .active)
        }
    }

    @Test("a character is made, then updated: null keeps, {} clears, the type defaults to pc")
    func characters() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let first = try driver.event("character:update", DomainDriver.character(), from: id)
        let second = try driver.event(
            "character:update", DomainDriver.character(["name": "Akra II", "stats": .null, "characterType": nil]),
            from: id)
        #expect(first == second && success(first) == true)
        var stored = try #require(driver.state.campaigns[0].characters["a1"])
        #expect(stored.name == "Akra II" && stored.details["stats"] == ["level": 3] && stored.characterType == "pc")
        _ = try driver.event(
            "character:update", DomainDriver.character(["stats": [:], "campaignId": "else"]), from: id)
        stored = try #require(driver.state.campaigns[0].characters["a1"])
        #expect(stored.details["stats"] == [:])
        #expect(driver.state.overlay.elements.map(\.kind) == [.character, .character, .character])
        #expect(driver.state.violations.elements.map(\.field) == ["characterType"])
    }

    @Test(
        "the database refuses characters that do not fit",
        arguments: [
            ("characterId", nil), ("name", nil), ("name", 5), ("characterType", "dragon"), ("stats", []),
            ("inventory", "x"), ("spells", [:]), ("features", [:]), ("vttData", 1), ("avatarUrl", 5),
        ] as [(String, JSONValue?)])
    func refusedCharacters(field: String, value: JSONValue?) throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let result = try driver.event("character:update", DomainDriver.character([field: value]), from: id)
        #expect(success(result) == false && driver.state.campaigns[0].characters.isEmpty)
    }

    @Test("an avatar address over 500 characters fails the whole update")
    func avatar() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let long = DomainDriver.character(["avatarUrl": long(501)])
        #expect(success(try driver.event("character:update", long, from: id)) == false)
    }

    @Test("combat is shown, a sync as a start, and the cache follows")
    func combat() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let common: KeyValuePairs<String, JSONValue> = ["combatId": "c", "timestamp": 1_768_478_400_000]
        func event(_ name: String, _ fields: KeyValuePairs<String, JSONValue>) throws {
            var payload = JSONObject(common)
            for (key, value) in fields { payload[key] = value }
            #expect(success(try driver.event(name, .object(payload), from: id)) == true)
        }
        var cached: [JSONValue] { driver.state.campaigns[0].combat?.combatants.compactMap { $0["id"] } ?? [] }

        let goblins: JSONValue = [DomainDriver.combatant("g1"), DomainDriver.combatant("g2")]
        try event("combat:start", ["round": 1, "turn": 0, "combatants": goblins])
        try event("combat:turn", ["round": 1, "turn": 1, "currentCombatant": DomainDriver.combatant("g2")])
        try event("combat:combatant-add", ["combatant": DomainDriver.combatant("g3")])
        try event("combat:combatant-add", ["combatant": DomainDriver.combatant("g3")])
        #expect(cached == ["g1", "g2", "g3"])
        try event("combat:combatant-remove", ["combatantId": "g1", "name": "Goblin"])
        guard case .object(var defeated) = DomainDriver.combatant("g2") else { return }
        defeated["isDefeated"] = true
        try event("combat:combatant-defeated", ["combatant": .object(defeated), "defeated": true])
        #expect(driver.state.campaigns[0].combat?.combatants.first?["isDefeated"] == true)
        try event("combat:round", ["round": 2, "previousRound": 1])
        #expect(cached == ["g2", "g3"] && driver.state.campaigns[0].combat?.round == 1)
        try event("combat:round", ["round": 3, "previousRound": 2, "combatants": goblins])
        #expect(cached == ["g1", "g2"] && driver.state.campaigns[0].combat?.round == 3)
        try event("combat:sync", ["round": 3, "turn": 0, "combatants": goblins])
        #expect(driver.state.overlay.elements.last?.event == "combat:start")
        try event("combat:end", ["finalRound": 3])
        #expect(driver.state.campaigns[0].combat == nil)
        #expect(driver.state.violations.elements.isEmpty, "\(driver.state.violations.elements)")
    }

    @Test("a combat event with wrong fields is acknowledged all the same, and noted")
    func wrongCombat() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let wrong: JSONValue = ["combatId": 5, "timestamp": 1, "round": 1.5, "turn": 0, "combatants": [["id": 7]]]
        #expect(success(try driver.event("combat:start", wrong, from: id)) == true)
        let fields = driver.state.violations.elements.map(\.field)
        #expect(fields.contains("combatId") && fields.contains("round") && fields.contains("combatants.id"))
    }

    @Test("a campaign sync renames known campaigns and makes unknown ones")
    func campaignSync() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let sync: JSONValue = ["campaigns": [["id": "w", "name": "Renamed"], ["id": "new", "name": "New"]]]
        let ack = try driver.event("campaign:sync", sync, from: id)
        #expect(ack == .ack(["success": true, "syncedCount": 2]))
        #expect(driver.state.campaigns.map(\.name) == ["Renamed", "New"])
        #expect(success(try driver.event("campaign:sync", [:], from: id)) == false)
    }

    @Test("payloads that are no objects fail, unknown events are ignored and noted, harmless ones only ignored")
    func odd() throws {
        for payload in [nil, 5, "x", []] as [JSONValue] {
            var driver = DomainDriver()
            let id = driver.connected()
            for event in ["dice:roll", "character:update", "campaign:sync", "combat:end"] {
                #expect(success(try driver.event(event, payload, from: id)) == false)
            }
            #expect(try driver.event("inventory:update", payload, from: id) == .none)
            #expect(try driver.event("spell:effect:consumed", payload, from: id) == .none)
            #expect(driver.state.violations.total == 5)
        }
    }

    @Test("a pong stamps the connection and brings its module version up to date")
    func pong() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        driver.wait(.seconds(30))
        #expect(try driver.event("pong", ["timestamp": 1, "moduleVersion": "9.9.9"], from: id) == .none)
        let connection = try #require(driver.state.connections[id])
        #expect(connection.lastHeartbeatAt == driver.now && connection.moduleVersion == "9.9.9")
        driver.state.revoke(id, reason: "r", at: driver.now)
        driver.state.reauthorize(id, at: driver.now)
        #expect(
            driver.state.connections[id]?.fingerprint == connectionFingerprint(worldID: "w", moduleVersion: "9.9.9"))
    }

    @Test("a roll over HTTP is validated strictly, drops unknown keys and shares the deduplication")
    func webhook() throws {
        var driver = DomainDriver()
        let id = driver.connected()
        let key = try #require(driver.state.connections[id]?.apiKey)
        let headers: HTTPHeaders = ["Authorization": "Bearer \(key)"]
        let path = "/webhooks/vtt/dice-roll"
        #expect(driver.post(path, DomainDriver.roll()).status == 401)
        #expect(driver.post(path, DomainDriver.roll(["result": "x"]), headers: headers).status == 400)
        #expect(driver.post(path, DomainDriver.roll(["campaignId": "else"]), headers: headers).status == 401)
        let answer = driver.post(path, DomainDriver.roll(["skill": "stealth"]), headers: headers)
        #expect(answer.status == 200 && driver.state.overlay.elements.last?.payload["skill"] == nil)
        guard case .ack(let ack) = try driver.event("dice:roll", DomainDriver.roll(), from: id) else { return }
        #expect(ack["rollId"] == answer.body["rollId"])
        #expect(driver.post("/webhooks/vtt/test", headers: headers).body["connection"]?["id"] == .string(id))
        let executed = driver.post("/webhooks/vtt/gamification/7/executed", ["success": true], headers: headers)
        #expect(executed.status == 404)
    }
}
