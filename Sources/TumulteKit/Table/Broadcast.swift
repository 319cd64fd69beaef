import Synchronization

/// Hands each element to every subscriber. Each subscriber has a bounded buffer of its own and loses its oldest
/// elements when it falls behind: a slow listener never holds the table up, and never grows memory.
final class Broadcast<Element: Sendable>: Sendable {
    private struct State {
        var subscribers: [Int: AsyncStream<Element>.Continuation] = [:]
        var nextID = 0
        var latest: Element?
        var finished = false
    }

    private let state = Mutex(State())
    private let buffered: Int
    private let replaysLatest: Bool

    /// - Parameters:
    ///   - buffered: how many elements wait for a slow subscriber.
    ///   - replaysLatest: whether a new subscriber begins with the latest element.
    init(buffered: Int, replaysLatest: Bool = false) {
        self.buffered = buffered
        self.replaysLatest = replaysLatest
    }

    func send(_ element: Element) {
        let subscribers = state.withLock { state in
            if replaysLatest { state.latest = element }
            return Array(state.subscribers.values)
        }
        for subscriber in subscribers { subscriber.yield(element) }
    }

    /// Ends all present and future sequences.
    func finish() {
        let subscribers = state.withLock { state in
            state.finished = true
            defer { state.subscribers = [:] }
            return Array(state.subscribers.values)
        }
        for subscriber in subscribers { subscriber.finish() }
    }

    func subscribe() -> AsyncStream<Element> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Element.self, bufferingPolicy: .bufferingNewest(buffered))
        let (id, first, ended) = state.withLock { state in
            if !state.finished { state.subscribers[state.nextID] = continuation }
            state.nextID += 1
            return (state.nextID - 1, state.latest, state.finished)
        }
        if let first { continuation.yield(first) }
        if ended { continuation.finish() }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.subscribers.removeValue(forKey: id) }
        }
        return stream
    }
}
