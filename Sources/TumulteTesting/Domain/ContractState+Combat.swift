internal import JSON

extension ContractState {
    /// The combat events (contract: socket, section 5.4): shown in all campaigns of the connection, acknowledged even
    /// where there is none.
    mutating func combat(
        _ event: String, _ rules: [FieldRule], _ payload: JSONView, from connectionID: String, at now: WallTime
    ) -> EventResult {
        _ = check(event, rules, payload, at: now)
        for key in ["combatant", "currentCombatant", "nextCombatant"] where payload[key].isObject {
            checkCombatant(event, key, payload[key], at: now)
        }
        for combatant in payload["combatants"].array {
            checkCombatant(event, "combatants", combatant, at: now)
        }
        // Overlays get a sync as a start.
        let shownAs = event == "combat:sync" ? "combat:start" : event
        for index in campaigns.indices where campaigns[index].connectionID == connectionID {
            campaigns[index].combat = remembered(campaigns[index].combat, event, payload)
            show(.combat, shownAs, in: campaigns[index], payload.value, at: now)
        }
        guard ["combat:start", "combat:sync", "combat:end"].contains(event) else { return .ack(["success": true]) }
        return .ack(["success": true, "combatId": payload["combatId"].value])
    }

    private mutating func checkCombatant(_ event: String, _ key: String, _ combatant: JSONView, at now: WallTime) {
        for fault in EventRules.combatant.compactMap({ $0.check(combatant) }) {
            violate(event, "\(key).\(fault.field)", fault.reason, at: now)
        }
    }

    private func remembered(_ cache: CombatCache?, _ event: String, _ payload: JSONView) -> CombatCache? {
        let combatants = payload["combatants"].array.map(\.value)
        var cache = cache
        switch event {
        case "combat:start", "combat:sync":
            return CombatCache(
                combatID: payload["combatId"].string ?? "", round: payload["round"].int, combatants: combatants)
        case "combat:round" where payload["combatants"].isArray:
            return CombatCache(
                combatID: payload["combatId"].string ?? "", round: payload["round"].int, combatants: combatants)
        case "combat:end":
            // Whatever the combatId: a late end kills a newer combat.
            return nil
        case "combat:combatant-add":
            let combatant = payload["combatant"].value
            if cache?.combatants.contains(where: { $0["id"] == combatant["id"] }) == false {
                cache?.combatants.append(combatant)
            }
        case "combat:combatant-remove":
            cache?.combatants.removeAll { $0["id"] == payload["combatantId"].value }
        case "combat:combatant-defeated":
            let change = payload["combatant"].value
            if let index = cache?.combatants.firstIndex(where: { $0["id"] == change["id"] }),
                case .object(var merged)? = cache?.combatants[index], case .object(let members) = change
            {
                for (key, value) in members.members { merged[key] = value }
                cache?.combatants[index] = .object(merged)
            }
        default:
            break
        }
        return cache
    }
}
