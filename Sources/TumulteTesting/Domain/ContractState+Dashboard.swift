package import JSON

extension ContractState {
    /// Revokes a connection: from the dashboard, or from the table with its key (contract: http, sections 3.5 and 6).
    /// - Returns: false when it was revoked already; nil when there is no such connection.
    @discardableResult
    package mutating func revoke(_ connectionID: String, reason: String, at now: WallTime) -> Bool? {
        guard var connection = connections[connectionID] else { return nil }
        guard connection.status != .revoked else { return false }
        connection.tokenVersion += 1
        connection.status = .revoked
        connection.revokedAt = now
        connections[connectionID] = connection
        tellRevoked(connectionID, reason: reason, at: now)
        return true
    }

    mutating func tellRevoked(_ connectionID: String, reason: String, at now: WallTime) {
        emit(
            "connection:revoked", ["reason": .string(reason), "timestamp": .string(now.iso8601)], to: connectionID)
        disconnectSockets(of: connectionID)
    }

    /// Lets a revoked connection in again: new tokens wait 300 s for the table.
    /// - Returns: false unless it was revoked; nil when there is no such connection.
    @discardableResult
    package mutating func reauthorize(_ connectionID: String, at now: WallTime) -> Bool? {
        guard var connection = connections[connectionID] else { return nil }
        guard connection.status == .revoked else { return false }
        connection.status = .active
        connection.revokedAt = nil
        connection.tokenVersion += 1
        connection.fingerprint = connectionFingerprint(
            worldID: connection.worldID, moduleVersion: connection.moduleVersion)
        connections[connectionID] = connection
        reauthorized[connection.worldID] = issuePair(for: connection, at: now)
        return true
    }

    /// Makes a new API key; the table is not told.
    @discardableResult
    package mutating func regenerateKey(_ connectionID: String) -> Bool {
        guard var connection = connections[connectionID] else { return false }
        connection.apiKey = makeKey()
        connections[connectionID] = connection
        return true
    }

    /// Deletes a campaign: `campaign:deleted`, then `connection:revoked`, then the sockets are closed. The status becomes
    /// revoked, the token version stays.
    /// - Parameter revoking: false leaves the connection active without a campaign, which the handshake answers with
    ///   `CAMPAIGN_DELETED:` and the health check with 410.
    @discardableResult
    package mutating func deleteCampaign(_ campaignID: String, revoking: Bool = true, at now: WallTime) -> Bool {
        guard let index = campaigns.firstIndex(where: { $0.id == campaignID }) else { return false }
        let campaign = campaigns.remove(at: index)
        guard revoking, var connection = connections[campaign.connectionID] else { return true }
        emit(
            "campaign:deleted",
            [
                "campaignId": .string(campaign.id), "campaignName": .string(campaign.name),
                "reason": "deleted_by_owner", "timestamp": .string(now.iso8601),
            ], to: connection.id)
        connection.status = .revoked
        connection.revokedAt = now
        connections[connection.id] = connection
        tellRevoked(connection.id, reason: "Campaign deleted by owner", at: now)
        return true
    }

    /// Deletes a connection and its campaigns; open sockets stay until they close.
    @discardableResult
    package mutating func deleteConnection(_ connectionID: String) -> Bool {
        campaigns.removeAll { $0.connectionID == connectionID }
        return connections.removeValue(forKey: connectionID) != nil
    }

    /// Sends a command to every socket of a connection (contract: commands, section 1).
    /// - Returns: nil, or why the server refuses to send it.
    package mutating func command(
        _ event: String, _ payload: JSONObject, to connectionID: String, at now: WallTime
    ) -> String? {
        guard let connection = connections[connectionID] else { return "There is no such connection." }
        guard connection.tunnel == .connected else {
            return "The connection's tunnel status is \(connection.tunnel.rawValue); commands need connected."
        }
        guard connection.openSockets > 0 else { return "The connection has no open socket." }
        var payload = payload
        if event != "command:sync_item_categories" {
            payload["requestId"] = .string(requestID(at: now))
            payload["timestamp"] = .string(now.iso8601)
        }
        emit(event, .object(payload), to: connectionID)
        return nil
    }

    /// `<epoch ms>-<9 base-36 characters>`
    private mutating func requestID(at now: WallTime) -> String {
        let symbols = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        let tail = (0..<9).map { _ in symbols[Int(random.next() % 36)] }
        return "\(now.milliseconds)-\(String(decoding: tail, as: UTF8.self))"
    }
}
