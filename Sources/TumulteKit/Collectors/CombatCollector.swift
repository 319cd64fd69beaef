import Foundry
import JSON
import Synchronization

/// Announces the encounter that runs. Contract: collectors, section 4; socket, section 5.4.
final class CombatCollector: Sendable {
    private let world: World
    private let adapters: AdapterRegistry
    private let includesHidden: Bool
    private let delivery: Delivery
    private let time: TimeSource
    private let tracker = Mutex(CombatTracker())

    init(world: World, adapters: AdapterRegistry, includesHidden: Bool, delivery: Delivery, time: TimeSource) {
        self.world = world
        self.adapters = adapters
        self.includesHidden = includesHidden
        self.delivery = delivery
        self.time = time
    }

    /// An encounter, or one of its combatants, changed.
    func collect(_ combatID: String, in snapshot: WorldSnapshot) {
        let combat = snapshot.combat(combatID).flatMap { self.snapshot(of: $0, in: snapshot) }
        send(
            tracker.withLock { tracker in
                let announced = tracker.update(combatID, to: combat)
                // The announced encounter is over: another one that runs takes its place.
                if tracker.announced == nil, !announced.isEmpty, let next = running(in: snapshot).first {
                    return announced + tracker.update(next.combatID, to: next)
                }
                return announced
            })
    }

    /// The connection is ready.
    func synchronize() {
        let snapshot = world.snapshot
        send(tracker.withLock { $0.resynchronize(with: running(in: snapshot)) })
    }

    /// The started encounters, the active one first.
    private func running(in snapshot: WorldSnapshot) -> [CombatSnapshot] {
        let started = snapshot.combats.filter(\.isStarted)
        return (started.filter(\.isActive) + started.filter { !$0.isActive })
            .compactMap { self.snapshot(of: $0, in: snapshot) }
    }

    private func snapshot(of combat: Combat, in snapshot: WorldSnapshot) -> CombatSnapshot? {
        CombatSnapshot(
            combat, adapter: adapters.adapter(for: world.system), context: snapshot.turnOrderContext,
            includesHidden: includesHidden)
    }

    private func send(_ announcements: [CombatTracker.Announcement]) {
        for announcement in announcements {
            // A turn whose combatant is hidden is not told: it would betray that somebody acts.
            if case .turn(let combat) = announcement, combat.current == nil { continue }
            var writer = JSONWriter()
            announcement.write(worldID: world.id, timestamp: time.wallClock(), into: &writer)
            delivery.accept(.combat, event: announcement.event, payload: writer.bytes)
        }
    }
}

extension CombatTracker.Announcement {
    /// The event's name.
    var event: String {
        switch self {
        case .start: "combat:start"
        case .sync: "combat:sync"
        case .turn: "combat:turn"
        case .round: "combat:round"
        case .end: "combat:end"
        case .added: "combat:combatant-add"
        case .removed: "combat:combatant-remove"
        case .defeated: "combat:combatant-defeated"
        }
    }

    /// Writes the payload as one JSON object.
    func write(worldID: String, timestamp: Int64, into writer: inout JSONWriter) {
        if case .sync(let combat) = self {
            return combat.writeSync(worldID: worldID, timestamp: timestamp, into: &writer)
        }
        writer.beginObject()
        writer.member("worldId", worldID)
        switch self {
        case .start(let combat), .sync(let combat):
            writer.member("combatId", combat.combatID)
            combat.writeState(into: &writer)
        case .turn(let combat):
            writer.member("combatId", combat.combatID)
            writer.member("round", combat.round)
            writer.member("turn", combat.turn)
            writer.key("currentCombatant")
            if let current = combat.current { current.write(into: &writer) } else { writer.null() }
            writer.key("nextCombatant")
            if let next = combat.next { next.write(into: &writer) } else { writer.null() }
        case .round(let combat, let previous):
            writer.member("combatId", combat.combatID)
            writer.member("round", combat.round)
            writer.member("previousRound", previous)
            writer.array("combatants") { writer in
                for combatant in combat.combatants { combatant.write(into: &writer) }
            }
        case .end(let combatID, let finalRound):
            writer.member("combatId", combatID)
            writer.member("finalRound", finalRound)
        case .added(let combatID, let combatant):
            writer.member("combatId", combatID)
            writer.key("combatant")
            combatant.write(into: &writer)
        case .removed(let combatID, let combatant):
            writer.member("combatId", combatID)
            writer.member("combatantId", combatant.id)
            writer.member("name", combatant.name)
        case .defeated(let combatID, let combatant):
            writer.member("combatId", combatID)
            writer.key("combatant")
            combatant.write(into: &writer)
            writer.member("defeated", combatant.isDefeated)
        }
        writer.member("timestamp", Int(timestamp))
        writer.endObject()
    }
}
