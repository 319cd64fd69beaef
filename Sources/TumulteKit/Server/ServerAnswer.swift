import JSON
import Transport

/// An HTTP answer as the contract describes it: JSON with `error` or `message` when something went wrong.
struct ServerAnswer: Sendable {
    let status: Int
    let json: JSONView
    private let isJSON: Bool
    private let retryAfter: String?

    init(_ response: HTTPResponse) {
        status = response.status
        retryAfter = response.headers["Retry-After"]
        let document = try? JSONDocument(response.body, limits: JSONLimits(maximumBytes: 1 << 20, maximumDepth: 64))
        isJSON = document?.root.isObject ?? false
        json = document?.root ?? .missing
    }

    /// The error that this answer amounts to.
    var refusal: ServerError {
        if status == 429 || status == 503 {
            // The header can be 0 or negative near the window's end. Contract: http, section 2.
            let seconds = retryAfter.flatMap { Int($0) } ?? json["retryAfter"].int ?? 5
            return .busy(status: status, retryAfter: .seconds(min(max(seconds, 1), 60)))
        }
        guard isJSON, let text = json["error"].string ?? json["message"].string else {
            return .notTumulte(status: status, reason: isJSON ? "JSON without an error text" : "the answer is not JSON")
        }
        return .refused(status: status, message: String(text.prefix(200)))
    }

    /// The error for a success that lacks what it promises.
    func incomplete(_ wanted: String) -> ServerError {
        .notTumulte(status: status, reason: isJSON ? "the answer lacks \(wanted)" : "the answer is not JSON")
    }

    /// Seconds a session token lives; 3600 when the answer does not say. Contract: http, ambiguity 6.
    var tokenLifetime: Duration { .seconds(min(max(json["expiresIn"].int ?? 3600, 1), 31_536_000)) }

    /// What a completed pairing or reauthorization hands out.
    func grantedCredentials() throws(ServerError) -> GrantedCredentials {
        guard let connectionID = json["connectionId"].string, !connectionID.isEmpty,
            let apiKey = json["apiKey"].string, !apiKey.isEmpty,
            let session = json["sessionToken"].string, !session.isEmpty,
            let refresh = json["refreshToken"].string, !refresh.isEmpty
        else { throw incomplete("connectionId, apiKey, sessionToken and refreshToken") }
        return GrantedCredentials(
            connectionID: connectionID, apiKey: apiKey, sessionToken: session, refreshToken: refresh,
            lifetime: tokenLifetime, fingerprint: json["fingerprint"].string)
    }
}
