import Foundry
import JSON
import Synchronization
import Testing

/// Notes what observers are told, as short texts.
private final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }

    func note(_ event: WorldEvent) {
        switch event {
        case .canvasReady: add("canvasReady")
        case .document(let event):
            let parent = event.parent.map { " of \($0.id)" } ?? ""
            add("\(event.action) \(event.kind.rawValue) \(event.id)\(parent)")
        }
    }
}

@Suite("World")
struct WorldTests {
    private let world = World(id: "w", title: "W", system: "dnd5e")
    private let log = Log()

    init() throws {
        let log = self.log
        world.observe { event, _ in log.note(event) }
    }

    private func apply(_ line: String) throws -> WorldOutcome { world.apply(try HookLine(line).change) }

    private let hero =
        #"{"_id":"A","name":"Ada","type":"character","system":{"hp":{"value":9,"max":12}},"items":[{"_id":"I","name":"Sword","type":"weapon","system":{"quantity":1}}]}"#
    private let fight =
        #"{"_id":"C","round":0,"turn":null,"active":true,"combatants":[{"_id":"x","actorId":"A","tokenId":"t","initiative":null,"defeated":false},{"_id":"y","actorId":null,"tokenId":"u","initiative":3,"defeated":false}]}"#

    @Test("tells creation, update and deletion once each, with the document before and after")
    func documents() throws {
        let seen = Mutex<[DocumentEvent]>([])
        world.observe { event, snapshot in
            guard case .document(let event) = event else { return }
            #expect((snapshot.actor("A") != nil) == (event.after != nil))
            seen.withLock { $0.append(event) }
        }
        world.apply(.create(Actor(try json(hero))))
        world.apply(.update(.actor, "A", by: try json(#"{"system.hp.value":0}"#)))
        world.apply(.delete(.actor, "A"))
        let events = seen.withLock { $0 }
        #expect(log.all == ["created Actor A", "updated Actor A", "deleted Actor A"])
        try #require(events.count == 3)
        #expect(events[0].before == nil)
        #expect(events[1].before?["system"]["hp"]["value"].int == 9)
        #expect(events[1].after?["system"]["hp"]["value"].int == 0)
        #expect(events[1].change?["system.hp.value"].int == 0)
        #expect(events[2].after == nil)
        #expect(world.snapshot.actors.isEmpty)
    }

    @Test("does not tell what it already knows")
    func repetitions() throws {
        #expect(try apply(#"{"hook":"createActor","args":[\#(hero)]}"#).isApplied)
        for line in [
            #"{"hook":"createActor","args":[\#(hero)]}"#,
            #"{"hook":"updateActor","args":[{"_id":"A"},{"system":{"hp":{"value":9}}}]}"#,
            #"{"hook":"updateActor","args":[\#(hero),{"name":"Ada","_id":"A"}]}"#,
            #"{"hook":"updateActor","args":[{"_id":"A"},{"-=gone":null}]}"#,
            #"{"hook":"updateItem","args":[{"_id":"I"},{"system.quantity":1.0}],"parent":{"type":"Actor","id":"A"}}"#,
            #"{"hook":"deleteChatMessage","args":[{"_id":"none"}]}"#,
        ] {
            guard case .unchanged = try apply(line) else {
                Issue.record("\(line)")
                continue
            }
        }
        #expect(log.all == ["created Actor A"])
    }

    @Test("follows the items of an actor")
    func embeddedItems() throws {
        world.apply(.create(Actor(try json(hero))))
        let parent = #""parent":{"type":"Actor","id":"A"}"#
        #expect(try apply(#"{"hook":"updateItem","args":[{"_id":"I"},{"system.quantity":0}],\#(parent)}"#).isApplied)
        #expect(
            try apply(#"{"hook":"createItem","args":[{"_id":"J","name":"Rope","type":"loot","system":{}}],\#(parent)}"#)
                .isApplied)
        #expect(try apply(#"{"hook":"deleteItem","args":[{"_id":"I"}],\#(parent)}"#).isApplied)
        #expect(
            try apply(#"{"hook":"updateItem","args":[{"_id":"J"},{"name":"Hemp rope"}]}"#).isApplied,
            "the owner is found by the item")
        #expect(
            log.all == [
                "created Actor A", "updated Item I of A", "created Item J of A", "deleted Item I of A",
                "updated Item J of A",
            ])
        let items = try #require(world.snapshot.actor("A")).items
        #expect(items.map(\.name) == ["Hemp rope"])
        #expect(world.snapshot.items.isEmpty)
    }

    @Test("keeps items that no actor owns apart")
    func worldItems() throws {
        #expect(try apply(#"{"hook":"createItem","args":[{"_id":"J","name":"Rope","type":"loot"}]}"#).isApplied)
        #expect(world.snapshot.items.map(\.id) == ["J"])
    }

    @Test("tells a change of embedded documents as theirs, even when it came with the owner")
    func normalises() throws {
        world.apply(.create(Combat(try json(fight))))
        let whole = fight.replacing(#""initiative":null"#, with: #""initiative":17"#).replacing(
            #""round":0,"turn":null"#, with: #""round":1,"turn":0"#)
        #expect(try apply(#"{"hook":"updateCombat","args":[\#(whole),{"round":1,"turn":0}]}"#).isApplied)
        #expect(log.all == ["created Combat C", "updated Combatant x of C", "updated Combat C"])
        #expect(
            try apply(#"{"hook":"updateCombat","args":[{"_id":"C"},{"combatants":[{"_id":"y","defeated":true}]}]}"#)
                .isApplied)
        #expect(log.all.suffix(1) == ["updated Combatant y of C"])
    }

    @Test("follows encounters through the hooks that fire before the change, without telling twice")
    func combatHooks() throws {
        world.apply(.create(Combat(try json(fight))))
        #expect(try apply(#"{"hook":"combatStart","args":[\#(fight),{"round":1,"turn":0}]}"#).isApplied)
        #expect(try apply(#"{"hook":"updateCombat","args":[{"_id":"C"},{"round":1,"turn":0}]}"#).isUnchanged)
        #expect(try apply(#"{"hook":"updateCombat","args":[{"_id":"C"},{"turn":1}]}"#).isApplied)
        #expect(try apply(#"{"hook":"combatTurn","args":[{"_id":"C"},{"round":1,"turn":1}]}"#).isUnchanged)
        #expect(try apply(#"{"hook":"combatRound","args":[{"_id":"C"},{"round":2,"turn":0}]}"#).isApplied)
        let combat = try #require(world.snapshot.combat("C"))
        #expect(combat.round == 2 && combat.turn == 0)
        #expect(log.all.filter { $0 == "updated Combat C" }.count == 3)
    }

    @Test("takes initiative 0, turn 0 and an undone defeat for the changes they are")
    func falseIsAValue() throws {
        world.apply(.create(Combat(try json(fight))))
        let parent = #""parent":{"type":"Combat","id":"C"}"#
        #expect(try apply(#"{"hook":"updateCombatant","args":[{"_id":"x"},{"initiative":0}],\#(parent)}"#).isApplied)
        #expect(try apply(#"{"hook":"updateCombatant","args":[{"_id":"x"},{"defeated":true}],\#(parent)}"#).isApplied)
        #expect(try apply(#"{"hook":"updateCombatant","args":[{"_id":"x"},{"defeated":false}],\#(parent)}"#).isApplied)
        let x = try #require(world.snapshot.combat("C")?.combatants.first)
        #expect(x.initiative == 0 && !x.isDefeated && x.actorID == "A")
    }

    @Test("finds the encounter of a combatant whose owner is not named, unless it cannot be told")
    func combatantOwners() throws {
        world.apply(.create(Combat(try json(fight))))
        #expect(try apply(#"{"hook":"updateCombatant","args":[{"_id":"y"},{"initiative":1}]}"#).isApplied)
        #expect(
            try apply(#"{"hook":"createCombatant","args":[{"_id":"z","actorId":"A"}]}"#).isApplied, "there is only one")
        world.apply(.create(Combat(try json(#"{"_id":"D","round":0,"combatants":[]}"#))))
        let outcome = try apply(#"{"hook":"createCombatant","args":[{"_id":"q","actorId":"A"}]}"#)
        #expect(outcome.error == .unknownParent(.combat, id: nil))
    }

    @Test("refuses what it cannot use, and stays as it was")
    func refusals() throws {
        world.apply(.create(Actor(try json(hero))))
        let refused: [(String, WorldError)] = [
            (#"{"hook":"updateActor","args":[{"_id":"B"},{"name":"x"}]}"#, .unknownDocument(.actor, id: "B")),
            (
                #"{"hook":"updateItem","args":[{"_id":"K"},{"name":"x"}],"parent":{"type":"Actor","id":"A"}}"#,
                .unknownDocument(.item, id: "K")
            ),
            (
                #"{"hook":"updateItem","args":[{"_id":"I"},{"name":"x"}],"parent":{"type":"Actor","id":"B"}}"#,
                .unknownParent(.actor, id: "B")
            ),
            (
                #"{"hook":"createItem","args":[{"_id":"I"}],"parent":{"type":"Combat","id":"A"}}"#,
                .unsupportedParent("Combat")
            ),
            (#"{"hook":"updateCombatant","args":[{"_id":"x"},{"initiative":1}]}"#, .unknownParent(.combat, id: nil)),
        ]
        for (line, error) in refused { #expect(try apply(line).error == error, "\(line)") }
        #expect(log.all == ["created Actor A"])
        #expect(world.apply(.create(Actor(try json(#"{"name":"nobody"}"#)))).error == .missingID(.actor))
    }

    @Test("takes a whole document it does not know for new, whichever hook brings it")
    func unknownWhole() throws {
        #expect(try apply(#"{"hook":"updateActor","args":[\#(hero),{"name":"Ada"}]}"#).isApplied)
        #expect(try apply(#"{"hook":"combatTurn","args":[\#(fight),{"round":3,"turn":1}]}"#).isApplied)
        #expect(world.snapshot.combat("C")?.round == 3)
        #expect(world.snapshot.actor("A")?.items.count == 1)
    }

    @Test("merges a partial first argument, and lets a whole one replace members")
    func partialDocuments() throws {
        world.apply(.create(Actor(try json(hero))))
        #expect(try apply(#"{"hook":"updateActor","args":[{"_id":"A","name":"Eve"}]}"#).isApplied)
        #expect(world.snapshot.actor("A")?.systemData["hp"]["max"].int == 12)
        #expect(
            try apply(
                #"{"hook":"updateActor","args":[{"_id":"A","name":"Eve","type":"character","system":{"hp":{"value":1}}}]}"#
            ).isApplied)
        let actor = try #require(world.snapshot.actor("A"))
        #expect(!actor.systemData["hp"]["max"].exists)
        #expect(actor.items.count == 1, "a document without its collection says nothing about it")
    }

    @Test("forgets the oldest messages beyond its limits")
    func history() throws {
        let small = World(id: "w", title: "W", system: "x", limits: WorldLimits(messages: 3, messageBytes: 300))
        for number in 0..<5 { small.apply(.create(.chatMessage, try json(#"{"_id":"m\#(number)","timestamp":1}"#))) }
        #expect(small.snapshot.messages.map(\.id) == ["m2", "m3", "m4"])
        let long = String(repeating: "x", count: 400)
        small.apply(.create(.chatMessage, try json(#"{"_id":"long","timestamp":1,"content":"\#(long)"}"#)))
        #expect(small.snapshot.messages.map(\.id) == ["long"])
    }

    @Test("delivers in order to every observer, also what an observer changes itself")
    func order() throws {
        let first = Log()
        let second = Log()
        let world = World(id: "w", title: "W", system: "x")
        let follow = try json(#"{"_id":"N","name":"follow","role":1}"#)
        world.observe { [weak world] event, snapshot in
            first.note(event)
            if case .document(let event) = event, event.kind == .actor { world?.apply(.create(.user, follow)) }
        }
        let second2 = world.observe { event, _ in second.note(event) }
        world.apply(.create(Actor(try json(hero))))
        #expect(first.all == ["created Actor A", "created User N"])
        #expect(second.all == first.all)
        second2.cancel()
        world.apply(.delete(.actor, "A"))
        #expect(second.all.count == 2)
        #expect(first.all.count == 3)
    }

    @Test("keeps every change of many threads, and tells each exactly once")
    func threads() async throws {
        let world = World(id: "w", title: "W", system: "x")
        let told = Mutex<[String: Int]>([:])
        let isInside = Mutex(false)
        world.observe { event, _ in
            let entered = isInside.withLock { inside in
                defer { inside = true }
                return !inside
            }
            #expect(entered, "events are delivered one at a time")
            if case .document(let event) = event { told.withLock { $0[event.id, default: 0] += 1 } }
            isInside.withLock { $0 = false }
        }
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<50 {
                        guard let document = try? JSONDocument(#"{"_id":"\#(task)-\#(number)","role":1}"#) else {
                            continue
                        }
                        world.apply(.create(.user, document.root))
                    }
                }
            }
        }
        #expect(world.snapshot.users?.count == 400)
        // Whoever delivers last may still be at it for a moment when the others have returned.
        while told.withLock({ $0.count }) < 400 { await Task.yield() }
        #expect(told.withLock { $0.values.allSatisfy { $0 == 1 } })
    }

    @Test("tells that the game master looks at another scene, and changes nothing")
    func canvas() throws {
        #expect(try apply(#"{"hook":"canvasReady","args":[]}"#).isApplied)
        #expect(log.all == ["canvasReady"])
    }

    @Test(
        "tells player ownership from users, or admits that it cannot",
        arguments: [
            (#"{"ownership":{"default":0,"p":3}}"#, true, nil), (#"{"permission":{"default":0,"p":3}}"#, true, nil),
            (#"{"ownership":{"default":0,"g":3}}"#, false, nil), (#"{"ownership":{"default":3}}"#, true, true),
            (#"{"ownership":{"default":3,"p":0}}"#, false, true), (#"{"ownership":{"default":0,"p":2}}"#, false, nil),
            (#"{"hasPlayerOwner":false,"ownership":{"p":3}}"#, false, false), ("{}", false, nil),
            (#"{"ownership":[]}"#, false, nil),
        ] as [(String, Bool, Bool?)])
    func ownership(_ actor: String, _ amongUsers: Bool, _ alone: Bool?) throws {
        let actor = Actor(try json(actor))
        let users = [User(try json(#"{"_id":"g","role":4}"#)), User(try json(#"{"_id":"p","role":1}"#))]
        #expect(actor.hasPlayerOwner(among: users) == amongUsers)
        #expect(actor.hasPlayerOwner(among: nil) == alone)
    }
}

extension WorldOutcome {
    fileprivate var isApplied: Bool { if case .applied = self { true } else { false } }
    fileprivate var isUnchanged: Bool { if case .unchanged = self { true } else { false } }
}
