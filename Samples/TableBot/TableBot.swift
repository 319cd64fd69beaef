import TumulteKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The headless table: reads its command line, runs one command, ends with a documented exit code.
@main
struct TableBot {
    static func main() async {
        // A reader that goes away (`table-bot … | head`) must not kill the bot: writes to it fail and are ignored.
        signal(SIGPIPE, SIG_IGN)
        let code = await run(Array(CommandLine.arguments.dropFirst()), environment: .current)
        exit(code.rawValue)
    }

    /// Everything but the process around it, so that tests can call it.
    static func run(_ words: [String], environment: BotEnvironment) async -> ExitCode {
        let console = Console(environment: environment, isJSON: words.contains("--json"))
        do {
            guard let name = words.first else {
                console.say(Usage.overview(console.language))
                return .usage
            }
            if ["help", "--help", "-h"].contains(name) {
                console.print(Usage.text(for: words.dropFirst().first, console.language))
                return .done
            }
            guard let command = BotCommand(rawValue: name) else {
                throw UsageError(
                    console.text(en: "There is no command “\(name)”.", fr: "La commande « \(name) » n’existe pas."))
            }
            if words.contains("--help") || words.contains("-h") {
                console.print(Usage.text(for: name, console.language))
                return .done
            }
            let arguments = try Arguments(
                words.dropFirst(), options: command.options, flags: command.flags, console: console)
            return try await command.run(arguments, console: console)
        } catch let error as UsageError {
            console.fail(error.message)
            console.say(console.text(en: "`table-bot help` shows how.", fr: "`table-bot help` montre comment faire."))
            return .usage
        } catch let error as BotError {
            console.fail(error.message)
            return error.code
        } catch {
            console.fail("\(error)")
            return .failed
        }
    }
}

/// The commands of the bot.
enum BotCommand: String, CaseIterable {
    case demo, serve, pair, run, inspect, status, unpair, roll, bench

    var options: Set<String> {
        switch self {
        case .demo: ["system", "seed", "rounds", "drop-every", "flow"]
        case .serve: ["port", "state"]
        case .pair: ["server", "world", "title", "system", "flow", "state"]
        case .run: ["server", "world", "input", "hidden", "state", "token", "characters"]
        case .inspect: ["system", "world"]
        case .status, .unpair: ["world", "state"]
        case .roll: ["seed"]
        case .bench: ["payload", "server", "token", "count", "window", "connections"]
        }
    }

    var flags: Set<String> {
        switch self {
        case .serve: ["auto-pair"]
        case .pair, .run: ["allow-plain-text"]
        default: []
        }
    }

    func run(_ arguments: Arguments, console: Console) async throws -> ExitCode {
        switch self {
        case .demo: try await DemoCommand(arguments, console: console).run()
        case .serve: try await ServeCommand(arguments, console: console).run()
        case .pair: try await PairCommand(arguments, console: console).run()
        case .run: try await RunCommand(arguments, console: console).run()
        case .inspect: try await InspectCommand(arguments, console: console).run()
        case .status: try StatusCommand(arguments, console: console).run()
        case .unpair: try await UnpairCommand(arguments, console: console).run()
        case .roll: try RollCommand(arguments, console: console).run()
        case .bench: try await BenchCommand(arguments, console: console).run()
        }
    }
}
