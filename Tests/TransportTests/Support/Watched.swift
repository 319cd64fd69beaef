import Synchronization

@testable import Transport

/// A value that tests wait on: changed from anywhere, awaited with a limit in time, never polled.
final class Watched<Value: Sendable>: Sendable {
    private struct Waiter {
        let condition: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var next = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock { $0.value } }

    func change(_ body: @Sendable (inout Value) -> Void) {
        let ready = state.withLock { state -> [Waiter] in
            body(&state.value)
            let value = state.value
            let met = state.waiters.filter { $0.value.condition(value) }
            for key in met.keys { state.waiters[key] = nil }
            return Array(met.values)
        }
        for waiter in ready { waiter.continuation.resume(returning: true) }
    }

    /// Waits until the condition holds.
    func wait(limit: Duration = .seconds(120), for condition: @escaping @Sendable (Value) -> Bool) async throws {
        let met = await withCheckedContinuation { continuation in
            let key = state.withLock { state -> Int? in
                if condition(state.value) { return nil }
                state.next += 1
                state.waiters[state.next] = Waiter(condition: condition, continuation: continuation)
                return state.next
            }
            guard let key else { return continuation.resume(returning: true) }
            EventLoop.shared.schedule(after: limit) {
                self.state.withLock { $0.waiters.removeValue(forKey: key) }?.continuation.resume(returning: false)
            }
        }
        if !met { throw NeverHappened(state: "\(value)") }
    }
}

/// The time limit of a test passed.
struct NeverHappened: Error, CustomStringConvertible {
    let state: String
    var description: String { "waited in vain; the state was \(state.prefix(400))" }
}
