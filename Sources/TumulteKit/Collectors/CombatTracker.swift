import Foundry

/// Compares encounters before and after a change and says what to announce. Plain values: no outbox, no clock.
///
/// What is told follows from what changed, whichever of Foundry's hooks announced it; so nothing is told twice, and turns
/// that a player ends are told like any other. Contract: collectors, W32 to W42.
struct CombatTracker: Sendable {
    /// What to announce, in order.
    enum Announcement: Sendable, Equatable {
        case start(CombatSnapshot)
        case sync(CombatSnapshot)
        case turn(CombatSnapshot)
        case round(CombatSnapshot, previous: Int)
        case end(combatID: String, finalRound: Int)
        case added(combatID: String, CombatantPayload)
        case removed(combatID: String, CombatantPayload)
        case defeated(combatID: String, CombatantPayload)
    }

    /// The encounter the server knows of, as it was last announced.
    private(set) var announced: CombatSnapshot?

    /// The encounter that was announced by an earlier run, so that its end is told even when it came while offline.
    init(announced: CombatSnapshot? = nil) { self.announced = announced }

    /// An encounter changed, or came, or went (`combat` nil).
    mutating func update(_ combatID: String, to combat: CombatSnapshot?) -> [Announcement] {
        guard let before = announced else {
            guard let combat, combat.round > 0 else { return [] }
            announced = combat
            return [.start(combat)]
        }
        // Another encounter waits until the announced one is over.
        guard before.combatID == combatID else { return [] }
        guard let combat, combat.round > 0 else {
            announced = nil
            return [.end(combatID: combatID, finalRound: before.round)]
        }
        announced = combat
        return Self.differences(from: before, to: combat)
    }

    /// The connection is ready: one snapshot of what runs, or the end of what was announced and is over.
    /// - Parameter running: the started encounters, the one to show first.
    mutating func resynchronize(with running: [CombatSnapshot]) -> [Announcement] {
        if let before = announced {
            if let same = running.first(where: { $0.combatID == before.combatID }) {
                announced = same
                return [.sync(same)]
            }
            announced = running.first
            let end = Announcement.end(combatID: before.combatID, finalRound: before.round)
            return [end] + running.prefix(1).map { .sync($0) }
        }
        announced = running.first
        return running.prefix(1).map { .sync($0) }
    }

    private static func differences(from before: CombatSnapshot, to after: CombatSnapshot) -> [Announcement] {
        var told: [Announcement] = []
        let id = after.combatID
        let known = Dictionary(before.combatants.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let present = Dictionary(after.combatants.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for gone in before.combatants where present[gone.id] == nil { told.append(.removed(combatID: id, gone)) }
        var initiativeChanged = false
        for combatant in after.combatants {
            guard let old = known[combatant.id] else {
                told.append(.added(combatID: id, combatant))
                continue
            }
            if old.isDefeated != combatant.isDefeated { told.append(.defeated(combatID: id, combatant)) }
            if old.initiative != combatant.initiative { initiativeChanged = true }
        }
        // No event fits an initiative change; a snapshot tells it.
        if initiativeChanged { told.append(.sync(after)) }
        if before.round != after.round { told.append(.round(after, previous: before.round)) }
        if before.round != after.round || before.current?.id != after.current?.id { told.append(.turn(after)) }
        return told
    }
}
