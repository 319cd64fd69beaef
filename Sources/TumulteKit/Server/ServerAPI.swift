import JSON
import Transport

/// The HTTP calls a table makes. Contract: http, sections 1 to 4.
///
/// Every call has a time limit and an answer limit; none is repeated here, that is the caller's decision.
struct ServerAPI: Sendable {
    typealias Send = @Sendable (HTTPRequest) async throws(TransportError) -> HTTPResponse

    let address: ServerAddress
    private let send: Send

    /// A status answer can be had only once, so it gets time (contract: http, section 3.2).
    private static let timeLimit = Duration.seconds(20)
    private static let maximumAnswerBytes = 1 << 20

    init(address: ServerAddress, send: @escaping Send) {
        self.address = address
        self.send = send
    }

    /// Asks for a pairing code. Contract: http, section 3.1.
    func requestPairing(
        worldID: String, worldName: String, moduleVersion: String, system: String
    ) async throws(ServerError) -> PairingCode {
        let answer = try await post("/webhooks/foundry/request-pairing") { body in
            body.member("worldId", worldID)
            // The server prefixes the name in a column of 100 characters.
            body.member("worldName", String(worldName.prefix(90)))
            body.member("moduleVersion", moduleVersion)
            body.member("gameSystemId", system)
        }
        guard answer.status == 200 else { throw answer.refusal }
        guard let code = answer.json["code"].string, let seconds = answer.json["expiresIn"].int else {
            throw answer.incomplete("code and expiresIn")
        }
        return PairingCode(code: code, lifetime: .seconds(min(max(seconds, 1), 86_400)))
    }

    /// Asks what became of a code. Contract: http, section 3.2.
    func pairingStatus(worldID: String, code: String) async throws(ServerError) -> PairingStatus {
        let answer = try await get("/webhooks/foundry/pairing-status", query: [("worldId", worldID), ("code", code)])
        guard answer.status == 200 else { throw answer.refusal }
        switch answer.json["status"].string {
        case "pending": return .pending
        case "completed": return .completed(try answer.grantedCredentials())
        case "expired": return .expired
        case "not_found": return .notFound
        default: throw answer.incomplete("a known status")
        }
    }

    /// Trades the refresh token for a new pair. Contract: http, section 4.
    func refresh(refreshToken: String, fingerprint: String?) async throws(ServerError) -> RefreshedTokens {
        let answer = try await post("/mj/vtt-connections/refresh-token") { body in
            body.member("refreshToken", refreshToken)
            if let fingerprint { body.member("fingerprint", fingerprint) }
        }
        guard (200..<300).contains(answer.status) else { throw answer.refusal }
        guard let session = answer.json["sessionToken"].string, let refresh = answer.json["refreshToken"].string else {
            throw answer.incomplete("sessionToken and refreshToken")
        }
        return RefreshedTokens(sessionToken: session, refreshToken: refresh, lifetime: answer.tokenLifetime)
    }

    /// Asks how the connection stands. Contract: http, section 3.3.
    func health(apiKey: String) async throws(ServerError) -> ConnectionHealth {
        let answer = try await get("/webhooks/foundry/connection-health", bearer: apiKey)
        switch answer.json["status"].string {
        case "healthy": return .healthy
        case "revoked": return .revoked
        case "expired": return .expired
        case "not_found": return .notFound
        case "campaign_deleted": return .campaignDeleted
        default: throw answer.status == 200 ? answer.incomplete("a known status") : answer.refusal
        }
    }

    /// Fetches new credentials after a reauthorization. Contract: http, section 3.4.
    func reauthorization(worldID: String, apiKey: String?) async throws(ServerError) -> ReauthorizationStatus {
        let answer = try await get(
            "/webhooks/foundry/reauthorization-status", query: [("worldId", worldID)], bearer: apiKey)
        guard answer.status == 200 else { throw answer.refusal }
        switch answer.json["status"].string {
        case "reauthorized": return .reauthorized(try answer.grantedCredentials())
        case "still_revoked": return .stillRevoked
        case "already_active": return .alreadyActive
        default: return .pairAgain
        }
    }

    /// Ends the pairing on the server's side. Contract: http, section 3.5.
    func revoke(connectionID: String, apiKey: String, reason: String) async throws(ServerError) {
        let answer = try await post("/webhooks/foundry/revoke") { body in
            body.member("connectionId", connectionID)
            body.member("apiKey", apiKey)
            body.member("reason", reason)
        }
        guard answer.status == 200 else { throw answer.refusal }
    }

    // MARK: Requests

    private func get(
        _ path: String, query: [(name: String, value: String)] = [], bearer: String? = nil
    ) async throws(ServerError) -> ServerAnswer {
        try await exchange(method: "GET", path: path, query: query, bearer: bearer, body: nil)
    }

    private func post(_ path: String, _ write: (inout JSONWriter) -> Void) async throws(ServerError) -> ServerAnswer {
        var writer = JSONWriter()
        writer.object { write(&$0) }
        return try await exchange(method: "POST", path: path, query: [], bearer: nil, body: writer.bytes)
    }

    private func exchange(
        method: String, path: String, query: [(name: String, value: String)], bearer: String?, body: [UInt8]?
    ) async throws(ServerError) -> ServerAnswer {
        var headers: HTTPHeaders = [:]
        if body != nil { headers["Content-Type"] = "application/json" }
        if let bearer { headers["Authorization"] = "Bearer \(bearer)" }
        let request = HTTPRequest(
            method, address.http.appending(path: path, query: query), headers: headers, body: body,
            timeLimit: Self.timeLimit, maximumResponseBytes: Self.maximumAnswerBytes)
        do throws(TransportError) {
            return try ServerAnswer(await send(request))
        } catch {
            throw .unreachable(error)
        }
    }
}
