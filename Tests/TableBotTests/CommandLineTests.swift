import JSON
import Testing
import TumulteTesting

@testable import TableBot

@Suite("The command line")
struct CommandLineTests {
    @Test(
        "answers wrong usage with exit code 2 and a next step",
        arguments: [
            [], ["dance"], ["demo", "--seed", "x"], ["demo", "--rounds", "0"], ["demo", "--system", "chess"],
            ["demo", "--what"], ["demo", "extra"], ["pair", "--world", "w"],
            ["pair", "--server", "http://127.0.0.1:1"],
            ["pair", "--server", "ftp://x", "--world", "w"], ["run"], ["inspect"], ["roll"], ["roll", "1d"],
            ["roll", "9999999d6"],
            ["run", "--world"], ["serve", "--port", "70000"], ["bench"], ["bench", "dance"], ["bench", "emit"],
            ["bench", "idle", "--server", "ftp://x", "--token", "env:HOME"],
            ["bench", "idle", "--server", "http://127.0.0.1:1", "--token", "env:HOME", "--connections", "0"],
        ])
    func usage(words: [String]) async {
        let run = await BotRun(words)
        #expect(run.code == .usage)
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
    }

    @Test("explains itself and every command, in English and French", arguments: BotCommand.allCases)
    func help(command: BotCommand) async {
        for words in [["help", command.rawValue], [command.rawValue, "--help"]] {
            let english = await BotRun(words)
            let french = await BotRun(words, variables: ["LANG": "fr_FR.UTF-8"])
            #expect(english.code == .done && french.code == .done)
            #expect(english.output.contains("usage: table-bot \(command.rawValue)"))
            #expect(french.output.contains("usage : table-bot \(command.rawValue)"))
            #expect(english.output != french.output)
        }
    }

    @Test("takes the language from the environment, the more special variable first")
    func language() {
        #expect(Language(["LANG": "fr_FR.UTF-8"]) == .french)
        #expect(Language(["LANG": "fr_FR.UTF-8", "LC_ALL": "C"]) == .english)
        #expect(Language(["LC_MESSAGES": "fr_CH", "LANG": "de_CH"]) == .french)
        #expect(Language(["LC_ALL": "", "LANG": "fr"]) == .french)
        #expect(Language([:]) == .english)
    }

    @Test("colours only where a terminal shows it, and nobody asked it not to")
    func colour() {
        func text(_ variables: [String: String], terminal: Bool) -> String {
            let environment = BotEnvironment(
                variables: variables, isTerminal: terminal, writeOutput: { _ in }, writeError: { _ in })
            return Console(environment: environment, isJSON: false).style("x", .red)
        }
        #expect(text([:], terminal: true) == "\u{1B}[31mx\u{1B}[0m")
        #expect(text([:], terminal: false) == "x")
        #expect(text(["NO_COLOR": "1"], terminal: true) == "x")
        #expect(text(["TERM": "dumb"], terminal: true) == "x")
    }

    @Test("rolls the same dice for the same seed, as Foundry's JSON")
    func roll() async throws {
        let first = await BotRun("roll", "2d20kh + 5", "--seed", "7")
        let second = await BotRun("roll", "--seed=7", "2d20kh", "+", "5")
        #expect(first.code == .done)
        #expect(first.output == second.output)
        let roll = try first.lines()[0]
        #expect(roll["formula"].string == "2d20kh + 5")
        #expect(roll["terms"][0]["results"].count == 2)
    }

    @Test("writes world ids as safe file names, each as its own")
    func fileNames() {
        #expect(StateFolder.fileName("emberfall-2_x") == "emberfall-2_x")
        #expect(StateFolder.fileName("../../etc") == "%2E%2E%2F%2E%2E%2Fetc")
        #expect(StateFolder.fileName("été") == "%C3%A9t%C3%A9")
        #expect(StateFolder.fileName("") == "%")
        #expect(StateFolder.fileName("a.b") != StateFolder.fileName("a%2Eb"))
    }
}
