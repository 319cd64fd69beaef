import JSON

/// Why a world, or a part of it, could not be loaded.
public struct WorldLoadError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, with its line for a file of one document per line.
    public let file: String
    /// What is wrong with it.
    public let reason: String

    /// The file and what is wrong with it.
    public var description: String { "\(file): \(reason)" }
}

/// A world read from disk, with what could not be read.
public struct LoadedWorld: Sendable {
    /// The world, with everything that could be read.
    public let world: World
    /// The documents that were loaded.
    public let documentCount: Int
    /// Files, or lines of files, that hold no readable document. The rest of the world was loaded without them.
    public let problems: [WorldLoadError]
}

extension World {
    /// Loads a world from a folder (`world.json` with `id`, `title`, `system` and optionally `users`, documents beside it in
    /// `.json`, or one to a line in `.db`, `.ndjson` and `.jsonl` files, in any folder below), or from one JSON file with
    /// the documents in its arrays (design: section 5).
    ///
    /// Documents of kinds this library does not read are passed over. Files over 64 MiB are refused.
    /// - Throws: when there is no world at the path at all; single documents that cannot be read are in
    ///   ``LoadedWorld/problems``.
    public static func load(path: String, limits: WorldLimits = WorldLimits()) throws(WorldLoadError) -> LoadedWorld {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard isFolder(path) else {
            let manifest = try WorldLoader.document(path)
            var loader = try WorldLoader(manifest: manifest, file: path, limits: limits)
            loader.addArrays(of: manifest, file: path)
            return loader.finish()
        }
        let file = "\(path)/world.json"
        let manifest = try WorldLoader.document(file)
        var loader = try WorldLoader(manifest: manifest, file: file, limits: limits)
        loader.addArrays(of: manifest, file: file)
        loader.addFolder(path, depth: 0)
        return loader.finish()
    }
}

/// Collects the documents of a world.
private struct WorldLoader {
    private static let maximumFileBytes = JSONLimits.standard.maximumBytes
    private static let maximumDepth = 16

    private let world: World
    private let root: String
    private var documentCount = 0
    private var problems: [WorldLoadError] = []

    init(manifest: JSONView, file: String, limits: WorldLimits) throws(WorldLoadError) {
        func missing(_ key: String) -> WorldLoadError {
            WorldLoadError(file: file, reason: "\"\(key)\" is missing: a world needs \"id\", \"title\" and \"system\"")
        }
        guard manifest.isObject else { throw WorldLoadError(file: file, reason: "it is not a JSON object") }
        // Foundry 9 and older call the id "name".
        guard let id = manifest["id"].nonEmptyString ?? manifest["name"].nonEmptyString else { throw missing("id") }
        guard let system = manifest["system"].nonEmptyString else { throw missing("system") }
        world = World(
            id: id, title: manifest["title"].nonEmptyString ?? id, system: system,
            systemVersion: manifest["systemVersion"].nonEmptyString,
            coreVersion: manifest["coreVersion"].nonEmptyString,
            limits: limits)
        root = file
    }

    func finish() -> LoadedWorld { LoadedWorld(world: world, documentCount: documentCount, problems: problems) }

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
            let kind = Self.collections[member.key]
            for entry in member.value.array { add(entry, as: kind, from: file) }
        }
    }

    private static let collections: [String: DocumentKind] = [
        "users": .user, "actors": .actor, "items": .item, "messages": .chatMessage, "chat": .chatMessage,
        "combats": .combat,
    ]

    private mutating func add(_ entry: JSONView, as expected: DocumentKind?, from file: String) {
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
        guard entry.isObject, let kind = expected ?? DocumentKind(detecting: entry) else { return }
        switch kind {
        case .roll, .combatant: return
        default: break
        }
        // A document of its own lets go of the file it came in.
        guard let own = try? entry.withJSONText({ try JSONDocument(copying: $0) }).root else { return }
        switch world.apply(.create(kind, own)) {
        case .applied, .unchanged: documentCount += 1
        case .refused(let error): problems.append(WorldLoadError(file: file, reason: "\(error)"))
        }
    }

    // MARK: Files

    mutating func addFolder(_ path: String, depth: Int) {
        guard depth < Self.maximumDepth else {
            problems.append(WorldLoadError(file: path, reason: "the folders are nested too deeply"))
            return
        }
        let entries: [(name: String, isFolder: Bool)]
        do throws(FileProblem) {
            entries = try listFolder(path)
        } catch {
            problems.append(WorldLoadError(file: path, reason: error.reason))
            return
        }
        for entry in entries where !entry.name.hasPrefix(".") {
            let file = "\(path)/\(entry.name)"
            if entry.isFolder {
                addFolder(file, depth: depth + 1)
            } else if file != root {
                addFile(file)
            }
        }
    }

    private mutating func addFile(_ file: String) {
        let name = file.lowercased()
        let isLines = [".db", ".ndjson", ".jsonl"].contains { name.hasSuffix($0) }
        guard isLines || name.hasSuffix(".json") else { return }
        do {
            let bytes = try readFile(file, limit: Self.maximumFileBytes)
            if isLines {
                addLines(bytes, from: file)
            } else if let document = try? JSONDocument(bytes) {
                addRoot(document.root, from: file)
            } else if let first = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first,
                (try? JSONDocument(Array(first))) != nil
            {
                addLines(bytes, from: file)
            } else {
                // Parsed once more for the reason.
                _ = try JSONDocument(bytes)
            }
        } catch let problem as FileProblem {
            problems.append(WorldLoadError(file: file, reason: problem.reason))
        } catch {
            problems.append(WorldLoadError(file: file, reason: "\(error)"))
        }
    }

    private mutating func addRoot(_ root: JSONView, from file: String) {
        if root.isArray {
            for entry in root.array { add(entry, as: nil, from: file) }
        } else if DocumentKind(detecting: root) != nil {
            add(root, as: nil, from: file)
        } else {
            addArrays(of: root, file: file)
        }
    }

    /// One document to a line. A database file keeps every version of a document; the last one counts.
    private mutating func addLines(_ bytes: [UInt8], from file: String) {
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            do {
                let document = try line.withUnsafeBytes { try JSONDocument(copying: $0) }.root
                if document["$$deleted"].isTrue, let id = document.documentID {
                    remove(id)
                } else {
                    add(document, as: nil, from: "\(file):\(number + 1)")
                }
            } catch {
                problems.append(WorldLoadError(file: "\(file):\(number + 1)", reason: "\(error)"))
            }
        }
    }

    /// A database file marks a document as deleted without saying what it was.
    private func remove(_ id: String) {
        for kind in [DocumentKind.user, .actor, .item, .chatMessage, .combat] { world.apply(.delete(kind, id)) }
    }
}
