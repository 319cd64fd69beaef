import Synchronization

/// Where events leave when the connection is ready. `send` may be called from any thread and does not wait.
protocol EventLink: Sendable {
    func send(_ event: String, payload: [UInt8]) throws(EventLinkError)
}

/// Why an event could not be handed to the connection.
enum EventLinkError: Error, Sendable, Hashable {
    /// Larger than the server takes; it never will.
    case tooLarge(limit: Int)
    /// The connection is gone or its buffer is full; the event stays in the outbox.
    case unavailable
}

/// Takes events in from any thread and sees to it that each is settled: outbox, journal and connection in one place.
///
/// Accepting an event never waits for the network. When the connection is ready and nothing is in flight, the event is
/// written within the call that brought it.
final class Delivery: Sendable {
    /// All that changes, behind one lock.
    private struct State: ~Copyable {
        var outbox: Outbox
        var journal: Journal?
        var link: (any EventLink)?
        /// While a refusal that may pass is waited out, for this long, nothing is sent.
        var held: Duration?
        /// Told of flights and holds while a connection lasts.
        var watch: Watch?
        /// Counts the events put in flight, so that a time limit knows whether "its" event is still the one.
        var flight: UInt64 = 0
        var counts = DeliveryCounts()
        var emptyWaiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
    }

    /// What the watch of one connection listens to; only the newest of each matters. A cancelled reader ends such a
    /// sequence for good, so every connection has its own.
    private struct Watch: Sendable {
        let flights = AsyncStream.makeStream(of: UInt64.self, bufferingPolicy: .bufferingNewest(1))
        let holds = AsyncStream.makeStream(of: Duration.self, bufferingPolicy: .bufferingNewest(1))
    }

    private let state: Mutex<State>
    private let time: TimeSource
    let reports = Broadcast<DeliveryReport>(buffered: 4096)
    /// A closure directly inside a `Mutex` is wrapped once more at each access; inside a structure it stays what it is.
    private struct SettledListener {
        var body: (@Sendable (String) -> Void)?
    }

    /// Told of each acknowledged character state before anything else is sent.
    private let characterSettled = Mutex(SettledListener())

    /// A refusal that may pass is answered with this many more tries.
    static let maximumRefusals = 3

    /// - Parameter journalFolder: where rolls are kept across restarts; nil keeps them in memory.
    init(limits: Outbox.Limits, journalFolder: String?, time: TimeSource) throws(JournalError) {
        self.time = time
        var outbox = Outbox(limits: limits)
        if let journalFolder {
            let journal = try Journal.open(folder: journalFolder)
            // What was accepted before stays accepted, whatever the limits are now.
            var unlimited = Outbox(limits: Outbox.Limits(entries: .max, bytes: .max))
            for entry in journal.recovery.entries { _ = unlimited.append(entry) }
            outbox.restore(unlimited)
            state = Mutex(State(outbox: outbox, journal: journal))
        } else {
            state = Mutex(State(outbox: outbox, journal: nil))
        }
    }

    var counts: DeliveryCounts { state.withLock { $0.counts } }
    var depth: Int { state.withLock { $0.outbox.count } }

    func countRoll(withheld rollID: String?) {
        state.withLock { state in
            state.counts.rolls += 1
            if rollID != nil { state.counts.withheld += 1 }
        }
        if let rollID { reports.send(.withheld(rollID: rollID)) }
    }

    /// Reports an event that cannot even be accepted.
    func refuse(_ reference: EventReference, reason: String) {
        state.withLock { $0.counts.refused += 1 }
        reports.send(.refused(reference, reason: reason))
    }

    // MARK: Accepting

    /// Takes an event in. Rolls are journalled before anything else happens.
    func accept(_ subject: OutboxEntry.Subject, event: String, payload: [UInt8]) {
        var entry = OutboxEntry(subject: subject, event: event, payload: payload, acceptedAt: time.wallClock())
        let report: DeliveryReport? = state.withLock { state in
            guard state.outbox.hasRoom(for: entry) else {
                state.counts.refused += 1
                return .refused(entry.reference, reason: "the outbox is full (\(state.outbox.count) events)")
            }
            var report: DeliveryReport?
            if case .roll(let id) = subject {
                do throws(JournalError) {
                    entry.sequence = try state.journal?.accept(rollID: id, at: entry.acceptedAt, payload: payload) ?? 0
                } catch {
                    report = .notJournalled(entry.reference, reason: "\(error)")
                }
            }
            _ = state.outbox.append(entry)
            return report
        }
        if let report { reports.send(report) }
        pump()
    }

    /// Calls `body` with the actor's id whenever the server acknowledged its latest state.
    func onCharacterSettled(_ body: @escaping @Sendable (String) -> Void) {
        characterSettled.withLock { $0.body = body }
    }

    // MARK: The connection

    /// Events may leave through `link` from now on.
    func open(_ link: any EventLink) {
        state.withLock { state in
            state.link = link
            state.held = nil
        }
        pump()
    }

    /// The connection is gone: what was in flight goes back to the front, and combat deltas lose their meaning.
    func close() {
        state.withLock { state in
            state.link = nil
            state.outbox.returnInFlight()
            state.counts.superseded += state.outbox.dropCombat()
        }
        resumeIfEmpty()
    }

    /// The server answered the event in flight.
    func acknowledge(event: String, _ answer: EventAcknowledgement) {
        var journalProblem: String?
        let report: DeliveryReport? = state.withLock { state in
            // An answer to something else than what is in flight belongs to nothing we wait for.
            guard let entry = state.outbox.inFlight, entry.event == event else { return nil }
            if !answer.success, !answer.isPermanent, entry.refusals < Self.maximumRefusals {
                state.outbox.returnInFlight(refused: true)
                let pause = Duration.seconds(1 << entry.refusals)
                state.held = pause
                state.watch?.holds.continuation.yield(pause)
                return nil
            }
            journalProblem = Self.settle(&state, success: answer.success)
            return answer.success ? .settled(entry.reference) : .refused(entry.reference, reason: answer.error)
        }
        if let report, let journalProblem {
            reports.send(.notJournalled(report.reference, reason: journalProblem))
        }
        if let report {
            if case .settled(let reference) = report, event == "character:update", let id = reference.id {
                characterSettled.withLock { $0.body }?(id)
            }
            reports.send(report)
        }
        pump()
        resumeIfEmpty()
    }

    private static func settle(_ state: inout State, success: Bool) -> String? {
        guard let entry = state.outbox.settle() else { return nil }
        switch (success, entry.subject) {
        case (false, _): state.counts.refused += 1
        case (true, .roll): state.counts.rollsSettled += 1
        case (true, .character): state.counts.charactersSettled += 1
        case (true, .combat): state.counts.combatSettled += 1
        }
        guard entry.sequence > 0 else { return nil }
        do throws(JournalError) {
            try state.journal?.settle(entry.sequence)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Sends the next event when the connection is ready and nothing is in flight.
    private func pump() {
        while true {
            let outgoing: (entry: OutboxEntry, link: any EventLink)? = state.withLock { state in
                guard let link = state.link, state.held == nil, let entry = state.outbox.next() else { return nil }
                state.flight += 1
                state.watch?.flights.continuation.yield(state.flight)
                return (entry, link)
            }
            guard let (entry, link) = outgoing else { return }
            do throws(EventLinkError) {
                try link.send(entry.event, payload: entry.payload)
                return
            } catch {
                guard case .tooLarge(let limit) = error else {
                    state.withLock { state in
                        state.link = nil
                        state.outbox.returnInFlight()
                    }
                    return
                }
                let report = state.withLock { state in
                    _ = Self.settle(&state, success: false)
                    return DeliveryReport.refused(
                        entry.reference,
                        reason: "its \(entry.payload.count) bytes are more than the \(limit) the server takes")
                }
                reports.send(report)
                resumeIfEmpty()
            }
        }
    }

    // MARK: Time limits

    /// Watches the event in flight for as long as a connection lasts; returns when its acknowledgement is overdue.
    ///
    /// While events flow the watch sleeps through many of them, so an overdue one is noticed after one to two limits.
    func watch() async throws -> EventReference {
        let watch = Watch()
        state.withLock { state in
            state.watch = watch
            // What happened before the watch began is its business too.
            if state.outbox.inFlight != nil { watch.flights.continuation.yield(state.flight) }
            if let pause = state.held { watch.holds.continuation.yield(pause) }
        }
        defer { state.withLock { $0.watch = nil } }
        return try await withThrowingTaskGroup(of: EventReference?.self) { group in
            group.addTask { try await self.watchFlights(watch) }
            group.addTask {
                for await pause in watch.holds.stream {
                    try await self.time.sleep(pause)
                    self.state.withLock { $0.held = nil }
                    self.pump()
                }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            while let overdue = try await group.next() {
                if let overdue { return overdue }
            }
            throw CancellationError()
        }
    }

    private func watchFlights(_ watch: Watch) async throws -> EventReference? {
        for await flight in watch.flights.stream {
            var watched = flight
            while let limit = limit(of: &watched) {
                try await time.sleep(limit)
                if let overdue = state.withLock({ $0.flight == watched ? $0.outbox.inFlight?.reference : nil }) {
                    return overdue
                }
            }
        }
        throw CancellationError()
    }

    /// The time limit of the event in flight, whose number is put into `flight`; nil when none is in flight.
    private func limit(of flight: inout UInt64) -> Duration? {
        let (number, limit) = state.withLock { ($0.flight, $0.outbox.inFlight?.acknowledgementLimit) }
        flight = number
        return limit
    }

    // MARK: Waiting for the end

    /// Returns when nothing waits and nothing is in flight, or when the task is cancelled.
    func waitUntilEmpty() async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let resumesNow = state.withLock { state in
                    if state.outbox.isEmpty || Task.isCancelled { return true }
                    state.emptyWaiters[id] = continuation
                    return false
                }
                if resumesNow { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.emptyWaiters.removeValue(forKey: id) }?.resume()
        }
    }

    private func resumeIfEmpty() {
        let waiters = state.withLock { state in
            guard state.outbox.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.emptyWaiters = [:] }
            return Array(state.emptyWaiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Makes the journal survive a power cut.
    func synchronize() {
        state.withLock { state in try? state.journal?.synchronize() }
    }
}
