import Foundry
import JSON
import TumulteKit
import TumulteTesting

/// Plays an encounter over a connection that is cut again and again, and compares what was rolled with what the overlay
/// shows.
struct DemoEvening: Sendable {
    let table: TumulteTable
    let server: ContractServer
    let encounter: DemoEncounter
    let console: Console

    /// - Parameters:
    ///   - dropEvery: cuts the connection at every so many events; nil cuts it twice in all.
    ///   - patience: how long the end waits for what is still under way.
    func play(dropEvery: Int?, patience: Duration) async -> DemoReckoning {
        let progress = RunProgress()
        let statuses = table.statuses
        let watching = Task {
            for await status in statuses {
                progress.note(status)
                StatusLine(status: status).show(on: console)
            }
        }
        let showing = Task {
            for await entry in await server.overlayEntries() { OverlayLine(entry: entry).show(on: console) }
        }
        let running = Task { try? await table.run() }
        if let dropEvery { await server.inject(.cutEvery(events: dropEvery)) }
        let cuts = dropEvery == nil ? [encounter.steps.count / 3, encounter.steps.count * 2 / 3] : []
        for (index, step) in encounter.steps.enumerated() {
            if cuts.contains(index) {
                console.say(
                    console.style(
                        console.text(en: "  ✂ the connection is cut", fr: "  ✂ la connexion est coupée"), .red))
                await server.dropConnections()
            }
            console.emit("step") { $0.member("caption", step.caption) }
            table.world.apply(step.change)
            // At a real table seconds pass between two hooks; here, as long as the server takes.
            await table.drain(within: patience)
        }
        let seen = await server.snapshot()
        running.cancel()
        await running.value
        await server.stop()
        await showing.value
        watching.cancel()
        return DemoReckoning(encounter: encounter, counts: table.counts, seen: seen, reconnects: progress.reconnects)
    }
}

/// What was rolled, beside what the overlay shows.
struct DemoReckoning: Sendable, Hashable {
    let rollsMade: Int
    let rollsHidden: Int
    let rollsDelivered: Int
    let rollsOnOverlay: Int
    let hiddenOnOverlay: Int
    let lost: Int
    let duplicates: Int
    let outOfOrder: Int
    let charactersSynced: Int
    let combatEvents: Int
    let reconnects: Int
    let violations: Int

    /// Nothing lost, nothing twice, nothing hidden shown, and the contract kept.
    var isClean: Bool {
        lost == 0 && duplicates == 0 && hiddenOnOverlay == 0 && outOfOrder == 0 && violations == 0
            && rollsOnOverlay == rollsMade - rollsHidden
    }

    init(encounter: DemoEncounter, counts: DeliveryCounts, seen: ContractServer.Snapshot, reconnects: Int) {
        let made = encounter.steps.flatMap { step -> [(id: String, isHidden: Bool)] in
            guard step.rolls > 0, let message = step.change.document.map(ChatMessage.init) else { return [] }
            return message.rolls.compactMap { roll in roll.id.map { ($0, step.isHidden) } }
        }
        let shown = seen.overlay.filter { $0.kind == .roll }.compactMap { $0.payload["rollId"]?.string }
        let hidden = Set(made.lazy.filter(\.isHidden).map(\.id))
        let visible = made.lazy.filter { !$0.isHidden }.map(\.id)
        let distinct = Set(shown)
        rollsMade = made.count
        rollsHidden = hidden.count
        rollsDelivered = counts.rollsSettled
        rollsOnOverlay = shown.count
        hiddenOnOverlay = shown.filter(hidden.contains).count
        lost = visible.filter { !distinct.contains($0) }.count
        duplicates = shown.count - distinct.count
        let expected = visible.filter(distinct.contains)
        outOfOrder = zip(expected, shown).filter { $0 != $1 }.count
        charactersSynced =
            Set(
                seen.received.lazy.filter { $0.event == "character:update" }.compactMap {
                    $0.payload["characterId"]?.string
                }
            ).count
        combatEvents = seen.overlay.filter { $0.kind == .combat }.count
        self.reconnects = reconnects
        violations = seen.violations.count
    }
}
