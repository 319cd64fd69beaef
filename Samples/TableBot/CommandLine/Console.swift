import JSON
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the bot takes from the process around it; tests bring their own.
struct BotEnvironment: Sendable {
    var variables: [String: String]
    /// Whether standard error is a terminal.
    var isTerminal: Bool
    /// Writes to standard output and standard error.
    var writeOutput: @Sendable ([UInt8]) -> Void
    var writeError: @Sendable ([UInt8]) -> Void

    static var current: BotEnvironment {
        var variables: [String: String] = [:]
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "XDG_STATE_HOME", "HOME"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return BotEnvironment(
            variables: variables, isTerminal: isatty(STDERR_FILENO) == 1,
            writeOutput: { write($0, to: STDOUT_FILENO) }, writeError: { write($0, to: STDERR_FILENO) })
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let n = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if n < 0, errno == EINTR { continue }
            guard n > 0 else { return }
            rest = rest.dropFirst(n)
        }
    }
}

/// The languages the bot speaks.
enum Language: Sendable {
    case english, french

    init(_ variables: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
        self = locale.lowercased().hasPrefix("fr") ? .french : .english
    }
}

/// Where the bot talks: results to standard output, everything for people to standard error when `--json` is given.
///
/// May be used from any thread; each call writes whole lines.
final class Console: Sendable {
    let language: Language
    let isJSON: Bool
    let environment: BotEnvironment
    private let usesColor: Bool
    private let writing = Mutex(())

    init(environment: BotEnvironment, isJSON: Bool) {
        self.environment = environment
        self.isJSON = isJSON
        language = Language(environment.variables)
        usesColor =
            environment.isTerminal && (environment.variables["NO_COLOR"] ?? "").isEmpty
            && environment.variables["TERM"] != "dumb"
    }

    /// The text in the user's language.
    func text(en english: @autoclosure () -> String, fr french: @autoclosure () -> String) -> String {
        language == .french ? french() : english()
    }

    /// A line of the result: to standard output; with `--json`, which keeps that for JSON Lines, to standard error.
    func print(_ line: String) {
        output(Array((line + "\n").utf8), toError: isJSON)
    }

    /// A line for people.
    func say(_ line: String) {
        output(Array((line + "\n").utf8), toError: true)
    }

    /// A line for people, in their language.
    func say(en english: @autoclosure () -> String, fr french: @autoclosure () -> String) {
        say(text(en: english(), fr: french()))
    }

    /// An error for people.
    func fail(_ line: String) {
        say(style("✗ ", .red) + line)
    }

    /// One event for programs; nothing without `--json`.
    func emit(_ event: StaticString, _ members: (inout JSONWriter) -> Void = { _ in }) {
        guard isJSON else { return }
        line { writer in
            writer.object { writer in
                writer.key("event")
                writer.string("\(event)")
                members(&writer)
            }
        }
    }

    /// One JSON line on standard output.
    func line(_ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        body(&writer)
        output(writer.bytes + [UInt8(ascii: "\n")], toError: false)
    }

    private func output(_ bytes: [UInt8], toError: Bool) {
        writing.withLock { _ in
            if toError { environment.writeError(bytes) } else { environment.writeOutput(bytes) }
        }
    }

    // MARK: Colour

    enum Style: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case bold = "1"
        case faint = "2"
    }

    /// The text in a style, where people can see it.
    func style(_ text: String, _ style: Style) -> String {
        usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
