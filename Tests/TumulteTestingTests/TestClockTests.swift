import Synchronization
import Testing
import TumulteTesting

@Suite("TestClock")
struct TestClockTests {
    @Test("wakes sleepers in the order of their deadlines, whatever the order in which they fell asleep")
    func order() async throws {
        let clock = TestClock()
        let (stream, woken) = AsyncStream.makeStream(of: Int.self)
        for seconds in [3, 1, 2] {
            Task {
                try await clock.sleep(for: .seconds(seconds))
                woken.yield(seconds)
            }
        }
        await clock.waitForSleepers(3)
        var iterator = stream.makeAsyncIterator()
        for expected in 1...3 {
            clock.advance(by: .seconds(1))
            #expect(await iterator.next() == expected)
        }
        #expect(clock.sleeperCount == 0)
    }

    @Test("fires timers at their own moment, in order, while one advance passes several")
    func timers() {
        let clock = TestClock()
        let seen = Mutex<[Duration]>([])
        for seconds in [5, 1, 3] {
            _ = clock.schedule(after: .seconds(seconds)) { seen.withLock { $0.append(clock.now.offset) } }
        }
        let cancelled = clock.schedule(after: .seconds(2)) { seen.withLock { $0.append(.zero) } }
        clock.cancelTimer(cancelled)
        clock.advance(by: .seconds(4))
        #expect(seen.withLock { $0 } == [.seconds(1), .seconds(3)])
        #expect(clock.now.offset == .seconds(4))
        #expect(clock.nextDeadline?.offset == .seconds(5))
        clock.advance(by: .seconds(1))
        #expect(clock.nextDeadline == nil)
    }

    @Test("a timer that schedules another within the same advance sees it fire too")
    func rescheduling() {
        let clock = TestClock()
        let count = Mutex(0)
        @Sendable func tick() {
            let ticks = count.withLock { count in
                count += 1
                return count
            }
            if ticks < 20 { _ = clock.schedule(after: .seconds(1)) { tick() } }
        }
        tick()
        clock.advance(by: .seconds(10))
        #expect(count.withLock { $0 } == 11)
        clock.advance(by: .seconds(100))
        #expect(count.withLock { $0 } == 20)
    }

    @Test("a cancelled sleeper throws at once and waits no more")
    func cancellation() async {
        let clock = TestClock()
        let task = Task { try await clock.sleep(for: .seconds(10)) }
        await clock.waitForSleepers()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.sleeperCount == 0)
    }

    @Test("a deadline that has passed does not wait, and the clock never goes back")
    func past() async throws {
        let clock = TestClock(now: .init(offset: .seconds(100)))
        try await clock.sleep(until: .init(offset: .seconds(99)))
        clock.advance(by: .seconds(-5))
        clock.advance(to: .init(offset: .seconds(1)))
        #expect(clock.now.offset == .seconds(100))
    }
}
