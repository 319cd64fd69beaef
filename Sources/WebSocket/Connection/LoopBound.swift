public import Transport

/// State that belongs to a loop's thread.
///
/// - Note: `@unchecked Sendable` holds because the value is reachable only through ``with(_:)``, which traps on any other
///   thread than the loop's; making and releasing it may happen anywhere, which the value itself must allow (`Sendable`).
///
/// While ``with(_:)`` runs it must not be entered again: what it calls must not come back to the same state.
@_spi(Rooms)
public final class LoopBound<Value: ~Copyable & Sendable>: @unchecked Sendable {
    // Usable from inline, so that the rooms above do not go through generic code for every message.
    @usableFromInline let loop: EventLoop
    @usableFromInline var value: Value

    @inlinable
    public init(_ value: consuming Value, on loop: EventLoop) {
        self.loop = loop
        self.value = value
    }

    @inlinable @inline(__always)
    public func with<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(loop.isCurrent, "not on the event loop's thread")
        return try body(&value)
    }
}
