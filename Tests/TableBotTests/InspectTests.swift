import JSON
import TestFolders
import Testing

@testable import TableBot

@Suite("Inspecting documents")
struct InspectTests {
    static let message = """
        {"_id":"m1","_stats":{"systemId":"dnd5e"},"whisper":["u1"],"speaker":{"actor":"a1","alias":"Éloïse"},"rolls":[\
        "{\\"class\\":\\"D20Roll\\",\\"formula\\":\\"1d20 + 5\\",\\"terms\\":[{\\"class\\":\\"Die\\",\\"number\\":1,\\"faces\\":20,\
        \\"modifiers\\":[],\\"results\\":[{\\"result\\":12,\\"active\\":true}]}],\\"total\\":17,\\"evaluated\\":true}"]}
        """

    @Test("prints a line for each document, whatever its kind")
    func kinds() async throws {
        let folder = try TemporaryFolder()
        let documents = [
            ("message", Self.message, "roll"),
            ("words", #"{"_id":"m2","content":"hello","timestamp":1,"speaker":{},"whisper":[]}"#, "message"),
            (
                "hero",
                #"{"_id":"a1","name":"É","type":"character","_stats":{"systemId":"dnd5e"},"system":{},"items":[]}"#,
                "character"
            ),
            (
                "cart",
                #"{"_id":"a2","name":"Cart","type":"vehicle","_stats":{"systemId":"dnd5e"},"system":{},"items":[]}"#,
                "excluded"
            ),
            ("sword", #"{"_id":"i1","name":"Sword","type":"weapon","system":{"quantity":2}}"#, "item"),
            ("fight", #"{"_id":"c1","round":1,"turn":0,"combatants":[{"_id":"x","initiative":5}]}"#, "combat"),
        ]
        for (name, text, _) in documents { try folder.write(Array(text.utf8), to: name + ".json") }
        let run = await BotRun(["inspect"] + documents.map { folder.path + "/" + $0.0 + ".json" })
        #expect(run.code == .done)
        let lines = try run.lines()
        #expect(lines.map { $0["kind"].string } == documents.map(\.2))
        #expect(lines[0].at("payload.isHidden").bool == true)
        #expect(lines[0].at("payload.result").int == 17)
        #expect(lines[0].at("payload.metadata.naturalD20").int == 12)
        // Unknown numbers are null, never 0.
        #expect(lines[2].at("payload.stats.hp.current").kind == .null)
        #expect(lines[3]["reason"].isString)
        #expect(lines[4].at("payload.quantity").int == 2)
        #expect(lines[5].at("payload.combatants").count == 1)
    }

    @Test("reads JSON Lines line by line, and names the lines it cannot read")
    func lines() async throws {
        let folder = try TemporaryFolder()
        let text = "\(Self.message)\n\n{broken\r\n[1]\n\(Self.message)"
        try folder.write(Array(text.utf8), to: "messages.db")
        let run = await BotRun("inspect", folder.path + "/messages.db")
        #expect(run.code == .badInput)
        let lines = try run.lines()
        #expect(lines.map { $0["line"].int } == [1, 3, 4, 5])
        #expect(lines.map { $0["error"].exists } == [false, true, true, false])
    }

    @Test(
        "says what is wrong with a file and goes on with the others",
        arguments: [
            "", "{", "<html>", "null", #"{"hello":"world"}"#,
            #"{"_id":"c","initiative":3,"tokenId":"t","actorId":"a"}"#,
        ])
    func badFiles(text: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(text.utf8), to: "bad.json")
        try folder.write(Array(Self.message.utf8), to: "good.json")
        let run = await BotRun(
            "inspect", folder.path + "/bad.json", folder.path + "/none.json", folder.path + "/good.json")
        #expect(run.code == .badInput)
        let lines = try run.lines()
        #expect(lines.count == 3)
        #expect(lines[0]["error"].isString && lines[1]["error"].isString)
        #expect(lines[2]["kind"].string == "roll")
    }
}
