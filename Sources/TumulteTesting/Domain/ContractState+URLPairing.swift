internal import JSON
internal import Transport

/// Pairing by a signed URL (contract: http, section 7, plan). It is served only where a signing secret is configured.
extension ContractState {
    private static let cookie = "tumulte-session"

    /// The state a browser session was given.
    struct PairingSession: Sendable, Equatable {
        var state: String
        var expiresAt: WallTime
    }

    /// `GET /vtt/start-pairing`: a fresh state in the session of the cookie, which is made if there is none.
    mutating func startPairing(cookies: String?, at now: WallTime) -> ContractAnswer {
        let session = sessionID(cookies) ?? random.hex(16)
        var answer = ContractAnswer(["state": .string(makePairingState(session: session, at: now))])
        answer.headers["Set-Cookie"] = "\(ContractState.cookie)=\(session); Path=/; HttpOnly; SameSite=Lax"
        return answer
    }

    package mutating func makePairingState(session: String, at now: WallTime) -> String {
        let state = random.hex(32)
        pairingSessions[session] = PairingSession(state: state, expiresAt: now.adding(ContractState.recordLifetime))
        return state
    }

    /// `POST /vtt/pair`: the state first, which is used up when it is right, then the token.
    mutating func pairByURL(_ fields: RequestFields, cookies: String?, at now: WallTime) -> ContractAnswer {
        pair(url: fields["pairingUrl"], session: sessionID(cookies), at: now)
    }

    package mutating func pair(url: String?, session: String?, at now: WallTime) -> ContractAnswer {
        guard let session, let stored = pairingSessions[session], stored.expiresAt > now else {
            return .error(400, "No pairing session found. Please restart pairing.")
        }
        guard let url, url.hasPrefix("foundry://connect?") else { return .error(400, "Invalid pairing URL") }
        let query = splitTarget(url.dropFirst("foundry://".count)).query
        guard let state = query["state"], constantTimeEquals(Array(state.utf8), Array(stored.state.utf8)) else {
            return .error(403, "Invalid CSRF state. Possible attack detected.")
        }
        pairingSessions[session] = nil
        guard let secret = settings.pairingSecret else { return .error(401, "Invalid pairing token") }
        let claims: JSONView
        do {
            claims = try TokenSigner(key: secret).verify(query["token"], at: now)
        } catch {
            return .error(401, "Invalid pairing token: \(error.rawValue)")
        }
        if let fault = claimFault(claims, state: state, at: now) {
            violate("POST /vtt/pair", fault, "missing or wrong in the pairing token", at: now)
            return .error(401, "Invalid pairing token: \(fault)")
        }
        return link(claims, at: now)
    }

    /// - Returns: the first claim that is not as the plan wants it.
    private func claimFault(_ claims: JSONView, state: String, at now: WallTime) -> String? {
        let fixed: KeyValuePairs = [
            "sub": "vtt:foundry", "aud": "tumulte:api", "iss": "foundry-module:tumulte", "state": state,
        ]
        for (name, value) in fixed where claims[name].string != value { return name }
        let texts = ["world_id", "world_name", "gm_user_id", "module_version", "nonce", "jti"]
        if let missing = texts.first(where: { (claims[$0].string ?? "").isEmpty }) { return missing }
        let code = Array((claims["pairing_code"].string ?? "").utf8)
        guard code.count == 6, code.allSatisfy(PairingCode.alphabet.contains) else { return "pairing_code" }
        guard let issued = claims["iat"].int else { return "iat" }
        guard let expiry = claims["exp"].int, expiry.subtractingReportingOverflow(issued) == (300, false) else {
            return "exp"
        }
        return usedPairingTokens[claims["jti"].string ?? ""] == nil ? nil : "jti"
    }

    private mutating func link(_ claims: JSONView, at now: WallTime) -> ContractAnswer {
        usedPairingTokens[claims["jti"].string ?? ""] = now.adding(ContractState.recordLifetime)
        let connection = pairDirectly(
            worldID: claims["world_id"].string ?? "", worldName: claims["world_name"].string ?? "",
            moduleVersion: claims["module_version"].string ?? "")
        let waiting = issuePair(for: connection, at: now)
        // How the tokens reach a table whose GM pairs in a browser is left open: the poll of section 3.2 serves.
        pollRecords[connection.worldID] = .completed(waiting)
        return ContractAnswer([
            "connection": [
                "id": .string(connection.id), "worldName": .string(connection.worldName),
                "apiKey": .string(connection.apiKey),
            ],
            "tokens": [
                "sessionToken": .string(waiting.session), "refreshToken": .string(waiting.refresh),
                "expiresIn": .int(TokenClaims.Kind.session.lifetimeSeconds),
                "fingerprint": .text(connection.fingerprint),
            ],
        ])
    }

    private func sessionID(_ cookies: String?) -> String? {
        cookies?.split(separator: ";").lazy
            .map { $0.drop { $0 == " " } }
            .first { $0.hasPrefix("\(ContractState.cookie)=") }
            .map { String($0.dropFirst(ContractState.cookie.count + 1)) }
    }
}
