internal import JSON

extension StateRecord {
    /// The record as a line, its end included: a line without its end was not written completely.
    var line: [UInt8] { JSONValue.object(members).jsonBytes + [UInt8(ascii: "\n")] }

    private var members: JSONObject {
        switch self {
        case .server(let key, let starts):
            [
                "record": "server", "version": .int(Int64(StateRecord.version)), "key": .string(lowercaseHex(key)),
                "starts": .int(Int64(starts)),
            ]
        case .connection(let connection): connection.members
        case .connectionGone(let id): ["record": "connection gone", "id": .string(id)]
        case .campaign(let row):
            [
                "record": "campaign", "id": .string(row.id), "connection": .string(row.connectionID),
                "vttId": .text(row.vttID), "name": .string(row.name), "details": .text(row.details),
            ]
        case .campaignGone(let id): ["record": "campaign gone", "id": .string(id)]
        case .character(let campaign, let character):
            [
                "record": "character", "campaign": .string(campaign), "id": .string(character.id),
                "characterId": .string(character.characterID), "world": .string(character.worldID),
                "name": .string(character.name), "type": .string(character.characterType),
                "avatar": .text(character.avatarURL), "details": .object(character.details) { $0 },
            ]
        case .combat(let campaign, let combat):
            [
                "record": "combat", "campaign": .string(campaign),
                "combat": combat.map { combat in
                    [
                        "id": .string(combat.combatID), "round": combat.round.map { .int(Int64($0)) } ?? .null,
                        "combatants": .array(combat.combatants),
                    ]
                } ?? .null,
            ]
        case .roll(let campaign, let rollID, let id):
            [
                "record": "roll", "campaign": .string(campaign), "rollId": .string(rollID), "id": .string(id),
            ]
        case .pairings(let pairings): pairings.members
        }
    }
}

extension ConnectionRecord {
    fileprivate var members: JSONObject {
        [
            "record": "connection", "id": .string(id), "user": .string(userID), "world": .string(worldID),
            "worldName": .string(worldName), "moduleVersion": .string(moduleVersion),
            "status": .string(status.rawValue), "apiKey": .string(apiKey), "tokenVersion": .int(Int64(tokenVersion)),
            "fingerprint": .text(fingerprint), "revokedAt": .time(revokedAt), "heartbeatAt": .time(lastHeartbeatAt),
        ]
    }
}

extension WaitingPairings {
    fileprivate var members: JSONObject {
        [
            "record": "pairings", "codes": .object(pendingByCode) { $0.json },
            "polls": .object(pollRecords) { record in
                switch record {
                case .pending(let pending): ["pending": pending.json]
                case .completed(let waiting): ["completed": waiting.json]
                }
            },
            "reauthorized": .object(reauthorized) { $0.json },
            "sessions": .object(pairingSessions) { ["state": .string($0.state), "expiresAt": .time($0.expiresAt)] },
            "usedTokens": .object(usedPairingTokens) { .time($0) },
            "revokedTokens": .array(revokedTokenIDs.sorted().map { .string($0) }),
        ]
    }
}

extension ContractState.PendingPairing {
    fileprivate var json: JSONValue {
        [
            "code": .string(code), "world": .string(worldID), "worldName": .string(worldName),
            "moduleVersion": .string(moduleVersion), "system": .text(gameSystemID), "expiresAt": .time(expiresAt),
        ]
    }
}

extension ContractState.WaitingCredentials {
    fileprivate var json: JSONValue {
        [
            "connection": .string(connectionID), "session": .string(session), "refresh": .string(refresh),
            "madeAt": .time(madeAt), "expiresAt": .time(expiresAt),
        ]
    }
}

extension JSONValue {
    fileprivate static func time(_ time: WallTime?) -> JSONValue { time.map { .int($0.milliseconds) } ?? .null }

    /// An object of a dictionary's entries, sorted so that equal states give equal lines.
    fileprivate static func object<Value>(
        _ dictionary: [String: Value], _ json: (Value) -> JSONValue
    ) -> JSONValue {
        var object = JSONObject()
        for (key, value) in dictionary.sorted(by: { $0.key < $1.key }) { object[key] = json(value) }
        return .object(object)
    }
}
