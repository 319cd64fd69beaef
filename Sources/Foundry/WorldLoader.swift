import JSON

/// Collects the documents of a world; see ``World/load(path:limits:progress:)``.
struct WorldLoader {
    static let maximumFileBytes = JSONLimits.standard.maximumBytes
    static let maximumDepth = 16
    /// A file of garbage has a problem on each line; nobody reads more of them.
    static let maximumProblems = 1_000

    let world: World
    let limits: WorldLimits
    private(set) var documentCount = 0
    private var problems: [WorldLoadError] = []
    var unlistedProblems = 0
    /// Documents that came apart from their owners, and wait for them.
    private var parts: [DocumentPart] = []

    init(manifest: JSONView, file: String, limits: WorldLimits) throws(WorldLoadError) {
        guard manifest.isObject else { throw WorldLoadError(file: file, reason: "it is not a JSON object") }
        let about = WorldManifest(manifest)
        guard let id = about.id else { throw Self.missing("id", file) }
        guard let system = about.system else { throw Self.missing("system", file) }
        self.limits = limits
        world = World(
            id: id, title: about.title ?? id, system: system, systemVersion: about.systemVersion,
            coreVersion: about.coreVersion, limits: limits)
    }

    private static func missing(_ key: String, _ file: String) -> WorldLoadError {
        WorldLoadError(file: file, reason: "\"\(key)\" is missing: a world needs \"id\", \"title\" and \"system\"")
    }

    mutating func finish() -> LoadedWorld {
        addParts()
        var problems = self.problems
        if unlistedProblems > 0 {
            problems.append(WorldLoadError(file: "…", reason: "\(unlistedProblems) more problems are not listed"))
        }
        return LoadedWorld(world: world, documentCount: documentCount, problems: problems)
    }

    mutating func note(_ file: String, _ reason: String) {
        guard problems.count < Self.maximumProblems else { return unlistedProblems += 1 }
        problems.append(WorldLoadError(file: file, reason: reason))
    }

    static func document(_ path: String) throws(WorldLoadError) -> JSONView {
        do {
            return try JSONDocument(try readFile(path, limit: maximumFileBytes)).root
        } catch let problem as FileProblem {
            throw WorldLoadError(file: path, reason: problem.reason)
        } catch {
            throw WorldLoadError(file: path, reason: "\(error)")
        }
    }

    // MARK: Documents

    /// Adds the documents in the arrays of a world file: `actors`, `messages`, …, `users`.
    mutating func addArrays(of manifest: JSONView, file: String) {
        for member in manifest.object where member.value.isArray {
            let kind = WorldFile.collections[member.key]
            for entry in member.value.array { add(entry, as: kind, from: file) }
        }
    }

    /// Adds one document.
    /// - Parameters:
    ///   - expected: its kind, where the place it came from tells; else the document has to.
    ///   - isOwn: whether the view is of a document of its own, and not of a part of something larger.
    mutating func add(_ entry: JSONView, as expected: DocumentKind?, from file: String, isOwn: Bool = false) {
        if expected == .user, let id = entry.nonEmptyString {
            // A list of ids names the players.
            if let user = try? JSONDocument.writing({ writer in
                writer.object { writer in
                    writer.member("_id", id)
                    writer.member("role", 1)
                }
            }) {
                add(user.root, as: .user, from: file)
            }
            return
        }
        guard entry.isObject else { return }
        if let part = DocumentPart(entry, file: file) {
            parts.append(part)
            return
        }
        guard let kind = expected ?? DocumentKind(detecting: entry), kind != .roll, kind != .combatant else { return }
        // A document of its own lets go of the file it came in.
        guard let own = isOwn ? entry : try? entry.withJSONText({ try JSONDocument(copying: $0) }).root else { return }
        apply(.create(kind, Self.withID(own, WorldFile(file).exportedID)), from: file)
    }

    private mutating func apply(_ change: WorldChange, from file: String) {
        switch world.apply(change) {
        case .applied, .unchanged: documentCount += 1
        case .refused(let error): note(file, "\(error)")
        }
    }

    /// The document, with an id of the file's name when it has none.
    private static func withID(_ document: JSONView, _ id: String?) -> JSONView {
        guard let id, document.documentID == nil else { return document }
        let named = try? JSONDocument.writing { writer in
            writer.object { writer in
                writer.member("_id", id)
                for member in document.object where !member.keyEquals("_id") {
                    writer.key(member.key)
                    writer.value(member.value)
                }
            }
        }
        return named?.root ?? document
    }

    /// Gives what came apart back to its owners: items before the effects of items.
    private mutating func addParts() {
        for part in parts.sorted(by: { $0.depth < $1.depth }) {
            guard let change = part.change else { continue }
            if case .refused(let error) = world.apply(change) { note(part.file, "\(error)") }
        }
    }
}

/// What a world says about itself: in its `world.json`, or in a document that was exported from it.
private struct WorldManifest {
    private let json: JSONView
    private let source: JSONView

    init(_ json: JSONView) {
        self.json = json
        let stated = json["_stats"]["exportSource"]
        source = stated.isObject ? stated : json["flags"]["exportSource"]
    }

    private var isDocument: Bool { DocumentKind(detecting: json) != nil }

    var id: String? {
        if isDocument { return source["worldId"].nonEmptyString ?? source["world"].nonEmptyString }
        // Foundry 9 and older call the id "name".
        return json["id"].nonEmptyString ?? json["name"].nonEmptyString
    }

    var title: String? { isDocument ? nil : json["title"].nonEmptyString }

    var system: String? {
        guard isDocument else { return json["system"].nonEmptyString }
        return source["systemId"].nonEmptyString ?? source["system"].nonEmptyString
            ?? json["_stats"]["systemId"].nonEmptyString
    }

    var systemVersion: String? {
        (isDocument ? source["systemVersion"] : json["systemVersion"]).nonEmptyString
    }

    var coreVersion: String? { (isDocument ? source["coreVersion"] : json["coreVersion"]).nonEmptyString }
}
