import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An open file, pipe or terminal that lines are read from.
final class LineSource: Sendable {
    let descriptor: Int32
    private let closes: Bool

    /// - Parameter path: a file, or `-` for standard input.
    init(path: String, console: Console) throws {
        if path == "-" {
            descriptor = STDIN_FILENO
            closes = false
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        closes = true
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw BotError(
                code: .badInput,
                message: console.text(
                    en: "Cannot read \(path): \(reason). Check the path.",
                    fr: "Impossible de lire \(path) : \(reason). Vérifiez le chemin."))
        }
    }

    deinit { if closes { close(descriptor) } }
}

/// Reads a file, a pipe or a terminal line by line, in bounded memory.
///
/// Reads block a queue of their own, never the tasks of the program. One task reads at a time.
final class LineReader {
    /// A line without its end, and its number counted from 1.
    struct Line {
        let number: Int
        /// nil: the line was longer than the limit and was skipped.
        let bytes: [UInt8]?
    }

    private let source: LineSource
    private let queue = DispatchQueue(label: "line-reader")
    private var buffered: [UInt8] = []
    /// Where the next line begins in `buffered`, and how far it has been searched for its end.
    private var start = 0
    private var searched = 0
    private var atEnd = false
    private var isSkipping = false
    private var number = 0

    private static let chunk = 65_536
    /// The longest line taken; a document that a table hands over is far below.
    static let maximumLine = 64 << 20

    init(_ source: LineSource) { self.source = source }

    /// The next line; nil at the end, or when the task is cancelled.
    func next() async -> Line? {
        while !Task.isCancelled {
            if let end = buffered[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                return take(upTo: end, skipping: 1)
            }
            searched = buffered.count
            if atEnd {
                guard start < buffered.count || isSkipping else { return nil }
                return take(upTo: buffered.count, skipping: 0)
            }
            if buffered.count - start > Self.maximumLine {
                isSkipping = true
                start = buffered.count
            }
            if start > 0 {
                buffered.removeFirst(start)
                searched -= start
                start = 0
            }
            let bytes = await readChunk()
            if bytes.isEmpty { atEnd = true } else { buffered += bytes }
        }
        return nil
    }

    private func take(upTo end: Int, skipping separator: Int) -> Line {
        number += 1
        defer {
            start = end + separator
            searched = start
            isSkipping = false
        }
        if isSkipping { return Line(number: number, bytes: nil) }
        let hasReturn = end > start && buffered[end - 1] == UInt8(ascii: "\r")
        return Line(number: number, bytes: Array(buffered[start..<(hasReturn ? end - 1 : end)]))
    }

    private func readChunk() async -> [UInt8] {
        let source = source
        return await withCheckedContinuation { continuation in
            queue.async {
                var chunk = [UInt8](repeating: 0, count: Self.chunk)
                while true {
                    let n = read(source.descriptor, &chunk, chunk.count)
                    if n < 0, errno == EINTR { continue }
                    return continuation.resume(returning: Array(chunk.prefix(max(0, n))))
                }
            }
        }
    }
}
