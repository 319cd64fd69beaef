import JSON

/// An embedded document that came apart from its owner, as databases of Foundry 11 and later keep them: the owner has only
/// its id, and its own key names the owner (`!actors.items!AAAA.IIII`).
struct DocumentPart {
    let file: String
    private let collections: [Substring]
    private let ids: [Substring]
    private let document: JSONView

    /// Looks at `json` as such a part; nil when it stands on its own.
    init?(_ json: JSONView, file: String) {
        guard let key = json["_key"].string, key.utf8.first == UInt8(ascii: "!") else { return nil }
        let parts = key.dropFirst().split(separator: "!", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        collections = parts[0].split(separator: ".")
        ids = parts[1].split(separator: ".")
        guard collections.count > 1, collections.count == ids.count,
            let own = try? json.withJSONText({ try JSONDocument(copying: $0) }).root
        else { return nil }
        document = own
        self.file = file
    }

    /// How many owners it has above it.
    var depth: Int { collections.count }

    /// The change that gives it to its owner; nil when nothing of it is followed.
    var change: WorldChange? {
        guard let root = WorldFile.collections[String(collections[0])] else { return nil }
        let owner = DocumentReference(root, String(ids[0]))
        switch (root, collections.dropFirst().joined(separator: ".")) {
        case (.actor, "items"): return .create(.item, document, in: owner)
        case (.combat, "combatants"): return .create(.combatant, document, in: owner)
        case (.actor, "effects"), (.item, "effects"):
            return collection("effects").map { .update(root, owner.id, by: $0) }
        case (.actor, "items.effects"):
            return collection("effects").map { .update(.item, String(ids[1]), by: $0, in: owner) }
        default: return nil
        }
    }

    /// A change that brings the document into a collection.
    private func collection(_ key: String) -> JSONView? {
        try? JSONDocument.writing { writer in
            writer.object { $0.array(key) { $0.value(document) } }
        }.root
    }
}
