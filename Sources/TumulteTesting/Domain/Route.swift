/// The calls the server knows (contract: http, sections 3 to 6).
enum Route: Equatable {
    case requestPairing
    case pairingStatus
    case connectionHealth
    case reauthorizationStatus
    case revoke
    case ping
    case status
    case refreshToken
    case startPairing
    case pairByURL
    case refreshByPlan
    case webhookTest
    case webhookRoll
    case webhookExecuted
    case pairWithCode
    case revokeConnection(String)
    case reauthorizeConnection(String)
    case regenerateKey(String)
    case deleteConnection(String)
    case deleteCampaign(String)
    case cleanUp(campaign: String)

    init?(method: String, segments: [String]) {
        switch (method, segments.count) {
        case (_, 3) where segments.starts(with: ["webhooks", "foundry"]):
            guard let route = Route.foundry(method, segments[2]) else { return nil }
            self = route
        case ("POST", _) where segments == ["webhooks", "vtt", "test"]:
            self = .webhookTest
        case ("POST", _) where segments == ["webhooks", "vtt", "dice-roll"]:
            self = .webhookRoll
        case ("POST", 5) where segments.starts(with: ["webhooks", "vtt", "gamification"]) && segments[4] == "executed":
            self = .webhookExecuted
        case ("GET", _) where segments == ["vtt", "start-pairing"]: self = .startPairing
        case ("POST", _) where segments == ["vtt", "pair"]: self = .pairByURL
        case ("POST", _) where segments == ["vtt", "refresh-token"]: self = .refreshByPlan
        case (_, _) where segments.first == "mj":
            guard let route = Route.dashboard(method, segments) else { return nil }
            self = route
        default:
            return nil
        }
    }

    private static func foundry(_ method: String, _ name: String) -> Route? {
        switch (method, name) {
        case ("POST", "request-pairing"): .requestPairing
        case ("GET", "pairing-status"): .pairingStatus
        case ("GET", "connection-health"): .connectionHealth
        case ("GET", "reauthorization-status"): .reauthorizationStatus
        case ("POST", "revoke"): .revoke
        case ("POST", "ping"): .ping
        case ("POST", "status"): .status
        default: nil
        }
    }

    private static func dashboard(_ method: String, _ segments: [String]) -> Route? {
        switch (method, segments.count) {
        case ("POST", 3) where segments[1] == "vtt-connections" && segments[2] == "refresh-token": .refreshToken
        case ("POST", 3) where segments[1] == "vtt-connections" && segments[2] == "pair-with-code": .pairWithCode
        case ("POST", 4) where segments[1] == "vtt-connections" && segments[3] == "revoke":
            .revokeConnection(segments[2])
        case ("POST", 4) where segments[1] == "vtt-connections" && segments[3] == "reauthorize":
            .reauthorizeConnection(segments[2])
        case ("POST", 4) where segments[1] == "vtt-connections" && segments[3] == "regenerate-key":
            .regenerateKey(segments[2])
        case ("DELETE", 3) where segments[1] == "vtt-connections": .deleteConnection(segments[2])
        case ("DELETE", 3) where segments[1] == "campaigns": .deleteCampaign(segments[2])
        case ("POST", 5) where segments[1] == "campaigns" && segments[4] == "cleanup-foundry":
            .cleanUp(campaign: segments[2])
        default: nil
        }
    }

    /// Whether the call belongs to the plan, which the shipping server does not know (contract: http, section 7).
    var isPlanned: Bool { [.startPairing, .pairByURL, .refreshByPlan].contains(self) }

    /// The rate-limit bucket the call is counted in.
    var bucket: RateLimiter.Bucket? {
        switch self {
        case .requestPairing, .pairingStatus, .connectionHealth, .reauthorizationStatus, .revoke, .ping, .status:
            .foundryWebhook
        case .refreshToken: .refreshToken
        case .webhookRoll: .vttWebhook
        default: nil
        }
    }
}
