import Dnd5e
import Foundry
import JSON
import Testing

@testable import TumulteKit

@Suite("Announcing encounters")
struct CombatTrackerTests {
    /// An encounter of three, with one member changed at a time.
    private func combat(
        _ id: String = "c1", round: Int = 1, turn: Int? = 0, initiatives: [Int?] = [20, 10, 5], hidden: Set<Int> = [],
        defeated: Set<Int> = []
    ) throws -> CombatSnapshot {
        let document = try JSONDocument.writing { writer in
            writer.object { writer in
                writer.member("_id", id)
                writer.member("round", round)
                writer.member("turn", turn)
                writer.array("combatants") { writer in
                    for (n, initiative) in initiatives.enumerated() {
                        writer.object { writer in
                            writer.member("_id", "k\(n)")
                            writer.member("name", "N\(n)")
                            writer.member("initiative", initiative)
                            writer.member("hidden", hidden.contains(n))
                            writer.member("defeated", defeated.contains(n))
                        }
                    }
                }
            }
        }
        return try #require(CombatSnapshot(Combat(document.root), adapter: Dnd5eAdapter()))
    }

    private func events(_ announcements: [CombatTracker.Announcement]) -> [String] { announcements.map(\.event) }

    @Test("says nothing before an encounter has started, and starts it once")
    func starts() throws {
        var tracker = CombatTracker()
        #expect(tracker.update("c1", to: try combat(round: 0, turn: nil)) == [])
        #expect(events(tracker.update("c1", to: try combat())) == ["combat:start"])
        #expect(tracker.update("c1", to: try combat()) == [])
    }

    @Test("tells turns with who acts now and next, also at the top of a round, with the rounds the right way round")
    func turns() throws {
        var tracker = CombatTracker(announced: try combat())
        let turn = tracker.update("c1", to: try combat(turn: 1))
        #expect(turn == [.turn(try combat(turn: 1))])
        guard case .turn(let snapshot) = turn.first else { return }
        #expect(snapshot.current?.id == "k1")
        #expect(snapshot.next?.id == "k2")
        let top = tracker.update("c1", to: try combat(round: 2, turn: 0))
        #expect(events(top) == ["combat:round", "combat:turn"])
        guard case .round(let after, let previous) = top.first else { return }
        #expect(after.round == 2 && previous == 1)
    }

    @Test("passes over the defeated and the hidden when it tells who is next")
    func next() throws {
        #expect(try combat(turn: 0, defeated: [1]).next?.id == "k2")
        #expect(try combat(turn: 0, hidden: [1]).next?.id == "k2")
        #expect(try combat(turn: 2).next?.id == "k0")
    }

    @Test("leaves hidden combatants out, counts turns among the others, and announces one that is revealed")
    func hidden() throws {
        let concealed = try combat(turn: 2, hidden: [0])
        #expect(concealed.combatants.map(\.id) == ["k1", "k2"])
        #expect(concealed.turn == 1)
        #expect(try combat(turn: 0, hidden: [0]).current == nil)
        var tracker = CombatTracker(announced: concealed)
        #expect(events(tracker.update("c1", to: try combat(turn: 2))) == ["combat:combatant-add"])
    }

    @Test("tells defeat and its undoing, and initiatives of 0")
    func truthiness() throws {
        var tracker = CombatTracker(announced: try combat(initiatives: [20, 10, nil]))
        #expect(events(tracker.update("c1", to: try combat(initiatives: [20, 10, 0]))) == ["combat:sync"])
        let down = tracker.update("c1", to: try combat(initiatives: [20, 10, 0], defeated: [1]))
        #expect(events(down) == ["combat:combatant-defeated"])
        let up = tracker.update("c1", to: try combat(initiatives: [20, 10, 0]))
        guard case .defeated(_, let combatant) = up.first else {
            Issue.record("\(up)")
            return
        }
        #expect(!combatant.isDefeated)
    }

    @Test("ends the announced encounter only, when it is deleted or goes back to before its start")
    func ends() throws {
        var tracker = CombatTracker(announced: try combat(round: 3))
        #expect(tracker.update("other", to: nil) == [])
        #expect(tracker.update("other", to: try combat("other")) == [])
        #expect(tracker.update("c1", to: nil) == [.end(combatID: "c1", finalRound: 3)])
        #expect(tracker.update("c1", to: nil) == [])
        tracker = CombatTracker(announced: try combat(round: 3))
        #expect(tracker.update("c1", to: try combat(round: 0, turn: nil)) == [.end(combatID: "c1", finalRound: 3)])
    }

    @Test("after a reconnect sends one snapshot of what runs, and the end of what was announced and is over")
    func resynchronizes() throws {
        var tracker = CombatTracker()
        #expect(tracker.resynchronize(with: []) == [])
        #expect(events(tracker.resynchronize(with: [try combat()])) == ["combat:sync"])
        #expect(events(tracker.resynchronize(with: [try combat("c2"), try combat()])) == ["combat:sync"])
        #expect(tracker.announced?.combatID == "c1")
        #expect(events(tracker.resynchronize(with: [try combat("c2")])) == ["combat:end", "combat:sync"])
        #expect(tracker.resynchronize(with: []) == [.end(combatID: "c2", finalRound: 1)])
    }

    @Test("writes what the contract wants, with the true round in front")
    func payloads() throws {
        let round = CombatTracker.Announcement.round(try combat(round: 2), previous: 1)
        let document = try JSONDocument.writing { round.write(worldID: "w", timestamp: 5, into: &$0) }
        #expect(document.root["round"].int == 2)
        #expect(document.root["previousRound"].int == 1)
        #expect(document.root["combatants"].count == 3)
        #expect(document.root["timestamp"].int == 5)
        let first = document.root["combatants"][0]
        #expect(
            first.object.map(\.key) == [
                "id", "actorId", "name", "img", "initiative", "isDefeated", "isNPC", "characterType", "isVisible", "hp",
            ])
        #expect(first["hp"].kind == .null)
    }
}
