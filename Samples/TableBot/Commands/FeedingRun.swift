import Foundry
import JSON
import Synchronization
import TumulteKit

/// One run of a table: connects, feeds it from the input, shows what happens, ends in order.
struct FeedingRun: Sendable {
    let table: TumulteTable
    let input: LineSource?
    let console: Console

    /// How long the end of the input waits while nothing gets through: a server that was never there, and one that was.
    static let patienceBeforeFirstConnection = Duration.seconds(20)
    static let patience = Duration.seconds(90)
    /// An interrupted run delivers what it can within this.
    static let farewell = Duration.seconds(5)
    /// A fast input waits while this many events are queued, far below what the outbox takes.
    private static let highWater = 5_000

    private enum End: Sendable {
        case interrupted
        case inputRead(errors: Int)
        case tableEnded(TableError?)
    }

    func run() async -> ExitCode {
        let progress = RunProgress()
        let interruption = Interruption()
        let signals = interruption.signals
        // Subscribed before anything can happen, so that nothing is missed.
        let (statuses, reports, commands) = (table.statuses, table.reports, table.commands)
        let observers = Task { await observe(statuses, reports, commands, progress) }
        // The first of these decides how the run ends; the table itself is ended afterwards, in order.
        let ends = AsyncStream.makeStream(of: End.self)
        let running = Task { () async -> TableError? in
            var error: TableError?
            do throws(TableError) { try await table.run() } catch let problem { error = problem }
            ends.continuation.yield(.tableEnded(error))
            return error
        }
        let listening = Task {
            for await _ in signals { ends.continuation.yield(.interrupted) }
        }
        let feeding = input.map { input in
            let feed = InputFeed(table: table, source: input, console: console, highWater: Self.highWater)
            return Task {
                if let errors = await feed.run() { ends.continuation.yield(.inputRead(errors: errors)) }
            }
        }
        var end = End.interrupted
        for await first in ends.stream {
            end = first
            break
        }
        feeding?.cancel()
        listening.cancel()
        let code = await finish(end, running: running, progress: progress)
        interruption.stop()
        observers.cancel()
        summarize(progress, end: end)
        return code
    }

    private func finish(_ end: End, running: Task<TableError?, Never>, progress: RunProgress) async -> ExitCode {
        switch end {
        case .tableEnded(let error):
            guard let error else { return .done }
            console.fail("\(error)")
            return error.exitCode
        case .interrupted:
            console.say(en: "Stopping…", fr: "Arrêt…")
            if progress.isReady { await table.drain(within: Self.farewell) }
            running.cancel()
            _ = await running.value
            return .done
        case .inputRead(let errors):
            let outcome = await drain(running, progress)
            running.cancel()
            if let error = await running.value, outcome != .done {
                console.fail("\(error)")
                return error.exitCode
            }
            guard outcome == .done else { return outcome }
            if table.counts.refused > 0 { return .failed }
            return errors > 0 ? .badInput : .done
        }
    }

    /// Waits until the table was connected and everything is delivered, for as long as there is hope.
    private func drain(_ running: Task<TableError?, Never>, _ progress: RunProgress) async -> ExitCode {
        let clock = ContinuousClock()
        var quietSince = clock.now
        var settled = progress.settled
        while true {
            let wasReady = progress.wasReady
            if await table.drain(within: .seconds(1)), wasReady { return .done }
            // The table has given up by itself: revoked, say.
            if progress.hasStopped { return .notPaired }
            if progress.isReady || progress.settled != settled { quietSince = clock.now }
            settled = progress.settled
            if clock.now - quietSince >= (wasReady ? Self.patience : Self.patienceBeforeFirstConnection) { break }
            try? await clock.sleep(for: .milliseconds(50))
        }
        let waiting = table.waitingEvents
        console.fail(
            console.text(
                en: "The server cannot be reached (\(progress.lastReason)). \(waiting) events wait; rolls are kept for "
                    + "the next run.",
                fr:
                    "Le serveur est injoignable (\(progress.lastReason)). \(waiting) évènements attendent ; les jets sont "
                    + "gardés pour la prochaine fois."))
        return .unreachable
    }

    // MARK: Showing

    private func observe(
        _ statuses: AsyncStream<ConnectionState>, _ reports: AsyncStream<DeliveryReport>,
        _ commands: AsyncStream<ServerCommand>, _ progress: RunProgress
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await status in statuses {
                    progress.note(status)
                    StatusLine(status: status).show(on: console)
                }
            }
            group.addTask {
                for await report in reports {
                    progress.note(report)
                    ReportLine(report: report).show(on: console)
                }
            }
            group.addTask {
                for await command in commands {
                    console.emit("command") { writer in
                        writer.member("command", command.name)
                        writer.member("request", command.requestID)
                        writer.member("outcome", "ignored")
                    }
                }
            }
        }
    }

    private func summarize(_ progress: RunProgress, end: End) {
        let counts = table.counts
        var inputErrors = 0
        if case .inputRead(let errors) = end { inputErrors = errors }
        console.emit("summary") { writer in
            writer.member("rolls", counts.rolls)
            writer.member("withheld", counts.withheld)
            writer.member("delivered", counts.rollsSettled)
            writer.member("refused", counts.refused)
            writer.member("characters_synced", counts.charactersSettled)
            writer.member("combat_events", counts.combatSettled)
            writer.member("waiting", table.waitingEvents)
            writer.member("reconnects", progress.reconnects)
            writer.member("input_errors", inputErrors)
        }
        console.say(
            en: "\(counts.rollsSettled) rolls delivered, \(counts.withheld) withheld, \(counts.refused) refused, "
                + "\(table.waitingEvents) waiting.",
            fr: "\(counts.rollsSettled) jets livrés, \(counts.withheld) retenus, \(counts.refused) refusés, "
                + "\(table.waitingEvents) en attente.")
    }
}

/// What a run has seen so far.
final class RunProgress: Sendable {
    private struct State {
        var isReady = false
        var timesReady = 0
        var settled = 0
        var hasStopped = false
        var lastReason = ""
    }

    private let state = Mutex(State())

    var isReady: Bool { state.withLock { $0.isReady } }
    var wasReady: Bool { state.withLock { $0.timesReady > 0 } }
    var reconnects: Int { state.withLock { max(0, $0.timesReady - 1) } }
    var settled: Int { state.withLock { $0.settled } }
    var hasStopped: Bool { state.withLock { $0.hasStopped } }
    var lastReason: String { state.withLock { $0.lastReason } }

    func note(_ status: ConnectionState) {
        state.withLock { state in
            state.isReady = false
            switch status {
            case .ready:
                state.isReady = true
                state.timesReady += 1
            case .waiting(_, _, let reason): state.lastReason = reason
            case .unpaired, .revoked, .campaignDeleted: state.hasStopped = true
            case .stopped, .connecting, .authenticating: break
            }
        }
    }

    func note(_ report: DeliveryReport) {
        if case .settled = report { state.withLock { $0.settled += 1 } }
    }
}
