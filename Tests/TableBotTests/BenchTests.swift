import JSON
import TestFolders
import Testing
import TumulteTesting

@testable import TableBot

@Suite("Measuring from the command line", .timeLimit(.minutes(5)))
struct BenchTests {
    @Test("emits every event, waits for each answer, and reports on one line", arguments: [0, 2])
    func emit(window: Int) async throws {
        let folder = try TemporaryFolder()
        let payload = """
            {"campaignId":"emberfall","characterId":"a1","characterName":"Corvane","rollId":"r1","rollFormula":"1d20",
             "result":7,"diceResults":[7],"isCritical":false,"isHidden":false,"metadata":{"half":0.5,"nothing":null}}
            """
        try folder.write(Array(payload.utf8), to: "payload.json")
        let server = try await ContractServer.start()
        let session = await server.issueSession(worldID: "emberfall")
        try folder.write(Array(session.sessionToken.utf8), to: "token")
        let run = await BotRun(
            "bench", "emit", "--server", server.url, "--token", "file:\(folder.path)/token", "--payload",
            folder.path + "/payload.json", "--count", "5", "--window", "\(window)")
        #expect(run.code == .done)
        #expect(run.errors.isEmpty)
        let lines = try run.lines()
        #expect(lines.count == 1)
        #expect(lines.first?["client"].string == "swift")
        #expect(lines.first?["n"].int == 5)
        #expect(lines.first?["window"].int == window)
        for key in ["wall_s", "user_s", "sys_s", "total_cpu_s", "peak_rss_mb"] {
            #expect(lines.first?[key].isNumber == true)
        }
        // Written anew, the payload is still the one of the file.
        let roll = try #require(await server.snapshot().rolls.first)
        #expect(roll.rollID == "r1")
        #expect(roll.payload == (try JSONDocument(payload).root.value))
        await server.stop()
    }

    @Test("holds connections of their own, and reports what each costs")
    func idle() async throws {
        let folder = try TemporaryFolder()
        let server = try await ContractServer.start()
        let session = await server.issueSession(worldID: "emberfall")
        try folder.write(Array(session.sessionToken.utf8), to: "token")
        let run = await BotRun(
            "bench", "idle", "--server", server.url, "--token", "file:\(folder.path)/token", "--connections", "3")
        #expect(run.code == .done)
        let line = try #require(try run.lines().first)
        #expect(line["connections"].int == 3)
        for key in ["connect_s", "rss_before_mb", "rss_after_mb", "kb_per_connection", "cpu_s"] {
            #expect(line[key].isNumber)
        }
        await server.stop()
    }

    @Test("ends with 3 when the server refuses the token, and 4 when there is no server", arguments: ["emit", "idle"])
    func endings(subject: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("{}".utf8), to: "payload.json")
        try folder.write(Array("wrong".utf8), to: "token")
        let server = try await ContractServer.start()
        let words = [
            "bench", subject, "--server", server.url, "--token", "file:\(folder.path)/token", "--payload",
            folder.path + "/payload.json",
        ]
        let refused = await BotRun(words)
        #expect(refused.code == .notPaired)
        await server.stop()
        let alone = await BotRun(words)
        #expect(alone.code == .unreachable)
        #expect(alone.output.isEmpty)
    }
}
