import JSON
import Transport
import TumulteTesting

/// Drives the server's rules without a network: a state, a time, and short ways to say what a table does.
struct DomainDriver {
    var state: ContractState
    var now = WallTime(seconds: 1_768_478_400)

    init(_ configure: (inout ContractState.Settings) -> Void = { _ in }) {
        var settings = ContractState.Settings()
        configure(&settings)
        state = ContractState(settings: settings, seed: 42)
    }

    mutating func wait(_ duration: Duration) { now = now.adding(duration) }

    mutating func post(
        _ path: String, _ body: JSONValue? = nil, headers: HTTPHeaders = [:]
    ) -> ContractAnswer {
        var fields = headers
        fields["Content-Type"] = "application/json"
        return state.answer(
            ReceivedRequest(method: "POST", path: path, headers: fields, body: body?.jsonBytes ?? []), at: now)
    }

    mutating func get(_ path: String, _ query: [String: String] = [:], key: String? = nil) -> ContractAnswer {
        var headers: HTTPHeaders = [:]
        headers["Authorization"] = key.map { "Bearer \($0)" }
        return state.answer(ReceivedRequest(method: "GET", path: path, query: query, headers: headers), at: now)
    }

    /// Pairs a world by code; returns the `completed` body.
    mutating func pair(_ worldID: String = "w", version: String = "2.3.4") -> JSONValue {
        let requested = post(
            "/webhooks/foundry/request-pairing",
            ["worldId": .string(worldID), "worldName": "Emberfall", "moduleVersion": .string(version)])
        let code = requested.body["code"]?.string ?? ""
        _ = post("/mj/vtt-connections/pair-with-code", ["code": .string(code)])
        return poll(worldID, code).body
    }

    mutating func poll(_ worldID: String, _ code: String = "x") -> ContractAnswer {
        get("/webhooks/foundry/pairing-status", ["worldId": worldID, "code": code])
    }

    /// A connection that is ready, without the way there.
    mutating func connected(_ worldID: String = "w") -> String {
        let id = state.pairDirectly(worldID: worldID, worldName: "Emberfall", moduleVersion: "2.3.4").id
        _ = state.socketOpened(id, at: now)
        return id
    }

    mutating func event(_ name: String, _ payload: JSONValue, from id: String) throws -> ContractState.EventResult {
        let document = try JSONDocument(payload.jsonBytes)
        return state.receive(name, document.root, from: id, at: now)
    }

    func admit(_ token: JSONValue?) throws -> ContractState.Admission {
        let auth = JSONValue.object(token.map { JSONObject(["token": $0]) } ?? JSONObject())
        return state.admit(try JSONDocument(auth.jsonBytes).root, at: now)
    }

    /// A roll that every check accepts, with changes.
    static func roll(_ changes: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
        var fields = JSONObject([
            "campaignId": "w", "characterId": "a1", "characterName": "Akra", "rollId": "r1",
            "rollFormula": "1d20 + 5", "result": 17, "diceResults": [12], "isCritical": false,
        ])
        for (key, value) in changes { fields[key] = value }
        return .object(fields)
    }

    static func character(_ changes: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
        var fields = JSONObject([
            "campaignId": "w", "characterId": "a1", "name": "Akra", "avatarUrl": nil, "characterType": "pc",
            "stats": ["level": 3], "inventory": [],
        ])
        for (key, value) in changes { fields[key] = value }
        return .object(fields)
    }

    static func combatant(_ id: String) -> JSONValue {
        [
            "id": .string(id), "actorId": "a1", "name": "Goblin", "img": "/goblin.webp", "initiative": 12,
            "isDefeated": false, "isNPC": true, "characterType": "monster", "isVisible": true,
            "hp": ["current": 7, "max": 7, "temp": 0],
        ]
    }
}
