internal import JSON

extension StateRecord {
    /// Nil when a member is missing or of the wrong kind, or the record is of no kind this server writes.
    init?(_ view: JSONView) {
        let record: StateRecord? =
            switch view["record"].string {
            case "server": StateRecord.server(view)
            case "connection": ConnectionRecord(view).map { .connection($0) }
            case "connection gone": view["id"].string.map { .connectionGone($0) }
            case "campaign": CampaignRow(view).map { .campaign($0) }
            case "campaign gone": view["id"].string.map { .campaignGone($0) }
            case "character": StateRecord.character(view)
            case "combat": StateRecord.combat(view)
            case "roll": StateRecord.roll(view)
            case "pairings": WaitingPairings(view).map { .pairings($0) }
            default: nil
            }
        guard let record else { return nil }
        self = record
    }

    private static func server(_ view: JSONView) -> StateRecord? {
        guard view["version"].int == version, let starts = view["starts"].int, starts > 0, starts < Int.max,
            let key = view["key"].string.flatMap(bytes(ofHex:)), key.count == 32
        else { return nil }
        return .server(key: key, starts: starts)
    }

    private static func character(_ view: JSONView) -> StateRecord? {
        guard let campaign = view["campaign"].string, let id = view["id"].string,
            let characterID = view["characterId"].string, let world = view["world"].string,
            let name = view["name"].string, let type = view["type"].string, view["details"].isObject
        else { return nil }
        var details: [String: JSONValue] = [:]
        for member in view["details"].object { details[member.key] = member.value.value }
        return .character(
            campaign: campaign,
            StoredCharacter(
                id: id, characterID: characterID, worldID: world, name: name, characterType: type,
                avatarURL: view["avatar"].string, details: details))
    }

    private static func combat(_ view: JSONView) -> StateRecord? {
        guard let campaign = view["campaign"].string else { return nil }
        let combat = view["combat"]
        guard combat.exists, !combat.isNull else { return .combat(campaign: campaign, nil) }
        guard let id = combat["id"].string, combat["combatants"].isArray else { return nil }
        return .combat(
            campaign: campaign,
            CombatCache(
                combatID: id, round: combat["round"].int, combatants: combat["combatants"].array.map(\.value)))
    }

    private static func roll(_ view: JSONView) -> StateRecord? {
        guard let campaign = view["campaign"].string, let rollID = view["rollId"].string, let id = view["id"].string
        else { return nil }
        return .roll(campaign: campaign, rollID: rollID, id: id)
    }

    private static func bytes(ofHex text: String) -> [UInt8]? {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[start], let low = digits[start + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}

extension CampaignRow {
    fileprivate init?(_ view: JSONView) {
        guard let id = view["id"].string, let connection = view["connection"].string, let name = view["name"].string
        else { return nil }
        self.init(
            id: id, connectionID: connection, vttID: view["vttId"].string, name: name,
            details: view["details"].string)
    }
}

extension ConnectionRecord {
    fileprivate init?(_ view: JSONView) {
        guard let id = view["id"].string, let user = view["user"].string, let world = view["world"].string,
            let worldName = view["worldName"].string, let moduleVersion = view["moduleVersion"].string,
            let status = view["status"].string.flatMap(Status.init(rawValue:)), let apiKey = view["apiKey"].string,
            let tokenVersion = view["tokenVersion"].int, (0..<Int.max / 2).contains(tokenVersion)
        else { return nil }
        self.init(
            id: id, userID: user, worldID: world, worldName: worldName, moduleVersion: moduleVersion, status: status,
            apiKey: apiKey, tokenVersion: tokenVersion, fingerprint: view["fingerprint"].string,
            revokedAt: view["revokedAt"].time, lastHeartbeatAt: view["heartbeatAt"].time)
    }
}

extension WaitingPairings {
    fileprivate init?(_ view: JSONView) {
        self.init()
        for member in view["codes"].object {
            guard let pending = ContractState.PendingPairing(member.value) else { return nil }
            pendingByCode[member.key] = pending
        }
        for member in view["polls"].object {
            if let pending = ContractState.PendingPairing(member.value["pending"]) {
                pollRecords[member.key] = .pending(pending)
            } else if let waiting = ContractState.WaitingCredentials(member.value["completed"]) {
                pollRecords[member.key] = .completed(waiting)
            } else {
                return nil
            }
        }
        for member in view["reauthorized"].object {
            guard let waiting = ContractState.WaitingCredentials(member.value) else { return nil }
            reauthorized[member.key] = waiting
        }
        for member in view["sessions"].object {
            guard let state = member.value["state"].string, let expiry = member.value["expiresAt"].time else {
                return nil
            }
            pairingSessions[member.key] = ContractState.PairingSession(state: state, expiresAt: expiry)
        }
        for member in view["usedTokens"].object {
            guard let expiry = member.value.time else { return nil }
            usedPairingTokens[member.key] = expiry
        }
        revokedTokenIDs = Set(view["revokedTokens"].array.compactMap(\.string))
    }
}

extension ContractState.PendingPairing {
    fileprivate init?(_ view: JSONView) {
        guard let code = view["code"].string, let world = view["world"].string,
            let worldName = view["worldName"].string, let moduleVersion = view["moduleVersion"].string,
            let expiry = view["expiresAt"].time
        else { return nil }
        self.init(
            code: code, worldID: world, worldName: worldName, moduleVersion: moduleVersion,
            gameSystemID: view["system"].string, expiresAt: expiry)
    }
}

extension ContractState.WaitingCredentials {
    fileprivate init?(_ view: JSONView) {
        guard let connection = view["connection"].string, let session = view["session"].string,
            let refresh = view["refresh"].string, let madeAt = view["madeAt"].time,
            let expiry = view["expiresAt"].time
        else { return nil }
        self.init(connectionID: connection, session: session, refresh: refresh, madeAt: madeAt, expiresAt: expiry)
    }
}

extension JSONView {
    /// Within what the server's arithmetic of moments can bear.
    fileprivate var time: WallTime? {
        int.flatMap { (0...(1 << 52)).contains($0) ? WallTime(milliseconds: Int64($0)) : nil }
    }
}
