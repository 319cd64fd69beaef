internal import JSON

extension ContractState {
    /// `character:update` (contract: socket, section 5.2).
    mutating func characterUpdate(_ payload: JSONView, from connectionID: String, at now: WallTime) -> EventResult {
        let refusal = check("character:update", EventRules.characterUpdate, payload, at: now)
        let vttID = payload["campaignId"].string
        // Unlike a roll, an update falls back to any campaign of the connection.
        guard
            let index = campaignIndex(connectionID, vttID: vttID)
                ?? campaigns.firstIndex(where: { $0.connectionID == connectionID })
        else { return .failure("Row not found") }
        if let refusal { return .failure(refusal) }
        if (campaigns[index].vttID ?? "").isEmpty { campaigns[index].vttID = vttID }
        let character = updated(campaigns[index], payload)
        campaigns[index].characters[character.characterID] = character
        campaigns[index].changedCharacters.insert(character.characterID)
        show(.character, "character:update", in: campaigns[index], shown(character), at: now)
        return .ack(["success": true, "characterId": .string(character.id)])
    }

    private mutating func updated(_ campaign: CampaignRecord, _ payload: JSONView) -> StoredCharacter {
        let id = payload["characterId"].string ?? ""
        let type = payload["characterType"].string ?? payload["vttData"]["type"].string ?? "pc"
        var character =
            campaign.characters[id]
            ?? StoredCharacter(
                id: random.uuid(), characterID: id, worldID: campaign.vttID ?? "", name: "", characterType: type,
                avatarURL: nil, details: [:])
        character.name = payload["name"].string ?? ""
        character.characterType = ["pc", "npc", "monster"].contains(type) ? type : "pc"
        character.avatarURL = payload["avatarUrl"].string
        // Null keeps the old value: only {} and [] clear.
        for key in ["stats", "vttData", "inventory", "spells", "features"] where !payload[key].isNull {
            character.details[key] = payload[key].value
        }
        return character
    }

    private func shown(_ character: StoredCharacter) -> JSONValue {
        var object = JSONObject([
            "id": .string(character.id), "characterId": .string(character.characterID),
            "name": .string(character.name), "characterType": .string(character.characterType),
            "avatarUrl": .text(character.avatarURL),
        ])
        for key in ["stats", "inventory"] {
            if let value = character.details[key] { object[key] = value }
        }
        return .object(object)
    }

    /// `campaign:sync` (contract: socket, section 5.3).
    mutating func campaignSync(_ payload: JSONView, from connectionID: String, at now: WallTime) -> EventResult {
        guard payload["campaigns"].isArray else {
            violate("campaign:sync", "campaigns", "must be an array", at: now)
            return .failure("campaigns is not iterable")
        }
        var count: Int64 = 0
        for entry in payload["campaigns"].array {
            guard let id = entry["id"].string, let name = entry["name"].string else {
                violate("campaign:sync", "campaigns", "each needs an id and a name", at: now)
                return .failure("null value in column \"name\" violates not-null constraint")
            }
            if let index = campaignIndex(connectionID, vttID: id) {
                campaigns[index].name = name
            } else {
                addCampaign(to: connectionID, vttID: id, name: name, details: entry["description"].string)
            }
            count += 1
        }
        return .ack(["success": true, "syncedCount": .int(count)])
    }
}
