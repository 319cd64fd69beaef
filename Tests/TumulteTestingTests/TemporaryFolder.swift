#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder of its own for one test; it goes with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array(
            "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/tumulte-store-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FolderError(code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.remove(path) }

    struct FolderError: Error { let code: Int32 }

    private static func remove(_ path: String) {
        chmod(path, 0o700)
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove(path + "/" + name) }
            }
            closedir(directory)
        }
        Glibc.remove(path)
    }

    func mode(of name: String) -> UInt32? {
        var status = stat()
        guard lstat(path + "/" + name, &status) == 0 else { return nil }
        return UInt32(status.st_mode & 0o777)
    }

    func write(_ bytes: [UInt8], to name: String, mode: UInt32 = 0o600) throws {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, mode)
        guard descriptor >= 0 else { throw FolderError(code: errno) }
        defer { close(descriptor) }
        fchmod(descriptor, mode)
        guard bytes.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == bytes.count else {
            throw FolderError(code: errno)
        }
    }

    func read(_ name: String) throws -> [UInt8] {
        let descriptor = open(path + "/" + name, O_RDONLY)
        guard descriptor >= 0 else { throw FolderError(code: errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let n = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, n)))
    }

    func link(_ name: String, to target: String) { symlink(path + "/" + target, path + "/" + name) }

    /// Makes a file look as if it was last written earlier.
    func age(_ name: String, bySeconds seconds: Int) {
        var times = [timeval(), timeval()]
        for index in times.indices { times[index].tv_sec = time(nil) - seconds }
        utimes(path + "/" + name, &times)
    }
}
