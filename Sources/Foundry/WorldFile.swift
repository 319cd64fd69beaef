/// A file of a world, and what its name says about the documents in it.
struct WorldFile {
    let path: String
    /// The bytes it had when it was found.
    var size = 0

    init(_ path: String, size: Int = 0) {
        self.path = path
        self.size = size
    }

    var name: Substring { path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...] }

    /// The name without the part after the last point.
    private var stem: Substring { name.lastIndex(of: ".").map { name[..<$0] } ?? name }

    /// Whether each line is a document of its own.
    var isLines: Bool {
        let name = name.lowercased()
        return [".db", ".ndjson", ".jsonl"].contains { name.hasSuffix($0) }
    }

    /// Whether the file may hold documents at all.
    var isRead: Bool { (isLines || name.lowercased().hasSuffix(".json")) && !isOfOtherKind }

    /// The kind of the documents in it; nil when each has to tell.
    var kind: DocumentKind? {
        if let export = exportedKind { return DocumentKind(rawValue: export) }
        return isLines ? Self.collections[stem.lowercased()] : nil
    }

    /// Databases and exports of documents that are not read.
    private var isOfOtherKind: Bool {
        if let export = exportedKind { return DocumentKind(rawValue: export) == nil }
        return name.lowercased().hasSuffix(".db") && Self.otherCollections.contains(stem.lowercased())
    }

    /// `Actor` of `fvtt-Actor-ada-….json`.
    private var exportedKind: String? {
        let parts = stem.split(separator: "-", maxSplits: 2)
        return parts.count > 1 && parts[0] == "fvtt" ? String(parts[1]) : nil
    }

    /// The id of an exported document that has none of its own: Foundry leaves it out, and names it at the end of the file's
    /// name since version 10. Before that, the file's name is all there is to tell documents apart.
    var exportedID: String? {
        guard exportedKind != nil else { return nil }
        let last = stem.split(separator: "-").last ?? ""
        return last.utf8.count == 16 && last.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            ? String(last) : String(stem)
    }

    /// The collections of a world that are read, by the name of their array, folder or database.
    static let collections: [String: DocumentKind] = [
        "users": .user, "actors": .actor, "items": .item, "messages": .chatMessage, "chat": .chatMessage,
        "combats": .combat,
    ]

    private static let otherCollections: Set<String> = [
        "scenes", "journal", "settings", "playlists", "macros", "tables", "folders", "fog", "cards", "drawings",
    ]
}
