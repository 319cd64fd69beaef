internal import JSON

extension ContractState {
    /// `dice:roll` (contract: socket, section 5.1).
    mutating func diceRoll(_ payload: JSONView, from connectionID: String, at now: WallTime) -> EventResult {
        let refusal = check("dice:roll", EventRules.diceRoll, payload, at: now)
        guard let vttID = payload["campaignId"].string, let index = campaignIndex(connectionID, vttID: vttID) else {
            return .failure("Row not found")
        }
        if let refusal { return .failure(refusal) }
        if payload["isCritical"].bool == true, payload["diceResults"].count == 0 {
            violate("dice:roll", "diceResults", "must not be empty on a critical", at: now)
            return .failure("invalid input syntax for type integer: \"-Infinity\"")
        }
        touchCharacter(of: payload, inCampaign: index)
        let rollID = payload["rollId"].string.flatMap { $0.isEmpty ? nil : $0 }
        if let rollID, let known = campaigns[index].knownRoll(rollID) {
            return accepted(known)
        }
        let roll = StoredRoll(
            id: random.uuid(), rollID: rollID, worldID: campaigns[index].vttID ?? "",
            isHidden: payload["isHidden"].bool ?? false, receivedAt: now.milliseconds, payload: payload.value)
        for forgotten in campaigns[index].rolls.append(roll) {
            if let id = forgotten.rollID { campaigns[index].rollIDs[id] = nil }
        }
        if let rollID { campaigns[index].rollIDs[rollID] = roll.id }
        // Hidden criticals do reach the streamers' pages, which then hide them: the audience sees neither.
        if !roll.isHidden, settings.attributesRolls {
            show(.roll, "dice:roll", in: campaigns[index], shown(roll, payload), at: now)
        }
        return accepted(roll.id)
    }

    private func accepted(_ id: String) -> EventResult {
        .ack(["success": true, "rollId": .string(id), "pendingAttribution": .bool(!settings.attributesRolls)])
    }

    /// Makes an unknown character, a `pc`, and renames a known one.
    private mutating func touchCharacter(of payload: JSONView, inCampaign index: Int) {
        let id = payload["characterId"].string ?? ""
        let name = payload["characterName"].string ?? ""
        if let known = campaigns[index].characters[id] {
            guard known.name != name else { return }
            campaigns[index].characters[id]?.name = name
        } else {
            campaigns[index].characters[id] = StoredCharacter(
                id: random.uuid(), characterID: id, worldID: campaigns[index].vttID ?? "", name: name,
                characterType: "pc", avatarURL: nil, details: [:])
        }
        campaigns[index].changedCharacters.insert(id)
    }

    /// The fields the server passes on; severity and its kin are its own, whatever the table said.
    private func shown(_ roll: StoredRoll, _ payload: JSONView) -> JSONValue {
        var object = JSONObject(["id": .string(roll.id)])
        for rule in EventRules.diceRoll where rule.isStored {
            let value = payload[rule.name]
            if value.exists { object[rule.name] = value.value }
        }
        if payload["isCritical"].bool == true {
            let success = payload["criticalType"].string != "failure"
            object["severity"] = "major"
            object["criticalLabel"] = success ? "Critical Success" : "Critical Failure"
            object["criticalCategory"] = success ? "generic_success" : "generic_failure"
        }
        return .object(object)
    }
}

extension CampaignRecord {
    /// The server's id of a roll that is stored already.
    fileprivate func knownRoll(_ rollID: String) -> String? { rollIDs[rollID] ?? restoredRolls[rollID] }
}
