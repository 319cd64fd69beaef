import Synchronization

/// How much history a world keeps.
public struct WorldLimits: Sendable {
    /// The most chat messages; older ones are forgotten.
    public var messages: Int
    /// The most bytes of chat messages; older ones are forgotten.
    public var messageBytes: Int

    /// Makes limits; each is at least 1.
    /// - Parameters:
    ///   - messages: 1 000 by default: hooks speak of recent messages only.
    ///   - messageBytes: 16 MiB by default: automation modules write messages of a hundred kilobytes.
    public init(messages: Int = 1_000, messageBytes: Int = 16 << 20) {
        self.messages = max(1, messages)
        self.messageBytes = max(1, messageBytes)
    }
}

/// One campaign's documents at one table, and the hooks that tell what changes in them.
///
/// Threading: every member may be used from any thread. Applying a change takes a short lock and never waits for
/// observers of another thread's change: events are delivered one at a time, in order, by whichever thread finds nobody
/// delivering. An observer may apply changes itself; they are told after the event at hand.
public final class World: Sendable {
    /// The world's id, unique to it: what the server calls campaign and world id.
    public let id: String
    /// The world's title, for people.
    public let title: String
    /// The game system's id (`dnd5e`).
    public let system: String

    private struct State {
        var contents: WorldContents
        var observers: [(id: Int, call: Observer)] = []
        var nextObserver = 0
        var pending: [(WorldEvent, WorldSnapshot)] = []
        var isDelivering = false
    }

    private typealias Observer = @Sendable (WorldEvent, WorldSnapshot) -> Void

    private let state: Mutex<State>

    /// Makes an empty world.
    /// - Parameters:
    ///   - id: the world's id, unique to it; it stays the same between runs.
    ///   - title: the world's title, for people.
    ///   - system: the game system's id, such as `dnd5e`.
    ///   - systemVersion: the game system's version, when known; rules of turn order depend on it.
    ///   - coreVersion: Foundry's version, when known.
    ///   - limits: how much history to keep.
    public init(
        id: String, title: String, system: String, systemVersion: String? = nil, coreVersion: String? = nil,
        limits: WorldLimits = WorldLimits()
    ) {
        self.id = id
        self.title = title
        self.system = system
        let contents = WorldContents(
            snapshot: WorldSnapshot(systemVersion: systemVersion, coreVersion: coreVersion), limits: limits)
        state = Mutex(State(contents: contents))
    }

    /// All documents as they are now.
    public var snapshot: WorldSnapshot { state.withLock { $0.contents.snapshot } }

    /// Applies a change, and tells the observers what it changed.
    ///
    /// A change that says what the world already knows is no change, so Foundry's habit of announcing one thing by
    /// several hooks does no harm.
    @discardableResult
    public func apply(_ change: WorldChange) -> WorldOutcome {
        let (outcome, delivers) = state.withLock { state -> (WorldOutcome, Bool) in
            let events: [WorldEvent]
            do throws(WorldError) {
                events = try state.contents.apply(change)
            } catch {
                return (.refused(error), false)
            }
            guard !events.isEmpty else { return (.unchanged, false) }
            guard !state.observers.isEmpty else { return (.applied, false) }
            let snapshot = state.contents.snapshot
            for event in events { state.pending.append((event, snapshot)) }
            let delivers = !state.isDelivering
            state.isDelivering = true
            return (.applied, delivers)
        }
        if delivers { deliver() }
        return outcome
    }

    /// Calls `observer` for every event from now on, with the world as the event left it.
    ///
    /// Observers are called in the order in which they were added, on the thread that applied a change, and should be
    /// quick. Keep what is returned to stop observing; dropping it does not stop.
    @discardableResult
    public func observe(_ observer: @escaping @Sendable (WorldEvent, WorldSnapshot) -> Void) -> WorldObservation {
        let id = state.withLock { state in
            defer { state.nextObserver += 1 }
            state.observers.append((state.nextObserver, observer))
            return state.nextObserver
        }
        return WorldObservation { [weak self] in
            self?.state.withLock { $0.observers.removeAll { $0.id == id } }
        }
    }

    private func deliver() {
        while true {
            let (batch, observers) = state.withLock { state in
                let batch = state.pending
                state.pending = []
                if batch.isEmpty { state.isDelivering = false }
                return (batch, state.observers)
            }
            guard !batch.isEmpty else { return }
            for (event, snapshot) in batch {
                for observer in observers { observer.call(event, snapshot) }
            }
        }
    }
}

/// A running observation of a world.
public struct WorldObservation: Sendable {
    private let stop: @Sendable () -> Void

    init(_ stop: @escaping @Sendable () -> Void) { self.stop = stop }

    /// Stops the observation. An event that is being delivered at this moment may still arrive.
    public func cancel() { stop() }
}
