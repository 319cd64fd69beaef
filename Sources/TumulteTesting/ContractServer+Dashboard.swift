internal import JSON

extension ContractServer {
    /// What the GM does on the dashboard (contract: http, section 6). The same calls are reachable over HTTP.
    ///
    /// Calls throw ``ContractServerError``: the world is unknown, or the server refuses with a reason.
    public struct Dashboard: Sendable {
        let server: ContractServer

        /// Enters a pairing code as a person types it: case, spaces and the dash do not matter.
        /// - Throws: ``ContractServerError/refused(_:)`` when the code is unknown, used or expired.
        public func pair(code: String) async throws(ContractServerError) {
            let answer = await server.core.change { state, now in state.pair(typed: code, at: now) }
            guard answer.status != 201 else { return }
            throw .refused(answer.body["error"]?.string ?? "The code was refused.")
        }

        /// Begins pairing by URL in the GM's browser session (contract: http, section 7).
        /// - Returns: the state that the table puts into its URL; good for five minutes.
        public func startURLPairing() async -> String {
            await server.core.change { state, now in state.makePairingState(session: Dashboard.session, at: now) }
        }

        /// Pastes a table's pairing URL into the dashboard, in the session of ``startURLPairing()``.
        /// - Throws: ``ContractServerError/refused(_:)`` with the server's words.
        public func pair(url: String) async throws(ContractServerError) {
            let answer = await server.core.change { state, now in
                state.pair(url: url, session: Dashboard.session, at: now)
            }
            guard answer.status != 200 else { return }
            throw .refused(answer.body["error"]?.string ?? "The URL was refused.")
        }

        /// The cookie of the GM's browser; no table can have it, since it is no hex.
        private static let session = "dashboard"

        /// Revokes a world's connection: its sockets are told and closed.
        public func revoke(world worldID: String, reason: String = "Revoked by user") async throws(ContractServerError)
        {
            try await server.change(worldID) { state, connection, now in
                state.revoke(connection.id, reason: reason, at: now) == true
                    ? nil : .refused("The connection of world \(worldID) is already revoked.")
            }
        }

        /// Lets a revoked world in again: new tokens wait 300 s for it.
        public func reauthorize(world worldID: String) async throws(ContractServerError) {
            try await server.change(worldID) { state, connection, now in
                state.reauthorize(connection.id, at: now) == true
                    ? nil
                    : .refused("The connection of world \(worldID) is not revoked; only a revoked one can be let in.")
            }
        }

        /// Makes a new API key; the table is not told.
        public func regenerateKey(world worldID: String) async throws(ContractServerError) {
            try await server.change(worldID) { state, connection, _ in
                state.regenerateKey(connection.id)
                return nil
            }
        }

        /// Deletes a world's campaign.
        /// - Parameters:
        ///   - worldID: the world.
        ///   - revokingConnection: false leaves the connection active without a campaign, which happens on the real server
        ///     when the campaign goes by another way; then the handshake says `CAMPAIGN_DELETED:` and the health check 410.
        /// - Throws: ``ContractServerError`` when the world is unknown or has no campaign.
        public func deleteCampaign(
            world worldID: String, revokingConnection: Bool = true
        ) async throws(ContractServerError) {
            try await server.change(worldID) { state, connection, now in
                let campaigns = state.campaigns(of: connection.id)
                guard !campaigns.isEmpty else { return .refused("World \(worldID) has no campaign.") }
                for campaign in campaigns {
                    state.deleteCampaign(campaign.id, revoking: revokingConnection, at: now)
                }
                return nil
            }
        }

        /// Deletes a world's connection; its sockets stay open until they close.
        public func deleteConnection(world worldID: String) async throws(ContractServerError) {
            try await server.change(worldID) { state, connection, _ in
                state.deleteConnection(connection.id)
                return nil
            }
        }
    }

    /// What the GM does on the dashboard.
    public var dashboard: Dashboard { Dashboard(server: self) }

    /// Puts one token on the server's revocation list (contract: tokens, section 3).
    public func revokeToken(_ token: String) async {
        await core.change { state, now in state.revokeToken(token, at: now) }
    }
}
