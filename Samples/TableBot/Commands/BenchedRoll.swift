import JSON

/// A roll with the fields of a payload file, and written the way that the library writes its payloads: from typed values
/// straight into bytes. A class, so that handing it on costs one reference and not one for each text.
final class BenchedRoll: Sendable {
    private let rollID, worldID, campaignID, characterID, characterName, rollFormula, criticalType, severity,
        criticalLabel, criticalCategory, rollType, skill, skillRaw, ability, abilityRaw: String?
    private let foundryVersion, systemID, systemVersion, flavor, userID, scene, token, actor, alias: String?
    private let modifiers: [String]
    private let result: Int
    private let dice: [Int]
    private let isCritical: Bool
    private let isHidden: Bool
    private let timestamp: Int
    private let terms: [Term]

    struct Term {
        let type: String
        let faces: Int
        let number: Int
        let results: [Int]
        let modifiers: [String]
    }

    /// - Returns: nil when the payload has another shape.
    init?(_ json: JSONView) {
        rollID = json["rollId"].string
        worldID = json["worldId"].string
        campaignID = json["campaignId"].string
        characterID = json["characterId"].string
        characterName = json["characterName"].string
        rollFormula = json["rollFormula"].string
        criticalType = json["criticalType"].string
        severity = json["severity"].string
        criticalLabel = json["criticalLabel"].string
        criticalCategory = json["criticalCategory"].string
        rollType = json["rollType"].string
        skill = json["skill"].string
        skillRaw = json["skillRaw"].string
        ability = json["ability"].string
        abilityRaw = json["abilityRaw"].string
        let extra = json["metadata"]
        let who = extra["speaker"]
        foundryVersion = extra["foundryVersion"].string
        systemID = extra["systemId"].string
        systemVersion = extra["systemVersion"].string
        flavor = extra["flavor"].string
        userID = extra["userId"].string
        scene = who["scene"].string
        token = who["token"].string
        actor = who["actor"].string
        alias = who["alias"].string
        modifiers = json["modifiers"].array.compactMap(\.string)
        dice = json["diceResults"].array.compactMap(\.int)
        guard let result = json["result"].int, let isCritical = json["isCritical"].bool,
            let isHidden = json["isHidden"].bool, let timestamp = extra["timestamp"].int
        else { return nil }
        self.result = result
        self.isCritical = isCritical
        self.isHidden = isHidden
        self.timestamp = timestamp
        terms = extra["terms"].array.map { term in
            Term(
                type: term["type"].string ?? "", faces: term["faces"].int ?? 0, number: term["number"].int ?? 0,
                results: term["results"].array.compactMap(\.int),
                modifiers: term["modifiers"].array.compactMap(\.string))
        }
        var writer = JSONWriter()
        write(into: &writer)
        guard (try? JSONDocument(writer.finish()))?.root.value == json.value else { return nil }
    }

    func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("rollId", rollID)
        writer.member("worldId", worldID)
        writer.member("campaignId", campaignID)
        writer.member("characterId", characterID)
        writer.member("characterName", characterName)
        writer.member("rollFormula", rollFormula)
        writer.member("result", result)
        writer.array("diceResults") { writer in
            for value in dice { writer.int(value) }
        }
        writer.member("isCritical", isCritical)
        writer.member("criticalType", criticalType)
        writer.member("severity", severity)
        writer.member("criticalLabel", criticalLabel)
        writer.member("criticalCategory", criticalCategory)
        writer.member("isHidden", isHidden)
        writer.member("rollType", rollType)
        writer.member("skill", skill)
        writer.member("skillRaw", skillRaw)
        writer.member("ability", ability)
        writer.member("abilityRaw", abilityRaw)
        writer.array("modifiers") { writer in
            for modifier in modifiers { writer.string(modifier) }
        }
        writer.object("metadata") { writeMetadata(into: &$0) }
        writer.endObject()
    }

    private func writeMetadata(into writer: inout JSONWriter) {
        writer.member("foundryVersion", foundryVersion)
        writer.member("systemId", systemID)
        writer.member("systemVersion", systemVersion)
        writer.member("flavor", flavor)
        writer.object("speaker") { writer in
            writer.member("scene", scene)
            writer.member("token", token)
            writer.member("actor", actor)
            writer.member("alias", alias)
        }
        writer.member("userId", userID)
        writer.member("timestamp", timestamp)
        writer.array("terms") { writer in
            for term in terms {
                writer.object { writer in
                    writer.member("type", term.type)
                    writer.member("faces", term.faces)
                    writer.member("number", term.number)
                    writer.array("results") { writer in
                        for value in term.results { writer.int(value) }
                    }
                    writer.array("modifiers") { writer in
                        for modifier in term.modifiers { writer.string(modifier) }
                    }
                }
            }
        }
    }
}
