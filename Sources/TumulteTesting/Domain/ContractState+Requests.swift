package import JSON
internal import Transport
internal import WebSocket

extension ContractState {
    /// Answers one HTTP request, except those of the socket's path.
    package mutating func answer(_ request: ReceivedRequest, at now: WallTime) -> ContractAnswer {
        purge(at: now)
        let segments = request.path.split(separator: "/").map(String.init)
        guard let route = Route(method: request.method, segments: segments),
            !route.isPlanned || settings.pairingSecret != nil
        else {
            return .framework(404, "Cannot \(request.method):\(request.path)")
        }
        var verdict: RateLimiter.Verdict?
        if settings.rateLimits, let bucket = route.bucket {
            let counted = limiter.count(bucket, at: now)
            verdict = counted
            guard counted.isAllowed else {
                violate(
                    "\(request.method) \(request.path)", "", "more than \(counted.limit) requests a minute", at: now)
                return ContractAnswer.tooManyRequests(counted)
            }
        }
        var answer = handle(route, request, at: now)
        if let verdict { answer.addRateLimit(verdict) }
        return answer
    }

    private mutating func handle(_ route: Route, _ request: ReceivedRequest, at now: WallTime) -> ContractAnswer {
        let body: JSONView
        do {
            body = try request.jsonBody()
        } catch {
            violate("\(request.method) \(request.path)", "", "the body is no JSON object", at: now)
            return .framework(400, "Invalid JSON: \(error.description)")
        }
        let fields = RequestFields(body: body)
        let query = RequestFields(query: request.query)
        let authorization = request.headers["Authorization"]
        switch route {
        case .requestPairing: return requestPairing(fields, at: now)
        case .pairingStatus: return pairingStatus(query, at: now)
        case .connectionHealth: return connectionHealth(authorization: authorization)
        case .reauthorizationStatus: return reauthorizationStatus(query, authorization: authorization, at: now)
        case .revoke: return revoke(fields, at: now)
        case .ping: return ping(fields, at: now)
        case .status: return status(fields, at: now)
        case .refreshToken, .refreshByPlan: return refresh(fields, at: now)
        case .startPairing: return startPairing(cookies: request.headers["Cookie"], at: now)
        case .pairByURL: return pairByURL(fields, cookies: request.headers["Cookie"], at: now)
        case .webhookTest, .webhookRoll, .webhookExecuted:
            return webhook(route, body, authorization: authorization, at: now)
        case .pairWithCode, .revokeConnection, .reauthorizeConnection, .regenerateKey, .deleteConnection,
            .deleteCampaign, .cleanUp:
            return dashboard(route, fields, at: now)
        }
    }

    // MARK: The table's calls with its key (contract: http, sections 3.3 and 3.5 to 3.7)

    private func connectionHealth(authorization: String?) -> ContractAnswer {
        guard let key = bearer(authorization) else {
            return .error(401, "Missing Authorization header with Bearer token")
        }
        guard let connection = connection(withKey: key) else {
            return ContractAnswer(status: 404, ["status": "not_found", "error": "Connection not found"])
        }
        switch connection.status {
        case .revoked:
            return ContractAnswer(
                status: 401,
                [
                    "status": "revoked", "error": "Connection has been revoked",
                    "message": "The connection was revoked; it can be reauthorized from the dashboard",
                    "canReauthorize": true, "revokedAt": .text(connection.revokedAt?.iso8601),
                    "worldId": .string(connection.worldID),
                ])
        case .expired:
            return ContractAnswer(status: 401, ["status": "expired", "error": "Connection has expired"])
        case .active, .pending:
            break
        }
        guard let campaign = campaigns(of: connection.id).first else {
            return ContractAnswer(
                status: 410,
                [
                    "status": "campaign_deleted", "error": "The linked campaign no longer exists",
                    "connectionId": .string(connection.id),
                ])
        }
        return ContractAnswer([
            "status": "healthy", "connectionId": .string(connection.id), "campaignId": .string(campaign.id),
            "campaignName": .string(campaign.name), "tunnelStatus": .string(connection.tunnel.rawValue),
            "lastHeartbeatAt": .text(connection.lastHeartbeatAt?.iso8601),
            "worldName": .string(connection.worldName), "moduleVersion": .string(connection.moduleVersion),
        ])
    }

    private mutating func revoke(_ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        authenticate(fields, failure: "Failed to process revocation") { state, connection in
            let reason = fields["reason"] ?? "Revoked by VTT module"
            let done = state.revoke(connection.id, reason: reason, at: now) == true
            let message = done ? "Connection revoked successfully" : "Connection already revoked"
            return ContractAnswer(["success": true, "message": .string(message)])
        }
    }

    private mutating func ping(_ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        authenticate(fields, failure: "Failed to process ping") { state, connection in
            state.connections[connection.id]?.lastHeartbeatAt = now
            return ContractAnswer(["success": true, "timestamp": .string(now.iso8601)])
        }
    }

    private mutating func status(_ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        authenticate(fields, "status", failure: "Failed to process status update") { state, connection in
            switch fields["status"] {
            case "active": state.connections[connection.id]?.tunnel = .connected
            case "disconnected": state.connections[connection.id]?.tunnel = .disconnected
            case "error": state.connections[connection.id]?.tunnel = .error
            default: break
            }
            return ContractAnswer(["success": true, "message": "Status updated successfully"])
        }
    }

    /// The checks the three calls share: presence, a UUID (anything else is a database error), id and key of one row.
    private mutating func authenticate(
        _ fields: RequestFields, _ extra: String? = nil, failure: String,
        _ body: (inout ContractState, ConnectionRecord) -> ContractAnswer
    ) -> ContractAnswer {
        let names = ["connectionId", "apiKey"] + (extra.map { [$0] } ?? [])
        guard names.allSatisfy({ fields[$0] != nil }), let id = fields["connectionId"], let key = fields["apiKey"]
        else {
            return .error(400, "Missing required parameters: \(names.joined(separator: ", "))")
        }
        guard isUUID(id) else { return .error(500, failure) }
        guard let connection = connections[id], connection.apiKey == key else {
            return .error(404, "Connection not found or invalid API key")
        }
        return body(&self, connection)
    }

    func bearer(_ authorization: String?) -> String? {
        guard let authorization, authorization.hasPrefix("Bearer ") else { return nil }
        let key = HTTPHead.trimmed(authorization.dropFirst(7))
        return key.isEmpty ? nil : key
    }

    // MARK: The GM's calls (contract: http, section 6)

    private mutating func dashboard(_ route: Route, _ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        switch route {
        case .pairWithCode:
            return pair(typed: fields["code"], at: now)
        case .revokeConnection(let id):
            guard let done = revoke(id, reason: fields["reason"] ?? "Revoked by user", at: now) else { return notFound }
            return done ? success : .error(400, "The connection is already revoked")
        case .reauthorizeConnection(let id):
            guard let done = reauthorize(id, at: now) else { return notFound }
            return done ? success : .error(400, "Only a revoked connection can be reauthorized")
        case .regenerateKey(let id):
            return regenerateKey(id) ? success : notFound
        case .deleteConnection(let id):
            return deleteConnection(id) ? success : notFound
        case .deleteCampaign(let id):
            return deleteCampaign(id, at: now) ? success : notFound
        case .cleanUp(let id):
            guard let campaign = campaigns.first(where: { $0.id == id }) else { return notFound }
            let payload = JSONObject(["cleanChat": .bool(fields["cleanChat"] != nil)])
            let refusal = command("command:cleanup_all_effects", payload, to: campaign.connectionID, at: now)
            return refusal.map { .error(400, $0) } ?? success
        default:
            return notFound
        }
    }

    private var success: ContractAnswer { ContractAnswer(["success": true]) }
    private var notFound: ContractAnswer { .error(404, "Not found") }
}

extension JSONObject {
    /// An object with these members.
    package init(_ members: KeyValuePairs<String, JSONValue>) {
        self.init()
        for (key, value) in members { self[key] = value }
    }
}

extension ReceivedRequest {
    /// The body as JSON; missing when there is none, or when it is not said to be JSON.
    func jsonBody() throws(JSONError) -> JSONView {
        guard !body.isEmpty, headers["Content-Type"]?.lowercased().contains("json") == true else { return .missing }
        return try JSONDocument(body).root
    }
}

extension ContractAnswer {
    /// The answer of an exhausted rate limit (contract: http, section 2).
    static func tooManyRequests(_ verdict: RateLimiter.Verdict) -> ContractAnswer {
        var answer = ContractAnswer(
            status: 429,
            [
                "error": "Too many requests", "message": "Too many requests. Try again later.",
                "retryAfter": .int(verdict.retryAfter),
            ])
        answer.headers["Retry-After"] = String(verdict.retryAfter)
        answer.addRateLimit(verdict)
        return answer
    }

    mutating func addRateLimit(_ verdict: RateLimiter.Verdict) {
        headers["X-RateLimit-Limit"] = String(verdict.limit)
        headers["X-RateLimit-Remaining"] = String(verdict.remaining)
        headers["X-RateLimit-Reset"] = String(verdict.reset)
    }
}
