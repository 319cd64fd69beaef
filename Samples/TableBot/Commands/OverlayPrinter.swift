import Synchronization
import TumulteTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes overlay entries in order: at once where there is room, so that what the server stored is shown even if the
/// process is killed next; else from a task, so that a reader that sleeps does not hold the server up.
final class OverlayPrinter: Sendable {
    private let write: @Sendable ([UInt8]) -> Void
    private let renderer: Console
    private let rendered: Rendering
    private let backlog: AsyncStream<[UInt8]>
    private let continuation: AsyncStream<[UInt8]>.Continuation
    /// Lines in the backlog that are not written yet.
    private let waiting = Mutex(0)

    private final class Rendering: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func append(_ line: [UInt8]) { bytes.withLock { $0 += line } }
        func take() -> [UInt8] {
            bytes.withLock { bytes in
                defer { bytes = [] }
                return bytes
            }
        }
    }

    init(_ console: Console) {
        let rendered = Rendering()
        var environment = console.environment
        write = environment.writeOutput
        environment.writeOutput = { rendered.append($0) }
        renderer = Console(environment: environment, isJSON: console.isJSON)
        self.rendered = rendered
        (backlog, continuation) = AsyncStream.makeStream()
    }

    /// Makes an entry ready; what is returned shows it. To be called from one thread, in order. Waits for no reader.
    func prepare(_ entry: OverlayEntry) -> @Sendable () -> Void {
        OverlayLine(entry: entry).show(on: renderer)
        let line = rendered.take()
        let hasRoom = Self.hasRoom(for: line.count)
        return { [self] in
            waiting.withLock { waiting in
                if hasRoom, waiting == 0 { return write(line) }
                waiting += 1
                continuation.yield(line)
            }
        }
    }

    /// Writes what found no room, until ``finish()``.
    func writeBacklog() async {
        for await line in backlog {
            write(line)
            waiting.withLock { $0 -= 1 }
        }
    }

    func finish() { continuation.finish() }

    /// `F_GETPIPE_SZ`, which the C library's module hides (fcntl(2)).
    private static let pipeCapacity: Int32 = 1032

    /// Whether standard output takes `count` bytes without waiting.
    private static func hasRoom(for count: Int) -> Bool {
        var status = stat()
        guard fstat(STDOUT_FILENO, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return true
        case S_IFIFO:
            var unread: Int32 = 0
            let capacity = fcntl(STDOUT_FILENO, pipeCapacity)
            guard capacity > 0, ioctl(STDOUT_FILENO, UInt(FIONREAD), &unread) == 0 else { return false }
            // Half of it, since short lines do not fill a pipe's pages.
            return Int(unread) + count <= Int(capacity) / 2
        default:
            var query = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
            return poll(&query, 1, 0) == 1 && query.revents & Int16(POLLOUT) != 0
        }
    }
}
