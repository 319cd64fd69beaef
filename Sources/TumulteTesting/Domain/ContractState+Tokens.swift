package import JSON

extension ContractState {
    package mutating func issueToken(
        _ kind: TokenClaims.Kind, for connection: ConnectionRecord, at now: WallTime, lifetime: Int64? = nil
    ) -> String {
        let claims = TokenClaims(
            tokenID: random.hex(16), connectionID: connection.id, userID: connection.userID, kind: kind.rawValue,
            tokenVersion: connection.tokenVersion, fingerprint: connection.fingerprint)
        return signer.sign(claims.json(issuedAt: now.seconds, lifetime: lifetime ?? kind.lifetimeSeconds))
    }

    mutating func issuePair(for connection: ConnectionRecord, at now: WallTime) -> WaitingCredentials {
        WaitingCredentials(
            connectionID: connection.id, session: issueToken(.session, for: connection, at: now),
            refresh: issueToken(.refresh, for: connection, at: now), madeAt: now,
            expiresAt: now.adding(ContractState.recordLifetime))
    }

    /// Puts a token's id on the revocation list. Nothing in the real server does so, but it reads the list.
    package mutating func revokeToken(_ token: String, at now: WallTime) {
        if let claims = try? signer.verify(token, at: now) { revokedTokenIDs.insert(TokenClaims(claims).tokenID) }
    }

    /// What the socket's handshake says to a token.
    package enum Admission: Sendable, Equatable {
        case accepted(connectionID: String)
        case refused(message: String)
    }

    /// The checks of a handshake, in the server's order and words (contract: socket, section 2).
    package func admit(_ auth: JSONView, at now: WallTime) -> Admission {
        guard auth["token"].isTruthy else { return .refused(message: "Authentication token required") }
        guard let view = try? signer.verify(auth["token"].string, at: now) else {
            return .refused(message: "Authentication failed")
        }
        let claims = TokenClaims(view)
        guard claims.kind == TokenClaims.Kind.session.rawValue else { return .refused(message: "Invalid token type") }
        guard !revokedTokenIDs.contains(claims.tokenID) else { return .refused(message: "Token has been revoked") }
        guard let connection = connections[claims.connectionID], connection.status != .revoked else {
            return .refused(message: "Connection not found or revoked")
        }
        guard claims.tokenVersion == connection.tokenVersion else {
            return .refused(message: "Token has been invalidated")
        }
        guard campaigns.contains(where: { $0.connectionID == connection.id }) else {
            return .refused(message: "CAMPAIGN_DELETED:The linked campaign no longer exists")
        }
        return .accepted(connectionID: connection.id)
    }

    /// `POST /mj/vtt-connections/refresh-token` (contract: http, section 4; tokens, section 4).
    mutating func refresh(_ fields: RequestFields, at now: WallTime) -> ContractAnswer {
        switch refreshed(token: fields["refreshToken"], fingerprint: fields["fingerprint"], at: now) {
        case .success(let connection):
            return ContractAnswer([
                "sessionToken": .string(issueToken(.session, for: connection, at: now)),
                "refreshToken": .string(issueToken(.refresh, for: connection, at: now)),
                "expiresIn": .int(TokenClaims.Kind.session.lifetimeSeconds),
            ])
        case .failure(let refusal):
            return ContractAnswer(status: 401, ["error": .string(refusal.text)])
        }
    }

    private struct RefreshRefusal: Error {
        var text: String
    }

    private mutating func refreshed(
        token: String?, fingerprint: String?, at now: WallTime
    ) -> Result<ConnectionRecord, RefreshRefusal> {
        let claims: TokenClaims
        do {
            claims = TokenClaims(try signer.verify(token, at: now))
        } catch {
            return .failure(RefreshRefusal(text: "Invalid refresh token: \(error.rawValue)"))
        }
        guard claims.kind == TokenClaims.Kind.refresh.rawValue else {
            return .failure(RefreshRefusal(text: "Invalid token type"))
        }
        guard !revokedTokenIDs.contains(claims.tokenID) else {
            return .failure(RefreshRefusal(text: "Refresh token has been revoked"))
        }
        guard var connection = connections[claims.connectionID] else {
            return .failure(RefreshRefusal(text: "Row not found"))
        }
        guard connection.status != .revoked else {
            return .failure(RefreshRefusal(text: "Connection has been revoked"))
        }
        guard claims.tokenVersion == connection.tokenVersion else {
            return .failure(RefreshRefusal(text: "Token has been invalidated"))
        }
        if let stored = connection.fingerprint {
            guard let offered = fingerprint ?? claims.fingerprint else {
                return .failure(RefreshRefusal(text: "Fingerprint required for token refresh"))
            }
            if offered != stored {
                // A table that names the token's own fingerprint is believed, and the server adopts it.
                guard fingerprint != nil, offered == claims.fingerprint else {
                    return .failure(RefreshRefusal(text: "Invalid connection fingerprint"))
                }
                connection.fingerprint = offered
                connections[connection.id] = connection
            }
        }
        return .success(connection)
    }
}

extension ContractState {
    /// Sets what a connection's fingerprint is, or that it has none, as older rows do.
    package mutating func setFingerprint(_ fingerprint: String?, of connectionID: String) {
        connections[connectionID]?.fingerprint = fingerprint
    }
}
