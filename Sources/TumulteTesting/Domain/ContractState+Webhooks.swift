internal import JSON

extension ContractState {
    /// The webhooks that take the API key (contract: http, section 5).
    mutating func webhook(
        _ route: Route, _ body: JSONView, authorization: String?, at now: WallTime
    ) -> ContractAnswer {
        guard let key = bearer(authorization) else { return .error(401, "Missing or invalid Authorization header") }
        guard let connection = connection(withKey: key), connection.status == .active else {
            return .error(401, "Invalid API key or inactive connection")
        }
        switch route {
        case .webhookTest:
            return ContractAnswer([
                "success": true, "message": "The connection works",
                "connection": [
                    "id": .string(connection.id), "name": .string(connection.name), "provider": "foundry",
                    "status": .string(connection.status.rawValue),
                ],
            ])
        case .webhookRoll:
            return rollOverHTTP(body, connection, at: now)
        default:
            guard body["success"].bool != nil else { return .error(400, "Invalid payload") }
            // Actions that send commands are already booked as executed when they are sent.
            return .error(404, "Instance not found or not pending execution")
        }
    }

    private mutating func rollOverHTTP(
        _ body: JSONView, _ connection: ConnectionRecord, at now: WallTime
    ) -> ContractAnswer {
        let issues = body.isObject ? EventRules.webhookRoll.compactMap { $0.check(body) } : []
        guard body.isObject, issues.isEmpty else {
            let details = issues.map { JSONValue.string("\($0.field): \($0.reason)") }
            return ContractAnswer(status: 400, ["error": "Invalid payload", "details": .array(details)])
        }
        guard campaignIndex(connection.id, vttID: body["campaignId"].string) != nil else {
            return .error(401, "Invalid API key or inactive connection")
        }
        guard let known = try? JSONDocument(JSONValue.object(webhookFields(body)).jsonBytes) else {
            return .error(500, "An error occurred while processing the roll")
        }
        guard case .ack(let ack) = diceRoll(known.root, from: connection.id, at: now), ack["success"] == true else {
            return .error(500, "An error occurred while processing the roll")
        }
        return ContractAnswer([
            "success": true, "rollId": ack["rollId"] ?? .null,
            "pendingAttribution": ack["pendingAttribution"] ?? false, "message": "Dice roll recorded",
        ])
    }

    /// Unknown keys are dropped, among them skill, ability and modifiers.
    private func webhookFields(_ body: JSONView) -> JSONObject {
        var fields = JSONObject()
        for rule in EventRules.webhookRoll where body[rule.name].exists { fields[rule.name] = body[rule.name].value }
        return fields
    }
}

extension EventRules {
    fileprivate static let webhookRoll: [FieldRule] = [
        FieldRule("campaignId", .text(maximum: nil), .required),
        FieldRule("characterId", .text(maximum: nil), .required),
        FieldRule("characterName", .text(maximum: nil), .required),
        FieldRule("rollFormula", .text(maximum: nil), .required),
        FieldRule("result", .number, .required), FieldRule("diceResults", .array, .required),
        FieldRule("isCritical", .flag, .required), FieldRule("rollId", .text(maximum: nil), .notNull),
        FieldRule("criticalType", .oneOf(["success", "failure"]), .optional), FieldRule("isHidden", .flag, .notNull),
        FieldRule("rollType", .text(maximum: nil), .optional), FieldRule("metadata", .object, .notNull),
    ]
}
