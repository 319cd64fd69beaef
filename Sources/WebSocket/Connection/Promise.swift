import Synchronization

/// A value that comes once, for any number of tasks that wait for it.
package final class Promise<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiters: [(id: UInt64, continuation: CheckedContinuation<Value?, Never>)] = []
        var nextID: UInt64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Gives the value. Any thread.
    /// - Returns: false when there was one already.
    @discardableResult
    package func fulfil(_ value: Value) -> Bool {
        let waiters: [CheckedContinuation<Value?, Never>]? = state.withLock { state in
            guard state.value == nil else { return nil }
            state.value = value
            defer { state.waiters = [] }
            return state.waiters.map(\.continuation)
        }
        for waiter in waiters ?? [] { waiter.resume(returning: value) }
        return waiters != nil
    }

    /// The value, if it has come.
    package var current: Value? { state.withLock { $0.value } }

    /// Waits for the value.
    /// - Returns: nil when the task was cancelled first.
    package func value(isolation: isolated (any Actor)? = #isolation) async -> Value? {
        if let value = current { return value }
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Value?? = state.withLock { state in
                    if let value = state.value { return .some(value) }
                    if Task.isCancelled { return .some(nil) }
                    state.waiters.append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Value?, Never>? in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
                return state.waiters.remove(at: index).continuation
            }
            waiter?.resume(returning: nil)
        }
    }

    /// Waits for the value even when the task is cancelled. For waits that end by themselves within a time limit.
    package func valueDespiteCancellation(isolation: isolated (any Actor)? = #isolation) async -> Value {
        if let value = current { return value }
        return await withCheckedContinuation { (outer: CheckedContinuation<Value, Never>) in
            Task.detached {
                // A detached task is nobody's to cancel, so the value always comes.
                if let value = await self.value() { outer.resume(returning: value) }
            }
        }
    }
}
