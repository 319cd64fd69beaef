import JSON

/// A roll with the fields of a payload file, and written the way that the library writes its payloads: from typed values
/// straight into bytes.
struct BenchedRoll {
    private let texts: [String?]
    private let metadata: [String?]
    private let speaker: [String?]
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
        texts = [
            "rollId", "worldId", "campaignId", "characterId", "characterName", "rollFormula", "criticalType",
            "severity",
            "criticalLabel", "criticalCategory", "rollType", "skill", "skillRaw", "ability", "abilityRaw",
        ].map { json[$0].string }
        let extra = json["metadata"]
        metadata = ["foundryVersion", "systemId", "systemVersion", "flavor", "userId"].map { extra[$0].string }
        speaker = ["scene", "token", "actor", "alias"].map { extra["speaker"][$0].string }
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
        writer.member("rollId", texts[0])
        writer.member("worldId", texts[1])
        writer.member("campaignId", texts[2])
        writer.member("characterId", texts[3])
        writer.member("characterName", texts[4])
        writer.member("rollFormula", texts[5])
        writer.member("result", result)
        writer.array("diceResults") { writer in
            for value in dice { writer.int(value) }
        }
        writer.member("isCritical", isCritical)
        writer.member("criticalType", texts[6])
        writer.member("severity", texts[7])
        writer.member("criticalLabel", texts[8])
        writer.member("criticalCategory", texts[9])
        writer.member("isHidden", isHidden)
        writer.member("rollType", texts[10])
        writer.member("skill", texts[11])
        writer.member("skillRaw", texts[12])
        writer.member("ability", texts[13])
        writer.member("abilityRaw", texts[14])
        writer.array("modifiers") { writer in
            for modifier in modifiers { writer.string(modifier) }
        }
        writer.object("metadata") { writeMetadata(into: &$0) }
        writer.endObject()
    }

    private func writeMetadata(into writer: inout JSONWriter) {
        writer.member("foundryVersion", metadata[0])
        writer.member("systemId", metadata[1])
        writer.member("systemVersion", metadata[2])
        writer.member("flavor", metadata[3])
        writer.object("speaker") { writer in
            writer.member("scene", speaker[0])
            writer.member("token", speaker[1])
            writer.member("actor", speaker[2])
            writer.member("alias", speaker[3])
        }
        writer.member("userId", metadata[4])
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
