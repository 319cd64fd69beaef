import JSON
import Synchronization

@testable import TableBot

/// Runs the bot in this process, as its `main` does, and keeps what it writes.
struct BotRun: Sendable {
    let code: ExitCode
    let output: String
    let errors: String

    /// - Parameter variables: the environment; none unless given.
    init(_ words: String..., variables: [String: String] = [:]) async {
        await self.init(words, variables: variables)
    }

    init(_ words: [String], variables: [String: String] = [:]) async {
        let written = Written()
        let environment = BotEnvironment(
            variables: variables, isTerminal: false, writeOutput: { written.append($0, toError: false) },
            writeError: { written.append($0, toError: true) })
        code = await TableBot.run(words, environment: environment)
        (output, errors) = written.texts
    }

    /// The lines of standard output, each of which must be JSON.
    func lines() throws -> [JSONView] {
        try output.split(separator: "\n").map { try JSONDocument(String($0)).root }
    }

    private final class Written: Sendable {
        private let bytes = Mutex<(output: [UInt8], errors: [UInt8])>(([], []))

        func append(_ more: [UInt8], toError: Bool) {
            bytes.withLock { bytes in
                if toError { bytes.errors += more } else { bytes.output += more }
            }
        }

        var texts: (String, String) {
            bytes.withLock { (String(decoding: $0.output, as: UTF8.self), String(decoding: $0.errors, as: UTF8.self)) }
        }
    }
}
