internal import JSON

extension ContractState {
    // MARK: Table's side (contract: http, section 3)

    mutating func requestPairing(_ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        guard let worldID = fields["worldId"], let worldName = fields["worldName"] else {
            violate("POST request-pairing", "worldId, worldName", "required", at: now)
            return .error(400, "Missing required parameters: worldId, worldName")
        }
        for (name, value, limit) in [("worldId", worldID, 255), ("worldName", worldName, 90)]
        where value.unicodeScalars.count > limit {
            violate("POST request-pairing", name, "longer than \(limit) characters", at: now)
        }
        var code = PairingCode(using: &random)
        while pendingByCode[code.text] != nil { code = PairingCode(using: &random) }
        let pending = PendingPairing(
            code: code.text, worldID: worldID, worldName: worldName, moduleVersion: fields["moduleVersion"] ?? "2.0.0",
            gameSystemID: fields["gameSystemId"], expiresAt: now.adding(ContractState.recordLifetime))
        pendingByCode[code.text] = pending
        pollRecords[worldID] = .pending(pending)
        if settings.autoPair { _ = pair(typed: code.text, at: now) }
        return ContractAnswer([
            "success": true, "code": .string(code.text), "expiresIn": 300,
            "expiresAt": .int(pending.expiresAt.milliseconds), "serverUrl": .string(settings.publicURL),
        ])
    }

    mutating func pairingStatus(_ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        guard let worldID = fields["worldId"] else {
            violate("GET pairing-status", "worldId", "required", at: now)
            return .error(400, "Missing required parameter: worldId")
        }
        if fields["code"] == nil { violate("GET pairing-status", "code", "always send it", at: now) }
        switch pollRecords[worldID] {
        case .pending(let pending):
            let left = max(0, pending.expiresAt.milliseconds - now.milliseconds)
            return ContractAnswer([
                "status": "pending", "code": .string(pending.code), "expiresAt": .int(pending.expiresAt.milliseconds),
                "remainingSeconds": .int(left / 1000),
            ])
        case .completed(let waiting):
            pollRecords[worldID] = nil
            guard let connection = connections[waiting.connectionID] else { break }
            return ContractAnswer(credentials("completed", waiting, connection))
        case nil:
            break
        }
        return ContractAnswer(["status": "not_found", "message": "No pairing in progress for this world"])
    }

    mutating func reauthorizationStatus(
        _ fields: RequestFields, authorization: String?, at now: WallTime
    ) -> ContractAnswer {
        guard let worldID = fields["worldId"] else {
            violate("GET reauthorization-status", "worldId", "required", at: now)
            return .error(400, "Missing required parameter: worldId")
        }
        if authorization == nil {
            violate("GET reauthorization-status", "Authorization", "send the API key", at: now)
        }
        if let waiting = reauthorized.removeValue(forKey: worldID), let connection = connections[waiting.connectionID] {
            var body = credentials("reauthorized", waiting, connection)
            if case .object(var object) = body {
                object["reauthorizedAt"] = .string(waiting.madeAt.iso8601)
                body = .object(object)
            }
            return ContractAnswer(body)
        }
        guard let connection = connection(ofWorld: worldID) else {
            return ContractAnswer(["status": "not_found", "message": "No connection for this world"])
        }
        switch connection.status {
        case .revoked:
            return ContractAnswer([
                "status": "still_revoked", "message": "The connection is still revoked",
                "revokedAt": .text(connection.revokedAt?.iso8601),
            ])
        case .active:
            return ContractAnswer(["status": "already_active", "message": "The connection is active"])
        case .pending, .expired:
            return ContractAnswer([
                "status": .string(connection.status.rawValue), "message": "The connection can't be reauthorized",
            ])
        }
    }

    private func credentials(
        _ status: JSONValue, _ waiting: WaitingCredentials, _ connection: ConnectionRecord
    ) -> JSONValue {
        [
            "status": status, "connectionId": .string(connection.id), "apiKey": .string(connection.apiKey),
            "sessionToken": .string(waiting.session), "refreshToken": .string(waiting.refresh),
            "expiresIn": .int(TokenClaims.Kind.session.lifetimeSeconds), "serverUrl": .string(settings.publicURL),
            "fingerprint": .text(connection.fingerprint),
        ]
    }

    // MARK: GM's side (contract: http, section 6)

    /// Enters a pairing code as the GM would.
    package mutating func pair(typed: String?, at now: WallTime) -> ContractAnswer {
        purge(at: now)
        guard let typed else { return .error(400, "Missing required parameter: code") }
        let code = PairingCode(typed: typed).text
        guard let pending = pendingByCode[code] else { return .error(404, "Pairing code not found") }
        guard pending.expiresAt > now else { return .error(400, "Pairing code has expired") }
        guard "Foundry - \(pending.worldName)".unicodeScalars.count <= 100 else {
            // The connection's name does not fit its column.
            return .error(500, "value too long for type character varying(100)")
        }
        pendingByCode[code] = nil
        let connection = link(pending)
        pollRecords[pending.worldID] = .completed(issuePair(for: connection, at: now))
        let campaign = campaigns(of: connection.id).first
        return ContractAnswer(
            status: 201,
            [
                "connection": dashboardView(connection),
                "campaign": [
                    "id": .text(campaign?.id), "name": .text(campaign?.name), "description": .text(campaign?.details),
                ],
                "message": "Connection paired",
            ])
    }

    /// Reuses the account's connection of the world, or makes one; makes a campaign when it has none.
    private mutating func link(_ pending: PendingPairing) -> ConnectionRecord {
        var connection: ConnectionRecord
        if let known = self.connection(ofWorld: pending.worldID) {
            connection = known
            connection.tokenVersion += 1
            connection.worldName = pending.worldName
            connection.moduleVersion = pending.moduleVersion
            connection.status = .active
            connection.revokedAt = nil
            forgetRestoredRolls(of: connection.id)
        } else {
            connection = ConnectionRecord(
                id: random.uuid(), userID: ContractState.userID, worldID: pending.worldID,
                worldName: pending.worldName, moduleVersion: pending.moduleVersion, apiKey: makeKey())
        }
        connection.fingerprint = connectionFingerprint(
            worldID: pending.worldID, moduleVersion: pending.moduleVersion)
        connections[connection.id] = connection
        if campaigns(of: connection.id).isEmpty {
            addCampaign(to: connection.id, vttID: pending.worldID, name: pending.worldName)
        }
        return connection
    }

    /// The server's database forgets nothing here; but test runs that share a port, and so a store, must not have their
    /// rolls taken for those of an earlier run.
    private mutating func forgetRestoredRolls(of connectionID: String) {
        for index in campaigns.indices where campaigns[index].connectionID == connectionID {
            campaigns[index].restoredRolls = RestoredRolls()
        }
    }

    @discardableResult
    mutating func addCampaign(
        to connectionID: String, vttID: String?, name: String, details: String? = nil
    ) -> CampaignRecord {
        let campaign = CampaignRecord(
            id: random.uuid(), connectionID: connectionID, vttID: vttID, name: name, details: details,
            rolls: History(limit: settings.historyLimit))
        campaigns.append(campaign)
        return campaign
    }

    mutating func makeKey() -> String { "ta_\(random.hex(32))" }

    func dashboardView(_ connection: ConnectionRecord) -> JSONValue {
        [
            "id": .string(connection.id), "name": .string(connection.name), "worldId": .string(connection.worldID),
            "worldName": .string(connection.worldName), "moduleVersion": .string(connection.moduleVersion),
            "status": .string(connection.status.rawValue), "tunnelStatus": .string(connection.tunnel.rawValue),
            "provider": "foundry",
        ]
    }

    /// Links a world without a code, for tests that are not about pairing.
    @discardableResult
    package mutating func pairDirectly(worldID: String, worldName: String, moduleVersion: String) -> ConnectionRecord {
        link(
            PendingPairing(
                code: "", worldID: worldID, worldName: worldName, moduleVersion: moduleVersion, gameSystemID: nil,
                expiresAt: WallTime(milliseconds: .max)))
    }
}
