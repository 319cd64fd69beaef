import Foundry
import Glibc
import JSON
import TestFolders
import Testing

extension TemporaryFolder {
    fileprivate func write(_ name: String, _ text: String) throws {
        if let slash = name.lastIndex(of: "/") {
            var made = path
            for step in name[..<slash].split(separator: "/") {
                made += "/\(step)"
                mkdir(made, 0o700)
            }
        }
        try write(Array(text.utf8), to: name)
    }
}

@Suite("Files of worlds")
struct WorldFilesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("world.json", #"{"id":"w","title":"W","system":"dnd5e"}"#)
    }

    private func actor(_ id: String, _ more: String = "") -> String {
        #"{"_id":"\#(id)","name":"\#(id)","type":"npc","data":{}\#(more)}"#
    }

    @Test("takes the last line for an id, whole, and forgets deleted documents of the same file only")
    func lastLines() throws {
        try folder.write(
            "data/actors.db",
            [
                actor("A", #","img":"old.png""#), actor("B"), actor("C"), #"{"$$deleted":true,"_id":"B"}"#,
                actor("A"), #"{"$$deleted":true,"_id":"C"}"#, actor("C", #","back":true"#),
                #"{"$$indexCreated":{"fieldName":"x"}}"#, #"{"_id":"F","name":"a folder","type":"Actor"}"#,
            ].joined(separator: "\n"))
        try folder.write("data/messages.db", #"{"$$deleted":true,"_id":"A"}"# + "\r\n\r\n")
        try folder.write("data/settings.db", "nonsense")
        try folder.write("data/combats.db", #"{"_id":"K","round":1}"#)
        try folder.write("packs/monsters.db", actor("compendium"))
        let loaded = try World.load(path: folder.path)
        #expect(loaded.problems.isEmpty, "\(loaded.problems)")
        let snapshot = loaded.world.snapshot
        #expect(snapshot.actors.map(\.id) == ["A", "C", "F"])
        #expect(snapshot.actor("A")?.json["img"].exists == false, "an older line leaves nothing behind")
        #expect(snapshot.actor("C")?.json["back"].bool == true)
        #expect(snapshot.combat("K")?.round == 1, "the database's name tells the kind")
    }

    @Test("keeps the newest messages, wherever they stand in the file")
    func newest() throws {
        let lines = [5, 1, 4, 2, 3].map { #"{"_id":"m\#($0)","timestamp":\#($0)}"# }
        try folder.write("messages.db", lines.joined(separator: "\n"))
        func kept(_ limits: WorldLimits) throws -> [String?] {
            try World.load(path: folder.path, limits: limits).world.snapshot.messages.map(\.id)
        }
        #expect(try kept(WorldLimits()) == ["m1", "m2", "m3", "m4", "m5"])
        #expect(try kept(WorldLimits(messages: 2)) == ["m4", "m5"])
        #expect(try kept(WorldLimits(messageBytes: 3 * lines[0].utf8.count)) == ["m3", "m4", "m5"])
        #expect(try kept(WorldLimits(messageBytes: 1)) == ["m5"])
    }

    @Test("reads single exports, with the id of the file's name when they have none")
    func exports() throws {
        let hero = #"{"name":"Ada","type":"character","system":{},"items":[]}"#
        try folder.write("fvtt-Actor-ada-AbCdEfGh12345678.json", hero)
        try folder.write("exports/fvtt-Actor-bob.json", hero)
        try folder.write("fvtt-Actor-cy-AbCdEfGh87654321.json", actor("C"))
        try folder.write("fvtt-Scene-cave-AbCdEfGh00000000.json", #"{"name":"Cave","tokens":[]}"#)
        let loaded = try World.load(path: folder.path)
        #expect(loaded.problems.isEmpty, "\(loaded.problems)")
        #expect(Set(loaded.world.snapshot.actors.map(\.id)) == ["AbCdEfGh12345678", "fvtt-Actor-bob", "C"])
    }

    @Test(
        "makes a world of one export that names its world",
        arguments: [
            #""flags":{"exportSource":{"world":"emberfall","system":"dnd5e","coreVersion":"10.291","systemVersion":"2.0.3"}}"#,
            #""_stats":{"exportSource":{"worldId":"emberfall","systemId":"dnd5e","coreVersion":"13.351","systemVersion":"5.3.0"}}"#,
        ])
    func exportAsWorld(_ source: String) throws {
        let name = "fvtt-Actor-ada-AbCdEfGh12345678.json"
        try folder.write(name, #"{"name":"Ada","type":"character","system":{},"items":[],\#(source)}"#)
        let loaded = try World.load(path: "\(folder.path)/\(name)")
        #expect(loaded.world.id == "emberfall" && loaded.world.system == "dnd5e")
        #expect(loaded.world.snapshot.actors.map(\.id) == ["AbCdEfGh12345678"])
        #expect(loaded.world.snapshot.coreVersion?.isEmpty == false)
    }

    @Test("gives the records of newer databases back to their owners, in whatever order they come")
    func records() throws {
        try folder.write(
            "a/effect.json", #"{"_key":"!actors.items.effects!A.I.E","_id":"E","changes":[]}"#)
        try folder.write("a/own.json", #"{"_key":"!actors.effects!A.G","_id":"G","changes":[]}"#)
        try folder.write(
            "b.json",
            #"{"_key":"!actors.items!A.I","_id":"I","name":"Sword","type":"weapon","system":{},"effects":["E"]}"#)
        try folder.write(
            "c.json",
            #"{"_key":"!actors!A","_id":"A","type":"npc","name":"Ada","system":{},"items":["I","J"],"effects":["G"]}"#)
        try folder.write("d.json", #"{"_key":"!combats!K","_id":"K","round":0,"combatants":["x"]}"#)
        try folder.write("e.json", #"{"_key":"!combats.combatants!K.x","_id":"x","initiative":3}"#)
        try folder.write("f.json", #"{"_key":"!actors.items!gone.I","_id":"I","name":"x","type":"loot","system":{}}"#)
        let loaded = try World.load(path: folder.path)
        let actor = try #require(loaded.world.snapshot.actor("A"))
        #expect(actor.items.map(\.name) == ["Sword"])
        #expect(actor.items[0].json["effects"][0]["_id"].string == "E")
        #expect(actor.json["effects"][0]["_id"].string == "G", "\(actor.json.jsonText)")
        #expect(loaded.world.snapshot.combat("K")?.combatants.map(\.initiative) == [3])
        #expect(loaded.world.snapshot.items.isEmpty)
        #expect(loaded.problems.count == 1 && loaded.problems[0].file.hasSuffix("f.json"), "\(loaded.problems)")
    }

    @Test("says what to do with a binary database")
    func binary() throws {
        try folder.write("data/actors/CURRENT", "MANIFEST-000001\n")
        try folder.write("data/actors/MANIFEST-000001", "")
        try folder.write("data/scenes/CURRENT", "MANIFEST-000001\n")
        try folder.write("data/scenes/MANIFEST-000001", "")
        let problems = try World.load(path: folder.path).problems
        #expect(problems.count == 1 && problems[0].reason.contains("unpack"), "\(problems)")
    }

    @Test("tells how far it has come, from nothing to everything")
    func progress() throws {
        try folder.write("a.json", actor("A"))
        let line = actor("B", #","pad":"\#(String(repeating: "x", count: 4_000))""#)
        try folder.write("b.db", Array(repeating: line, count: 200).joined(separator: "\n"))
        var told: [WorldLoadProgress] = []
        _ = try World.load(path: folder.path) { told.append($0) }
        let first = try #require(told.first)
        let last = try #require(told.last)
        #expect(first.bytesRead == 0 && last.bytesRead == last.totalBytes && last.documentCount == 2)
        #expect(
            zip(told, told.dropFirst()).allSatisfy { $0.bytesRead <= $1.bytesRead && $0.totalBytes == $1.totalBytes })
        #expect(told.count >= 6, "a large file is told in pieces")
    }

    @Test("names no more problems than anybody reads")
    func manyProblems() throws {
        try folder.write("a.db", String(repeating: "x\n", count: 3_000) + actor("A", #","items":[]"#))
        let loaded = try World.load(path: folder.path)
        #expect(loaded.problems.count == 1_001)
        #expect(loaded.problems.last?.reason.contains("2000") == true)
        #expect(loaded.world.snapshot.actors.count == 1)
    }

    @Test(
        "finds the lines of a file wherever its pieces end",
        arguments: [
            ("", []), ("a", ["a"]), ("a\n", ["a"]), ("\n\na\r\nb", ["", "", "a\r", "b"]),
            (String(repeating: "x", count: 300_000) + "\nb\n", [nil, "b"]),
            (String(repeating: "x", count: 300_000), [nil]),
            (String(repeating: "y", count: 262_143) + "\nb", [nil, "b"]),
            (String(repeating: "ab\n", count: 3), ["ab", "ab", "ab"]),
        ] as [(String, [String?])])
    func lines(_ text: String, _ expected: [String?]) throws {
        try folder.write("lines", text)
        var found: [String?] = []
        var offsets: [Int] = []
        try OpenFile("\(folder.path)/lines").forEachLine(limit: 1_000) { line in
            found.append(line.bytes.map { String(decoding: $0, as: UTF8.self) })
            offsets.append(line.offset)
            #expect(line.number == found.count)
        }
        #expect(found == expected)
        for (line, offset) in zip(found, offsets) {
            guard let line else { continue }
            #expect(try OpenFile("\(folder.path)/lines").read(at: offset, count: line.utf8.count) == Array(line.utf8))
        }
    }
}
