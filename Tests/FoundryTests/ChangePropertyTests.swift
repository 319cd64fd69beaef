import Foundry
import JSON
import Synchronization
import Testing

private final class Counter: Sendable {
    private let count: Mutex<Int>

    init(_ count: Int) { self.count = Mutex(count) }

    var value: Int { count.withLock { $0 } }
    func add(_ number: Int) { count.withLock { $0 += number } }
}

@Suite("Changes at random")
struct ChangePropertyTests {
    @Test("leave what a slow merge of owned values leaves", arguments: 0..<8)
    func merges(_ seed: UInt64) throws {
        var random = RandomDocuments(seed: seed)
        var changed = 0
        for _ in 0..<400 {
            let document = random.document(id: "A")
            let change = random.change()
            let expected = document.changed(by: change)
            let texts = (try document.view.jsonText, try change.view.jsonText)
            let result = try DocumentMerge(change.view, collections: ["items": ["effects"]]).apply(to: document.view)
            #expect(
                result.value == expected, "\(texts.0) changed by \(texts.1) became \(result.jsonText)")
            if expected != document { changed += 1 }
        }
        #expect(changed > 200, "changes must change something")
    }

    @Test("of a world never reach a snapshot taken before them", arguments: 0..<4)
    func snapshots(_ seed: UInt64) throws {
        var random = RandomDocuments(seed: 100 + seed)
        let world = World(id: "w", title: "W", system: "x")
        var expected = random.document(id: "A")
        world.apply(.create(.actor, try expected.view))
        var kept: [(snapshot: WorldSnapshot, text: String)] = []
        for _ in 0..<200 {
            let snapshot = world.snapshot
            kept.append((snapshot, try #require(snapshot.actor("A")).json.jsonText))
            var change = random.change()
            // The id is not up for change, whatever a path makes of it.
            if case .object(var members) = change {
                members["_id"] = nil
                change = .object(members)
            }
            let next = expected.changed(by: change)
            let outcome = world.apply(.update(.actor, "A", by: try change.view))
            let isUnchanged = if case .unchanged = outcome { true } else { false }
            let result = try #require(world.snapshot.actor("A")).json
            let texts = (try expected.view.jsonText, try change.view.jsonText)
            try #require(
                outcome.error == nil && result.value == next && (!isUnchanged || next == expected),
                "\(texts.0) changed by \(texts.1) became \(result.jsonText)")
            expected = next
        }
        for (snapshot, text) in kept { #expect(snapshot.actor("A")?.json.jsonText == text) }
    }

    @Test("by eight writers are all kept, and eight readers never see half of one")
    func threads() async throws {
        let world = World(id: "w", title: "W", system: "x")
        let told = Counter(0)
        world.observe { event, snapshot in
            guard case .document(let event) = event, event.kind == .actor else { return }
            for actor in snapshot.actors where !Self.isWhole(actor) { Issue.record("half a change was told") }
            told.add(1)
        }
        for writer in 0..<8 {
            let actor = try json(
                #"{"_id":"\#(writer)","type":"t","system":{"n":0},"n":0,"items":[]}"#)
            world.apply(.create(.actor, actor))
        }
        let writing = Counter(8)
        let finals = try await withThrowingTaskGroup(of: (Int, JSONValue)?.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    defer { writing.add(-1) }
                    return (writer, try Self.write(to: world, as: writer))
                }
                group.addTask {
                    repeat {
                        let snapshot = world.snapshot
                        #expect(snapshot.actors.count == 8)
                        #expect(snapshot.actors.allSatisfy(Self.isWhole))
                        await Task.yield()
                    } while writing.value > 0
                    return nil
                }
            }
            var finals: [Int: JSONValue] = [:]
            for try await result in group {
                if let (writer, value) = result { finals[writer] = value }
            }
            return finals
        }
        let snapshot = world.snapshot
        for (writer, value) in finals { #expect(snapshot.actor("\(writer)")?.json.value == value) }
        #expect(finals.count == 8)
        // Whoever delivers last may still be at it for a moment when the others have returned.
        while told.value < 8 * 101 { await Task.yield() }
        #expect(told.value == 8 * 101)
    }

    /// 100 changes that all change something.
    private static func write(to world: World, as writer: Int) throws -> JSONValue {
        let id = "\(writer)"
        var random = RandomDocuments(seed: UInt64(500 + writer))
        var expected = try #require(world.snapshot.actor(id)).json.value
        for number in 1...100 {
            guard case .object(var change) = random.change() else { continue }
            for key in ["_id", "n", "system", "==system", "-=system"] { change[key] = nil }
            for (key, _) in change.members where key.hasPrefix("system.") { change[key] = nil }
            change["n"] = .int(Int64(number))
            change["system.n"] = .int(Int64(number))
            expected = expected.changed(by: .object(change))
            let outcome = world.apply(.update(.actor, id, by: try JSONValue.object(change).view))
            guard case .applied = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        return expected
    }

    /// Both numbers change together, always.
    private static func isWhole(_ actor: Actor) -> Bool { actor.json["n"].int == actor.json["system"]["n"].int }
}
