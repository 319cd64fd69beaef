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
    /// The documents that were loaded, those that an owner brought along not counted.
    public let documentCount: Int
    /// Files, or lines of files, that hold no readable document; at most 1 000 of them. The rest of the world was loaded
    /// without them.
    public let problems: [WorldLoadError]
}

/// How far the loading of a world has come.
public struct WorldLoadProgress: Sendable, Equatable {
    /// The file that is being read.
    public let file: String
    /// The bytes read so far, of all files.
    public let bytesRead: Int
    /// The bytes of all files that are read.
    public let totalBytes: Int
    /// The documents loaded so far.
    public let documentCount: Int
}

extension World {
    /// Loads a world from disk (design: section 5).
    ///
    /// `path` is a folder or one JSON file. A folder has a `world.json` with `id`, `title`, `system` and optionally
    /// `users`; its documents lie beside it, in any folder below: unpacked ones and exports (`fvtt-Actor-….json`) in
    /// `.json` files, or one to a line in `.db`, `.ndjson` and `.jsonl` files, where the last line for an `_id` counts and
    /// `$$deleted` marks a deletion. One JSON file has the documents in arrays (`actors`, `messages`, `combats`, …), or is
    /// a single export that names its world.
    ///
    /// Documents of kinds this library does not read are passed over. Files of lines may have any size and are read in
    /// bounded memory, messages only as far as `limits` lets the world keep them; other files and single lines are refused
    /// over 64 MiB.
    /// - Parameters:
    ///   - path: the world's folder, or its one file.
    ///   - limits: how much history the world keeps.
    ///   - progress: called on this thread, at least once for each file and each 256 KiB of large ones.
    /// - Throws: when there is no world at the path at all; single documents that cannot be read are in
    ///   ``LoadedWorld/problems``.
    public static func load(
        path: String, limits: WorldLimits = WorldLimits(), progress: (WorldLoadProgress) -> Void = { _ in }
    ) throws(WorldLoadError) -> LoadedWorld {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let isFolder = isFolder(path)
        let file = isFolder ? "\(path)/world.json" : path
        let manifest = try WorldLoader.document(file)
        var loader = try WorldLoader(manifest: manifest, file: file, limits: limits)
        if DocumentKind(detecting: manifest) == nil {
            loader.addArrays(of: manifest, file: file)
        } else {
            loader.add(manifest, as: WorldFile(file).kind, from: file)
        }
        if isFolder { loader.addFiles(below: path, except: file, progress: progress) }
        return loader.finish()
    }
}
