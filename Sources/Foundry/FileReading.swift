#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why a file could not be read, in words for people.
package struct FileProblem: Error, Equatable {
    package let reason: String
}

/// The bytes of a regular file.
/// - Parameter limit: a larger file is refused before it is read.
package func readFile(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe would wait for its writer for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileProblem(reason: systemText(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem(reason: systemText(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileProblem(reason: status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw FileProblem(reason: "it has \(size) bytes, more than the limit of \(limit)") }
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
        let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + filled }, size - filled) }
        if got < 0 {
            if errno == EINTR { continue }
            throw FileProblem(reason: systemText(errno))
        }
        // The file became shorter while it was read: what is there is what there is.
        if got == 0 { break }
        filled += got
    }
    bytes.removeLast(size - filled)
    return bytes
}

/// The names in a folder, sorted, without `.` and `..`; with whether each is a folder itself.
package func listFolder(_ path: String) throws(FileProblem) -> [(name: String, isFolder: Bool)] {
    guard let folder = opendir(path) else { throw FileProblem(reason: systemText(errno)) }
    defer { closedir(folder) }
    var names: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        // A linked folder is not entered: links can lead in circles.
        var status = stat()
        let isFolder = lstat("\(path)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        names.append((name, isFolder))
    }
    return names.sorted { $0.name < $1.name }
}

/// Whether a folder is at `path`, links followed.
package func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

private func systemText(_ code: CInt) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "reading it is not permitted"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
