import JSON

extension WorldLoader {
    /// Adds the documents of all files below a folder.
    mutating func addFiles(below folder: String, except manifest: String, progress: (WorldLoadProgress) -> Void) {
        var files: [WorldFile] = []
        find(in: folder, depth: 0, into: &files)
        files.removeAll { $0.path == manifest }
        let total = files.reduce(0) { $0 + $1.size }
        var before = 0
        for file in files {
            func tell(_ bytes: Int, _ count: Int) {
                progress(
                    WorldLoadProgress(
                        file: file.path, bytesRead: min(before + bytes, total), totalBytes: total, documentCount: count)
                )
            }
            tell(0, documentCount)
            let count = documentCount
            add(file) { tell(min($0, file.size), count) }
            before += file.size
            tell(0, documentCount)
        }
    }

    /// Finds the files that may hold documents, in the order of their names.
    private mutating func find(in folder: String, depth: Int, into files: inout [WorldFile]) {
        guard depth < Self.maximumDepth else { return note(folder, "the folders are nested too deeply") }
        let entries: [(name: String, isFolder: Bool)]
        do throws(FileProblem) { entries = try listFolder(folder) } catch { return note(folder, error.reason) }
        if entries.contains(where: { $0.name == "CURRENT" }),
            entries.contains(where: { $0.name.hasPrefix("MANIFEST-") })
        {
            if WorldFile.collections[String(WorldFile(folder).name)] != nil {
                note(
                    folder,
                    "this is a binary database of Foundry 11 or later: unpack it to JSON files with Foundry's command line, "
                        + "`fvtt package unpack`")
            }
            return
        }
        // In a world as Foundry keeps it, the compendiums beside the data are no documents of the world.
        let hasData = depth == 0 && entries.contains { $0.name == "data" && $0.isFolder }
        for entry in entries where !entry.name.hasPrefix(".") {
            let path = "\(folder)/\(entry.name)"
            if entry.isFolder {
                if !(hasData && entry.name == "packs") { find(in: path, depth: depth + 1, into: &files) }
            } else if WorldFile(path).isRead {
                files.append(WorldFile(path, size: fileSize(path)))
            }
        }
    }

    private mutating func add(_ file: WorldFile, progress: (Int) -> Void) {
        do throws(FileProblem) {
            var isLines = file.isLines
            if !isLines, file.size > Self.maximumFileBytes { isLines = try startsWithLine(file) }
            if isLines {
                return try addLines(of: file, progress: progress)
            }
            let bytes = try readFile(file.path, limit: Self.maximumFileBytes)
            do throws(JSONError) {
                addRoot(try JSONDocument(bytes).root, from: file)
            } catch {
                guard error.code == .trailingContent, try startsWithLine(file) else {
                    return note(file.path, "\(error)")
                }
                try addLines(of: file, progress: progress)
            }
        } catch {
            note(file.path, error.reason)
        }
    }

    /// Whether the file's first line is a document.
    private func startsWithLine(_ file: WorldFile) throws(FileProblem) -> Bool {
        let start = try OpenFile(file.path).read(at: 0, count: 1 << 20)
        guard let first = start.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first else { return false }
        return first.count < start.count && (try? JSONDocument(Array(first)))?.root.isObject == true
    }

    private mutating func addRoot(_ root: JSONView, from file: WorldFile) {
        if root.isArray {
            for entry in root.array { add(entry, as: nil, from: file.path) }
        } else if file.kind != nil || root["_key"].isString || DocumentKind(detecting: root) != nil {
            add(root, as: file.kind, from: file.path)
        } else {
            addArrays(of: root, file: file.path)
        }
    }

    /// Adds the documents of a file of one to a line.
    private mutating func addLines(of file: WorldFile, progress: (Int) -> Void) throws(FileProblem) {
        var problems: [(line: Int, reason: String)] = []
        var unlisted = 0
        let database = try DatabaseFile(try OpenFile(file.path), progress: progress) { line, reason in
            if problems.count < Self.maximumProblems { problems.append((line, reason)) } else { unlisted += 1 }
        }
        for problem in problems { note("\(file.path):\(problem.line)", problem.reason) }
        unlistedProblems += unlisted
        let records = file.kind == .chatMessage ? database.newest(limits) : database.inOrder
        for record in records {
            let line = "\(file.path):\(record.line)"
            guard let document = database.document(record) else {
                note(line, "the file changed while it was read")
                continue
            }
            add(document, as: file.kind, from: line, isOwn: true)
        }
    }
}
