public import Synchronization
public import Transport

/// Elements on their way from a loop's thread to the tasks that take them, with a bound that works by asking the
/// producer to pause.
///
/// Elements that the producer had in hand when it was asked are still taken, so the bound is exceeded by at most one read
/// of the socket. Several tasks may take elements; each element goes to one of them.
///
/// A waiting task is woken once for all that a read of the socket brought, on the loop's next turn: woken by the first
/// element it would be quicker than the loop, wait again, and pay a hop between threads for every single one.
@_spi(Rooms)
public final class BoundedQueue<Element: Sendable>: Sendable {
    // Usable from inline, so that the rooms above do not go through generic code for every element.
    @usableFromInline
    struct State {
        /// Elements from `head` on are waiting.
        @usableFromInline var elements: [(element: Element?, cost: Int)] = []
        @usableFromInline var head = 0
        @usableFromInline var cost = 0
        @usableFromInline var waiters: [(id: UInt64, continuation: CheckedContinuation<Element?, Never>)] = []
        @usableFromInline var nextID: UInt64 = 0
        @usableFromInline var isPaused = false
        @usableFromInline var isFinished = false
        /// The waiting tasks will be served on the loop's next turn.
        @usableFromInline var isServing = false
        /// Whether an element was pushed after a consumer last waited with nothing left to take.
        @usableFromInline var isBusy = false
        /// What to call when that ends.
        @usableFromInline var whenSettled: (@Sendable () -> Void)?

        @inlinable init() {}

        @inlinable var count: Int { elements.count - head }

        @inlinable
        mutating func take() -> Element? {
            guard head < elements.count else { return nil }
            let (element, cost) = elements[head]
            elements[head].element = nil
            head += 1
            self.cost -= cost
            if head == elements.count {
                elements.removeAll(keepingCapacity: elements.capacity <= 1024)
                head = 0
            } else if head >= 256, head * 2 >= elements.count {
                elements.removeFirst(head)
                head = 0
            }
            return element
        }

        /// Gives waiting elements to waiting tasks, the longest waiting first.
        @inlinable
        mutating func match() -> [(continuation: CheckedContinuation<Element?, Never>, element: Element)] {
            var matches: [(continuation: CheckedContinuation<Element?, Never>, element: Element)] = []
            while !waiters.isEmpty, let element = take() {
                matches.append((waiters.removeFirst().continuation, element))
            }
            return matches
        }

        /// Whether a paused producer may go on: when half of the room is free again.
        @inlinable
        mutating func goesOn(_ maximumCount: Int, _ maximumCost: Int) -> Bool {
            guard isPaused, count <= maximumCount / 2, cost <= maximumCost / 2 else { return false }
            isPaused = false
            return true
        }
    }

    @usableFromInline let state = Mutex(State())
    @usableFromInline let maximumCount: Int
    @usableFromInline let maximumCost: Int
    @usableFromInline let loop: EventLoop
    @usableFromInline let pause: @Sendable (Bool) -> Void

    /// - Parameters:
    ///   - maximumCount: elements after which the producer is asked to pause.
    ///   - maximumCost: the same for the sum of the elements' costs.
    ///   - loop: the producer's loop.
    ///   - pause: true asks the producer to pause, false to go on; called from any thread, never under a lock.
    @inlinable
    public init(
        maximumCount: Int, maximumCost: Int, on loop: EventLoop, pause: @escaping @Sendable (Bool) -> Void
    ) {
        self.maximumCount = max(1, maximumCount)
        self.maximumCost = max(1, maximumCost)
        self.loop = loop
        self.pause = pause
    }

    /// How many elements wait to be taken.
    @inlinable
    public var count: Int { state.withLock { $0.count } }

    /// Adds an element. Nothing happens after ``finish()``.
    @inlinable
    public func push(_ element: Element, cost: Int) {
        var fills = false
        var serves = false
        state.withLock { state in
            guard !state.isFinished else { return }
            state.isBusy = true
            state.elements.append((element, cost))
            state.cost += cost
            if !state.waiters.isEmpty, !state.isServing {
                state.isServing = true
                serves = true
            }
            if !state.isPaused, state.count >= maximumCount || state.cost >= maximumCost {
                state.isPaused = true
                fills = true
            }
        }
        if serves { loop.execute { self.serve() } }
        if fills { pause(true) }
    }

    @inlinable
    func serve() {
        var goesOn = false
        let matches = state.withLock { state in
            state.isServing = false
            let matches = state.match()
            goesOn = state.goesOn(maximumCount, maximumCost)
            return matches
        }
        if goesOn { pause(false) }
        for match in matches { match.continuation.resume(returning: match.element) }
    }

    /// No more elements come; what is there may still be taken. A paused producer may go on: it has others to serve.
    @inlinable
    public func finish() {
        let (matches, waiters, wasPaused, settled) = state.withLock { state in
            defer {
                state.waiters = []
                state.isPaused = false
                state.whenSettled = nil
            }
            state.isFinished = true
            let matches = state.match()
            return (matches, state.waiters, state.isPaused, state.whenSettled)
        }
        for match in matches { match.continuation.resume(returning: match.element) }
        for waiter in waiters { waiter.continuation.resume(returning: nil) }
        if wasPaused { pause(false) }
        settled?()
    }

    /// Calls `body` once a consumer that has taken everything comes back for more: what it did about the last element is
    /// then done. At once when that is so already, when nothing was ever pushed, or after ``finish()``. `body` may come
    /// on any thread; it replaces one that still waits.
    @inlinable
    public func whenSettled(_ body: @escaping @Sendable () -> Void) {
        let isSettled = state.withLock { state in
            if !state.isBusy || state.isFinished { return true }
            state.whenSettled = body
            return false
        }
        if isSettled { body() }
    }

    /// Takes the next element, waiting for it if need be.
    /// - Returns: nil at the end, or when the task is cancelled.
    @inlinable
    public func next(isolation: isolated (any Actor)? = #isolation) async -> Element? {
        switch takeNow() {
        case .element(let element): return element
        case .end: return nil
        case .wait(let id): return await wait(id, isolation: isolation)
        }
    }

    @usableFromInline
    enum Taken {
        case element(Element)
        case end
        case wait(UInt64)
    }

    @inlinable
    func takeNow() -> Taken {
        var goesOn = false
        let taken = state.withLock { state -> Taken in
            if let element = state.take() {
                goesOn = state.goesOn(maximumCount, maximumCost)
                return .element(element)
            }
            if state.isFinished { return .end }
            state.nextID += 1
            return .wait(state.nextID)
        }
        if goesOn { pause(false) }
        return taken
    }

    @inlinable
    func wait(_ id: UInt64, isolation: isolated (any Actor)?) async -> Element? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                var goesOn = false
                var settled: (@Sendable () -> Void)?
                let answer: Element?? = state.withLock { state in
                    if let element = state.take() {
                        goesOn = state.goesOn(maximumCount, maximumCost)
                        return .some(element)
                    }
                    if state.isFinished || Task.isCancelled { return .some(nil) }
                    state.waiters.append((id, continuation))
                    state.isBusy = false
                    settled = state.whenSettled
                    state.whenSettled = nil
                    return nil
                }
                if goesOn { pause(false) }
                settled?()
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Element?, Never>? in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
                return state.waiters.remove(at: index).continuation
            }
            waiter?.resume(returning: nil)
        }
    }
}
