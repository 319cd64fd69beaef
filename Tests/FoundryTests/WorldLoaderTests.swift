import Foundry
import Glibc
import JSON
import TestFolders
import Testing

/// A folder of its own, removed at the end, in which files may stand in folders.
private struct Folder {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    var path: String { folder.path }

    func write(_ name: String, _ text: String) throws {
        if let slash = name.lastIndex(of: "/") { mkdir("\(path)/\(name[..<slash])", 0o700) }
        try folder.write(Array(text.utf8), to: name)
    }
}

@Suite("Loading worlds")
struct WorldLoaderTests {
    private let manifest =
        #"{"id":"emberfall","title":"Emberfall","system":"dnd5e","systemVersion":"5.3.0","coreVersion":"13.351","users":[{"_id":"g","role":4},{"_id":"p","role":1}]}"#
    private let actor = #"{"_id":"A","name":"Ada","type":"character","system":{},"items":[],"ownership":{"p":3}}"#

    @Test("loads a folder with documents in every form")
    func folder() throws {
        let folder = try Folder()
        try folder.write("world.json", manifest)
        try folder.write("actors/ada.json", actor)
        try folder.write("actors/more.json", "[\(actor.replacing("\"A\"", with: "\"B\"")), 7, {\"what\":1}]")
        try folder.write(
            "messages.db",
            #"{"_id":"m1","timestamp":1,"content":"a"}"# + "\n\n" + #"{"_id":"m1","timestamp":1,"content":"b"}"# + "\n"
                + #"{"_id":"m2","timestamp":2,"content":"c"}"# + "\n" + #"{"$$deleted":true,"_id":"m2"}"#)
        try folder.write("combats.json", #"{"combats":[{"_id":"c","round":0,"combatants":[]}]}"#)
        try folder.write(
            "lines.json",
            #"{"_id":"i","name":"x","type":"weapon","system":{}}"# + "\n"
                + #"{"_id":"j","name":"y","type":"weapon","system":{}}"# + "\n")
        try folder.write("notes.txt", "not a document")
        try folder.write(".hidden.json", "{")
        let loaded = try World.load(path: folder.path + "/")
        #expect(loaded.problems.isEmpty, "\(loaded.problems)")
        #expect(loaded.world.id == "emberfall" && loaded.world.title == "Emberfall" && loaded.world.system == "dnd5e")
        let snapshot = loaded.world.snapshot
        #expect(Set(snapshot.actors.map(\.id)) == ["A", "B"])
        #expect(snapshot.messages.map(\.content) == ["b"])
        #expect(snapshot.combats.map(\.id) == ["c"])
        #expect(snapshot.items.map(\.id) == ["i", "j"])
        #expect(snapshot.users?.count == 2)
        #expect(snapshot.systemVersion == "5.3.0" && snapshot.coreVersion == "13.351")
        #expect(try snapshot.hasPlayerOwner(#require(snapshot.actor("A"))) == true)
    }

    @Test("loads one file with the documents in its arrays, and users named by id alone")
    func singleFile() throws {
        let folder = try Folder()
        try folder.write(
            "w.json",
            #"{"id":"w","system":"pf2e","users":["p"],"actors":[\#(actor)],"messages":[{"_id":"m"}],"flags":{"x":[1]}}"#
        )
        let loaded = try World.load(path: folder.path + "/w.json")
        #expect(loaded.problems.isEmpty)
        #expect(loaded.documentCount == 3)
        #expect(loaded.world.title == "w")
        #expect(try loaded.world.snapshot.hasPlayerOwner(#require(loaded.world.snapshot.actor("A"))) == true)
    }

    @Test("names file, line and reason of what it cannot read, and loads the rest")
    func problems() throws {
        let folder = try Folder()
        try folder.write("world.json", manifest)
        try folder.write("a.json", actor)
        try folder.write("b.json", "{\"broken\":")
        try folder.write("c.db", actor.replacing("\"A\"", with: "\"C\"") + "\nnonsense\n")
        try folder.write("d.json", actor.replacing("\"_id\":\"A\",", with: ""))
        let loaded = try World.load(path: folder.path)
        #expect(loaded.world.snapshot.actors.map(\.id) == ["A", "C"])
        let files = loaded.problems.map { $0.file.split(separator: "/").last.map(String.init) ?? "" }
        #expect(files == ["b.json", "c.db:2", "d.json"])
        #expect(loaded.problems.allSatisfy { !$0.reason.isEmpty })
    }

    @Test(
        "says why there is no world at a path",
        arguments: [
            ("missing", nil, "no such file"), ("w.json", "{", "end"), ("w.json", "[]", "not a JSON object"),
            ("w.json", "{}", "\"id\""),
            ("w.json", #"{"id":"w"}"#, "\"system\""), ("w.json", #"{"id":7,"system":"x"}"#, "\"id\""),
            ("", nil, "no such file"),
        ] as [(String, String?, String)])
    func noWorld(_ name: String, _ text: String?, _ word: String) throws {
        let folder = try Folder()
        if let text { try folder.write(name, text) }
        do throws(WorldLoadError) {
            _ = try World.load(path: "\(folder.path)/\(name)")
            Issue.record("loaded")
        } catch {
            #expect(error.file.hasPrefix(folder.path))
            #expect(error.reason.contains(word), "\(error)")
        }
    }

    @Test("does not wait for a pipe, and refuses a file that is too large")
    func oddFiles() throws {
        let folder = try Folder()
        #expect(mkfifo("\(folder.path)/pipe.json", 0o600) == 0)
        #expect(throws: WorldLoadError.self) { try World.load(path: "\(folder.path)/pipe.json") }
        try folder.write("big.json", "[1,2,3]")
        #expect(throws: FileProblem.self) { try readFile("\(folder.path)/big.json", limit: 6) }
        #expect(try readFile("\(folder.path)/big.json", limit: 7).count == 7)
    }
}
