import Foundry
import JSON
import TumulteKit

/// Reads hook calls and applies them to the world. A line that cannot be used is reported, and the rest goes on.
struct InputFeed {
    let table: TumulteTable
    let source: LineSource
    let console: Console
    /// While more events than this wait for the server, reading pauses.
    let highWater: Int

    /// - Returns: how many lines could not be used; nil when the task was cancelled.
    func run() async -> Int? {
        let reader = LineReader(source)
        var errors = 0
        while let line = await reader.next() {
            if let problem = apply(line) {
                errors += 1
                report(line.number, problem)
            }
            while table.waitingEvents > highWater {
                do { try await ContinuousClock().sleep(for: .milliseconds(20)) } catch { return nil }
            }
        }
        return Task.isCancelled ? nil : errors
    }

    private func apply(_ line: LineReader.Line) -> String? {
        guard let bytes = line.bytes else { return "the line is longer than \(LineReader.maximumLine >> 20) MiB" }
        if bytes.allSatisfy({ $0 <= 0x20 }) { return nil }
        do {
            let hook = try HookLine(JSONDocument(bytes).root)
            return table.world.apply(hook.change).error?.description
        } catch {
            return "\(error)"
        }
    }

    private func report(_ number: Int, _ problem: String) {
        console.emit("input_error") { writer in
            writer.member("line", number)
            writer.member("error", problem)
        }
        console.fail(console.text(en: "Input line \(number): \(problem)", fr: "Ligne d’entrée \(number) : \(problem)"))
    }
}
