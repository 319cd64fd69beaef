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
    let file = try OpenFile(path)
    guard file.size <= limit else {
        throw FileProblem(reason: "it has \(file.size) bytes, more than the limit of \(limit)")
    }
    return try file.read(at: 0, count: file.size)
}

/// A regular file that is read in pieces; closed when it goes.
package final class OpenFile {
    private let descriptor: CInt
    /// The bytes the file had when it was opened.
    package let size: Int

    package init(_ path: String) throws(FileProblem) {
        // Without O_NONBLOCK, opening a pipe would wait for its writer for ever.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            size = 0
            throw FileProblem(reason: systemText(errno))
        }
        var status = stat()
        let code = fstat(descriptor, &status) == 0 ? 0 : errno
        size = Int(status.st_size)
        guard code == 0 else { throw FileProblem(reason: systemText(code)) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileProblem(
                reason: status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a regular file")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file.
    package func read(at offset: Int, count: Int) throws(FileProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw FileProblem(reason: systemText(errno))
            }
            // The file became shorter while it was read: what is there is what there is.
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// A line of the file, without its end.
    package struct Line {
        /// Counted from 1.
        package let number: Int
        /// Where the line begins in the file.
        package let offset: Int
        /// Valid during the call only; nil when the line is longer than the limit.
        package let bytes: UnsafeRawBufferPointer?
    }

    /// Hands over each line in order. Memory: one line and one piece of the file.
    /// - Parameters:
    ///   - limit: longer lines are handed over without their bytes.
    ///   - progress: called after each piece with the bytes read so far.
    package func forEachLine(
        limit: Int, progress: (Int) -> Void = { _ in }, _ body: (Line) -> Void
    ) throws(FileProblem) {
        // What has been read of the file and not yet handed over, where that begins, and how far it holds no line's end.
        var held: [UInt8] = []
        var base = 0
        var searched = 0
        var isDropping = false
        var number = 0
        func hand(_ line: UnsafeRawBufferPointer, at offset: Int) {
            number += 1
            body(Line(number: number, offset: offset, bytes: isDropping || line.count > limit ? nil : line))
            isDropping = false
        }
        while true {
            let piece = try read(at: base + held.count, count: Self.pieceBytes)
            held.append(contentsOf: piece)
            let isAtEnd = piece.isEmpty
            let consumed = held.withUnsafeBytes { bytes in
                var start = 0
                while let end = Self.lineFeed(in: bytes, from: max(start, searched)) {
                    hand(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), at: base + start)
                    start = end + 1
                    searched = start
                }
                if isAtEnd, start < bytes.count || isDropping {
                    hand(UnsafeRawBufferPointer(rebasing: bytes[start...]), at: base + start)
                }
                return start
            }
            if isAtEnd { return }
            held.removeFirst(consumed)
            base += consumed
            if held.count > limit {
                isDropping = true
                base += held.count
                held = []
            }
            searched = held.count
            progress(base)
        }
    }

    private static let pieceBytes = 1 << 18

    private static func lineFeed(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
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

/// The bytes of a file, links followed; 0 when it cannot be told.
package func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

private func systemText(_ code: CInt) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "reading it is not permitted"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
