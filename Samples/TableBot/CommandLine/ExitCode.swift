/// How the bot ends; documented in the README.
enum ExitCode: Int32 {
    case done = 0
    /// Something was lost or failed.
    case failed = 1
    case usage = 2
    /// Not paired, or revoked.
    case notPaired = 3
    case unreachable = 4
    /// A bad input file or line.
    case badInput = 5
}

/// The command line was wrong.
struct UsageError: Error {
    let message: String
    init(_ message: String) { self.message = message }
}

/// A command failed; its message has a next step.
struct BotError: Error {
    let code: ExitCode
    let message: String
}
