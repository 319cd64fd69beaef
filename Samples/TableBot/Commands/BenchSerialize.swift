import Bytes
import Foundry
import JSON

/// `bench serialize`: how long it takes to write one payload as JSON into a buffer that is kept, as frames on their way to
/// the socket are. `ns` is the time from typed values, the way the library writes its payloads (for a roll of the fields
/// that ``BenchedRoll`` has); `tree_ns` the time from a tree of any values.
struct BenchSerialize {
    private let file: String
    private let console: Console

    private static let rounds = 500

    init(file: String, console: Console) {
        self.file = file
        self.console = console
    }

    func run() throws -> ExitCode {
        let json: JSONView
        do {
            json = try JSONDocument(readFile(file, limit: LineReader.maximumLine)).root
        } catch {
            let reason = (error as? FileProblem)?.reason ?? "\(error)"
            throw BotError(code: .badInput, message: "\(file): \(reason)")
        }
        let value = json.value
        let tree = Self.measure { Self.write(value, into: $0) }
        let typed = BenchedRoll(json).map { roll in Self.measure { Self.write(roll, into: $0) } }
        console.line { writer in
            writer.object { writer in
                writer.member("bytes", tree.bytes)
                writer.member("ns", typed?.nanoseconds ?? tree.nanoseconds)
                writer.member("tree_ns", tree.nanoseconds)
            }
        }
        return .done
    }

    private static func measure(
        _ write: (consuming ByteBuffer) -> ByteBuffer
    ) -> (bytes: Int, nanoseconds: Double) {
        var bytes = 0
        let seconds = Stopwatch.median {
            var buffer = ByteBuffer(capacity: 4096)
            for _ in 0..<rounds {
                buffer.removeAll()
                buffer = write(buffer)
            }
            bytes = buffer.count
            return bytes
        }
        return (bytes, (seconds / Double(rounds) * 1e10).rounded() / 10)
    }

    // Not inlined, so that no round can be hoisted out of the loop.

    @inline(never)
    private static func write(_ value: JSONValue, into buffer: consuming ByteBuffer) -> ByteBuffer {
        var writer = JSONWriter(into: buffer)
        writer.value(value)
        return writer.finish()
    }

    @inline(never)
    private static func write(_ roll: BenchedRoll, into buffer: consuming ByteBuffer) -> ByteBuffer {
        var writer = JSONWriter(into: buffer)
        roll.write(into: &writer)
        return writer.finish()
    }
}
