import JSON
import TestFolders
import Testing
import TumulteTesting

@testable import TableBot

@Suite("Pairing and running from the command line", .timeLimit(.minutes(5)))
struct PairAndRunTests {
    @Test("pairs, feeds every line it can use, reports the one it cannot, and ends with what was delivered")
    func wholePath() async throws {
        let folder = try TemporaryFolder()
        var options = ContractServer.Options()
        options.autoPair = true
        let server = try await ContractServer.start(options)
        let state = folder.path + "/state"
        let paired = await BotRun(
            "pair", "--server", server.url, "--world", "emberfall", "--system", "dnd5e", "--state", state, "--json")
        #expect(paired.code == .done)
        let code = try paired.lines().first { $0["event"].stringEquals("code") }
        #expect(code?["code"].string?.count == 7)
        #expect(code?["expires_in"].int == 300)

        let status = await BotRun("status", "--state", state)
        #expect(status.code == .done)
        #expect(status.output.contains("emberfall"))

        try folder.write(Array(#"{"id":"emberfall","title":"Emberfall","system":"dnd5e"}"#.utf8), to: "world.json")
        let open = InspectTests.message.replacing(#""whisper":["u1"]"#, with: #""whisper":[]"#)
        let input = """
            {"hook":"createChatMessage","args":[\(InspectTests.message)]}
            {broken
            {"hook":"createChatMessage","args":[\(open.replacing("m1", with: "m2"))]}
            {"hook":"createChatMessage","args":[\(open.replacing("m1", with: "m2"))]}
            {"hook":"exploded","args":[]}
            """
        try folder.write(Array(input.utf8), to: "input.jsonl")
        let run = await BotRun(
            "run", "--world", folder.path + "/world.json", "--input", folder.path + "/input.jsonl", "--state", state,
            "--json")
        #expect(run.code == .badInput)
        let lines = try run.lines()
        #expect(lines.filter { $0["event"].stringEquals("input_error") }.map { $0["line"].int } == [2, 5])
        let summary = try #require(lines.last)
        #expect(summary["event"].string == "summary")
        #expect(summary["rolls"].int == 2)
        #expect(summary["withheld"].int == 1)
        #expect(summary["delivered"].int == 1)
        #expect(summary["waiting"].int == 0)
        let seen = await server.snapshot()
        #expect(seen.rolls.map(\.rollID) == ["m2#0"])
        #expect(seen.violations == [])

        // Nothing secret in anything that was printed.
        let session = await server.issueSession(worldID: "emberfall")
        for text in [paired.output, paired.errors, status.output, run.output, run.errors] {
            #expect(!text.contains(session.apiKey) && !text.contains("eyJ"))
        }
        let unpaired = await BotRun("unpair", "--state", state, "--json")
        #expect(unpaired.code == .done)
        #expect(try unpaired.lines().last?["server_told"].bool == true)
        #expect(await BotRun("status", "--state", state).code == .notPaired)
        await server.stop()
    }

    @Test("ends with 3 when the world is not paired, and 4 when the server cannot be reached")
    func endings() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(#"{"id":"w","title":"W","system":"dnd5e"}"#.utf8), to: "world.json")
        let run = await BotRun("run", "--world", folder.path, "--state", folder.path + "/state")
        #expect(run.code == .notPaired)
        #expect(run.errors.contains("table-bot pair"))
        let server = try await ContractServer.start()
        await server.stop()
        let paired = await BotRun("pair", "--server", server.url, "--world", "w", "--state", folder.path + "/state")
        #expect(paired.code == .unreachable)
        #expect(await BotRun("status", "--state", folder.path + "/state").code == .notPaired)
    }

    @Test("ends with 5 when the world cannot be read", arguments: ["nowhere", "broken.json", "incomplete.json"])
    func badWorld(name: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("{".utf8), to: "broken.json")
        try folder.write(Array(#"{"id":"x"}"#.utf8), to: "incomplete.json")
        let run = await BotRun("run", "--world", folder.path + "/" + name, "--state", folder.path)
        #expect(run.code == .badInput)
        #expect(run.errors.contains(name))
    }

    @Test(
        "plays the same evening for the same seed, with nothing lost over many cuts",
        arguments: ["dnd5e", "pf2e", "generic"])
    func demo(system: String) async throws {
        let run = await BotRun(
            "demo", "--json", "--seed", "7", "--drop-every", "10", "--rounds", "2", "--system", system)
        #expect(run.code == .done)
        let summary = try #require(try run.lines().last)
        #expect(summary["event"].string == "summary")
        #expect(summary["system"].string == system)
        for key in ["lost", "duplicates", "hidden_on_overlay", "out_of_order", "violations"] {
            #expect(summary[key].int == 0)
        }
        #expect((summary["reconnects"].int ?? 0) >= 2)
        #expect(summary["characters_synced"].int == 3)
        #expect((summary["rolls_hidden"].int ?? 0) > 0)
        #expect(
            summary["rolls_on_overlay"].int == (summary["rolls_made"].int ?? 0) - (summary["rolls_hidden"].int ?? 0))
    }
}
