internal import Synchronization

/// A clock that stands still until a test moves it.
///
/// Everything that waits takes a `Clock`, so a test of a five-minute expiry takes no time: it lets the code under test go
/// to sleep, advances the clock, and looks at what happened. Sleepers wake in the order of their deadlines, and those with
/// one deadline in the order in which they went to sleep.
///
/// ```swift
/// let clock = TestClock()
/// let task = Task { try await clock.sleep(for: .seconds(300)) }
/// await clock.waitForSleepers(1)
/// clock.advance(by: .seconds(300))
/// try await task.value
/// ```
///
/// Threading: every member may be used from any thread or task.
public final class TestClock: Clock {
    /// A moment on a ``TestClock``: how far it is from the clock's beginning.
    public struct Instant: InstantProtocol, Hashable, Sendable {
        /// Time since the clock's beginning.
        public var offset: Duration

        /// Makes the moment `offset` after the clock's beginning.
        public init(offset: Duration = .zero) { self.offset = offset }

        /// The moment `duration` later; earlier when `duration` is negative.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        /// How long it is from this moment to `other`; negative when `other` is earlier.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Orders moments by time.
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private enum Waiter {
        case sleeper(CheckedContinuation<Void, any Error>)
        case timer(@Sendable () -> Void)
    }

    private struct Entry {
        var id: UInt64
        var deadline: Instant
        var waiter: Waiter
    }

    private struct Watcher {
        var count: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now: Instant
        var nextID: UInt64 = 0
        /// Ascending by deadline, then by id.
        var entries: [Entry] = []
        var watchers: [Watcher] = []

        var sleeperCount: Int {
            entries.count { if case .sleeper = $0.waiter { true } else { false } }
        }

        mutating func makeID() -> UInt64 {
            nextID &+= 1
            return nextID
        }

        mutating func insert(_ entry: Entry) {
            let place = entries.firstIndex { $0.deadline > entry.deadline } ?? entries.endIndex
            entries.insert(entry, at: place)
        }

        mutating func remove(_ id: UInt64) -> Entry? {
            entries.firstIndex { $0.id == id }.map { entries.remove(at: $0) }
        }

        /// The watchers that have seen enough sleepers.
        mutating func satisfiedWatchers() -> [Watcher] {
            let count = sleeperCount
            let satisfied = watchers.filter { $0.count <= count }
            watchers.removeAll { $0.count <= count }
            return satisfied
        }
    }

    private let state: Mutex<State>

    /// Makes a clock that stands at `start`.
    public init(now start: Instant = Instant()) {
        state = Mutex(State(now: start))
    }

    /// The moment the clock stands at.
    public var now: Instant { state.withLock { $0.now } }

    /// Always zero: the clock knows no grain.
    public var minimumResolution: Duration { .zero }

    /// The number of tasks asleep on this clock.
    public var sleeperCount: Int { state.withLock { $0.sleeperCount } }

    /// The earliest moment at which something waits to happen, or nil when nothing does.
    public var nextDeadline: Instant? { state.withLock { $0.entries.first?.deadline } }

    /// Sleeps until the clock has been advanced to `deadline`; returns at once when it already stands there or later.
    /// - Parameters:
    ///   - deadline: when to wake.
    ///   - tolerance: ignored, the clock wakes exactly.
    /// - Throws: `CancellationError` when the task is cancelled, at once.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = state.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // The flag is set before the handler below runs, so reading it under the lock misses no cancellation.
                let watchers: [Watcher]? = state.withLock { state in
                    guard !Task.isCancelled, deadline > state.now else { return nil }
                    state.insert(Entry(id: id, deadline: deadline, waiter: .sleeper(continuation)))
                    return state.satisfiedWatchers()
                }
                guard let watchers else {
                    if Task.isCancelled {
                        continuation.resume(throwing: CancellationError())
                    } else {
                        continuation.resume()
                    }
                    return
                }
                for watcher in watchers { watcher.continuation.resume() }
            }
        } onCancel: {
            let entry = state.withLock { $0.remove(id) }
            if case .sleeper(let continuation)? = entry?.waiter {
                continuation.resume(throwing: CancellationError())
            }
        }
    }

    /// Moves the clock forward, waking everything whose deadline is reached, in order; each sees ``now`` at its own
    /// deadline or later.
    /// - Parameter duration: how far; zero and negative durations do nothing.
    public func advance(by duration: Duration) {
        advance(to: now.advanced(by: duration))
    }

    /// Moves the clock forward to `target`; see ``advance(by:)``. An earlier `target` does nothing.
    public func advance(to target: Instant) {
        while let entry = step(to: target) {
            switch entry.waiter {
            case .sleeper(let continuation): continuation.resume()
            case .timer(let work): work()
            }
        }
    }

    /// Moves to the next deadline not after `target` and takes out what waits there; moves to `target` and returns nil
    /// when nothing does.
    private func step(to target: Instant) -> Entry? {
        state.withLock { state in
            guard let first = state.entries.first, first.deadline <= target else {
                state.now = max(state.now, target)
                return nil
            }
            state.now = max(state.now, first.deadline)
            return state.entries.removeFirst()
        }
    }

    /// Waits until at least `count` tasks are asleep on this clock, so that a test does not advance it too early.
    public func waitForSleepers(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let enough = state.withLock { state in
                if state.sleeperCount >= count { return true }
                state.watchers.append(Watcher(count: count, continuation: continuation))
                return false
            }
            if enough { continuation.resume() }
        }
    }

    /// Calls `work` from inside ``advance(by:)`` once `delay` has passed.
    /// - Returns: what ``cancelTimer(_:)`` takes.
    package func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) -> UInt64 {
        state.withLock { state in
            let id = state.makeID()
            state.insert(Entry(id: id, deadline: state.now.advanced(by: delay), waiter: .timer(work)))
            return id
        }
    }

    /// Forgets a timer that has not fired.
    package func cancelTimer(_ id: UInt64) {
        _ = state.withLock { $0.remove(id) }
    }
}
