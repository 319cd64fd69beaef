#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files that only their owner may read, replaced in one step.
enum PrivateFile {
    /// The whole file, nil when there is none.
    ///
    /// The checks are made on the open descriptor, so nothing can be exchanged between check and read.
    static func read(_ path: String, maximumBytes: Int) throws(CredentialStoreError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            if errno == ELOOP { throw .notOurs(path: path) }
            throw failure(path, "read")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, "read") }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else { throw .notOurs(path: path) }
        guard status.st_mode & 0o077 == 0 else {
            throw .readableByOthers(path: path, mode: UInt32(status.st_mode & 0o777))
        }
        guard status.st_size <= maximumBytes else { throw .damaged(path: path, reason: "it is too large") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let n = Glibc.read(descriptor, &chunk, chunk.count)
            if n < 0, errno == EINTR { continue }
            guard n >= 0 else { throw failure(path, "read") }
            if n == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<n])
            guard bytes.count <= maximumBytes else { throw .damaged(path: path, reason: "it is too large") }
        }
    }

    /// Makes the folder, and those above it, with mode 0700. One that exists is left as it is.
    static func makeFolder(_ path: String) throws(CredentialStoreError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST { throw failure(made, "make the folder") }
        }
    }

    /// Writes a temporary file beside `path`, syncs it, renames it over `path`, and syncs the folder.
    static func replace(_ path: String, with bytes: [UInt8]) throws(CredentialStoreError) {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path, "write") }
        var written = 0
        var complete = true
        while written < bytes.count, complete {
            let n = bytes.withUnsafeBytes { raw in
                write(descriptor, raw.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if n > 0 { written += n } else if !(n < 0 && errno == EINTR) { complete = false }
        }
        complete = complete && fsync(descriptor) == 0
        let problem = failure(path, "write")
        close(descriptor)
        guard complete, rename(temporary, path) == 0 else {
            let problem = complete ? failure(path, "replace") : problem
            unlink(temporary)
            throw problem
        }
        try syncFolder(of: path)
    }

    /// Removes the file; nothing happens when there is none.
    static func remove(_ path: String) throws(CredentialStoreError) {
        if unlink(path) != 0, errno != ENOENT, errno != ENOTDIR { throw failure(path, "remove") }
    }

    private static func syncFolder(of path: String) throws(CredentialStoreError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder, "sync") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(folder, "sync") }
    }

    private static func failure(_ path: String, _ operation: String) -> CredentialStoreError {
        let code = errno
        return .system(path: path, operation: operation, code: code, reason: String(cString: strerror(code)))
    }
}
