import Bytes
import Foundry
import JSON

/// `bench serialize`: how long it takes to write one payload as JSON, from a tree of values into a buffer that is kept, as
/// frames on their way to the socket are.
struct BenchSerialize {
    private let file: String
    private let console: Console

    init(file: String, console: Console) {
        self.file = file
        self.console = console
    }

    func run() throws -> ExitCode {
        let value: JSONValue
        do {
            value = try JSONDocument(readFile(file, limit: LineReader.maximumLine)).root.value
        } catch {
            let reason = (error as? FileProblem)?.reason ?? "\(error)"
            throw BotError(code: .badInput, message: "\(file): \(reason)")
        }
        let rounds = 500
        var bytes = 0
        let seconds = Stopwatch.median {
            var buffer = ByteBuffer(capacity: 4096)
            for _ in 0..<rounds {
                buffer.removeAll()
                buffer = Self.write(value, into: buffer)
            }
            bytes = buffer.count
            return bytes
        }
        console.line { writer in
            writer.object { writer in
                writer.member("bytes", bytes)
                writer.member("ns", (seconds / Double(rounds) * 1e10).rounded() / 10)
            }
        }
        return .done
    }

    /// Not inlined, so that no round can be hoisted out of the loop.
    @inline(never)
    private static func write(_ value: JSONValue, into buffer: consuming ByteBuffer) -> ByteBuffer {
        var writer = JSONWriter(into: buffer)
        writer.value(value)
        return writer.finish()
    }
}
