#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A folder with one file that is appended to, or replaced as a whole. Only its owner may read it, and one process at a
/// time has it. What was handed to the system survives the process, though not a power cut: nothing is synced.
final class StoreFile {
    /// No server lets a file grow this far.
    private static let maximumBytes = 1 << 30
    /// A process that was killed may still be leaving when the next one starts.
    private static let patience = 100
    private static let pause: UInt32 = 20_000

    let path: String
    /// Holds the lock.
    private let folder: Int32
    private var file: Int32 = -1
    private var size = 0
    private var sizeWhenReplaced = 0

    /// Opens the folder, made with mode 0700 if there is none. Waits up to two seconds for another process to leave it.
    static func open(folder: String) throws(ContractStoreError) -> StoreFile {
        try makeFolder(folder)
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder, "open") }
        let store = StoreFile(path: folder + "/state.jsonl", folder: descriptor)
        var tries = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure(folder, "lock") }
            tries += 1
            guard tries < patience else { throw .inUse(folder: folder) }
            usleep(pause)
        }
        return store
    }

    private init(path: String, folder: Int32) {
        self.path = path
        self.folder = folder
    }

    deinit {
        close(folder)
        if file >= 0 { close(file) }
    }

    /// What the file holds.
    /// - Parameter maximumAge: nil is returned for a file that was last written longer ago.
    /// - Returns: nil when there is no file.
    func contents(maximumAge: Duration?) throws(ContractStoreError) -> [UInt8]? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            if errno == ELOOP { throw .notPrivate(path: path) }
            throw Self.failure(path, "read")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, "read") }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw .notPrivate(path: path)
        }
        if let maximumAge, Int64(time(nil)) &- Int64(status.st_mtim.tv_sec) > maximumAge.components.seconds {
            return nil
        }
        guard status.st_size <= Self.maximumBytes else { throw .tooLarge(path: path) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size))
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let n = read(descriptor, &chunk, chunk.count)
            if n < 0, errno == EINTR { continue }
            guard n >= 0 else { throw Self.failure(path, "read") }
            if n == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<n])
            guard bytes.count <= Self.maximumBytes else { throw .tooLarge(path: path) }
        }
    }

    /// Hands `bytes` to the system; all of them, or none.
    func append(_ bytes: [UInt8]) throws(ContractStoreError) {
        do throws(ContractStoreError) { try Self.writeAll(bytes, to: file, path) } catch {
            // A line without its end may only be the last one.
            _ = ftruncate(file, off_t(size))
            throw error
        }
        size += bytes.count
    }

    /// Puts a file of these bytes in the place of the old one, in one step; the next `append` goes to it.
    func replace(with bytes: [UInt8]) throws(ContractStoreError) {
        let temporary = path + ".new"
        unlink(temporary)
        let fresh = Glibc.open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard fresh >= 0 else { throw Self.failure(temporary, "make") }
        do throws(ContractStoreError) {
            try Self.writeAll(bytes, to: fresh, temporary)
            guard rename(temporary, path) == 0 else { throw Self.failure(path, "replace") }
        } catch {
            close(fresh)
            unlink(temporary)
            throw error
        }
        if file >= 0 { close(file) }
        file = fresh
        size = bytes.count
        sizeWhenReplaced = size
    }

    /// Whether most of the file is probably out of date.
    var isWorthReplacing: Bool { size > sizeWhenReplaced &* 2 &+ 16 << 20 }

    private static func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws(ContractStoreError) {
        var written = 0
        while written < bytes.count {
            let n = bytes.withUnsafeBytes { raw in
                write(file, raw.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if n < 0, errno == EINTR { continue }
            guard n > 0 else { throw failure(path, "write to") }
            written += n
        }
    }

    private static func makeFolder(_ path: String) throws(ContractStoreError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                // Of a folder that stands already, the system may say first that it would not make it.
                let code = errno
                var status = stat()
                guard stat(made, &status) == 0 else {
                    errno = code
                    throw failure(made, "make the folder")
                }
            }
        }
    }

    private static func failure(_ path: String, _ operation: String) -> ContractStoreError {
        let code = errno
        return .system(path: path, operation: operation, code: code, reason: String(cString: strerror(code)))
    }
}
