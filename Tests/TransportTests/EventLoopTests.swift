import Synchronization
import Testing

@testable import Transport

@Suite("Event loop")
struct EventLoopTests {
    @Test("runs work on its own thread, in the order it was handed in")
    func order() async throws {
        try await withLoop { loop in
            #expect(!loop.isCurrent)
            let seen = Watched<[Int]>([])
            let onLoop = Watched(0)
            for number in 0..<1000 {
                loop.execute {
                    if loop.isCurrent { onLoop.change { $0 += 1 } }
                    seen.change { $0.append(number) }
                }
            }
            try await seen.wait { $0.count == 1000 }
            #expect(seen.value == Array(0..<1000))
            #expect(onLoop.value == 1000)
        }
    }

    @Test("never runs work inside the call that hands it in")
    func notReentrant() async throws {
        try await withLoop { loop in
            let seen = Watched<[String]>([])
            loop.execute {
                loop.execute { seen.change { $0.append("inner") } }
                seen.change { $0.append("outer") }
            }
            try await seen.wait { $0.count == 2 }
            #expect(seen.value == ["outer", "inner"])
        }
    }

    @Test("timers fire in the order of their deadlines, equal ones in the order they were made")
    func timerOrder() async throws {
        try await withLoop { loop in
            let seen = Watched<[Int]>([])
            loop.execute {
                for number in [3, 1, 2] {
                    loop.schedule(after: .milliseconds(number * 60)) { seen.change { $0.append(number) } }
                }
                for number in [10, 11, 12] { loop.schedule(after: .zero) { seen.change { $0.append(number) } } }
                loop.schedule(after: .seconds(-5)) { seen.change { $0.append(13) } }
            }
            try await seen.wait { $0.count == 7 }
            #expect(seen.value.suffix(3) == [1, 2, 3])
            #expect(seen.value.filter { (10...12).contains($0) } == [10, 11, 12])
        }
    }

    @Test("a timer does not fire early")
    func notEarly() async throws {
        try await withLoop { loop in
            let fired = Watched<ContinuousClock.Instant?>(nil)
            let start = ContinuousClock.now
            loop.schedule(after: .milliseconds(30)) { fired.change { $0 = ContinuousClock.now } }
            try await fired.wait { $0 != nil }
            #expect(try #require(fired.value) - start >= .milliseconds(30))
        }
    }

    @Test("a timer that was cancelled never fires, and lets go of its work at once")
    func cancelledTimer() async throws {
        final class Token: Sendable {}
        try await withLoop { loop in
            let fired = Watched(0)
            weak var token: Token?
            let timers = Mutex<[LoopTimer]>([])
            do {
                let strong = Token()
                token = strong
                let timer = loop.schedule(after: .seconds(3600)) { withExtendedLifetime(strong) {} }
                timers.withLock { $0.append(timer) }
            }
            timers.withLock { $0 }.first?.cancel()
            #expect(token == nil)
            loop.execute {
                let doomed = loop.schedule(after: .zero) { fired.change { $0 += 1000 } }
                loop.schedule(after: .milliseconds(5)) { fired.change { $0 += 1 } }
                doomed.cancel()
                doomed.cancel()
            }
            try await fired.wait { $0 > 0 }
            #expect(fired.value == 1)
        }
    }

    @Test("many cancelled timers do not stay in memory")
    func compaction() async throws {
        try await withLoop { loop in
            let count = Watched(-1)
            loop.execute {
                for _ in 0..<10_000 { loop.schedule(after: .seconds(3600)) {}.cancel() }
                loop.schedule(after: .seconds(3600)) {}
                // The loop tidies up at the end of this turn.
                loop.schedule(after: .milliseconds(1)) {
                    let left = loop.core.timers.count
                    count.change { $0 = left }
                }
            }
            try await count.wait { $0 >= 0 }
            #expect(count.value < 200)
        }
    }

    @Test("a timer that waits through a million turns of the loop costs no more than at first")
    func longWait() {
        let timer = LoopTimer(loop: .shared) {}
        // Each turn asks. Were anything kept of it, letting go of it all at the end would overflow the stack.
        for _ in 0..<1_000_000 where !timer.isPending { Issue.record("cancelled by nobody") }
        timer.cancel()
        #expect(!timer.isPending)
    }

    @Test("timers beyond every calendar are accepted", arguments: [Duration.seconds(Int64.max), .seconds(Int64.min)])
    func extremeTimers(_ delay: Duration) async throws {
        try await withLoop { loop in
            let timer = loop.schedule(after: delay) {}
            let done = Watched(false)
            loop.execute { done.change { $0 = true } }
            try await done.wait { $0 }
            timer.cancel()
        }
    }

    private actor Resident {
        nonisolated let loop: EventLoop
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
        private(set) var count = 0

        init(_ loop: EventLoop) { self.loop = loop }

        func step() -> Bool {
            count += 1
            return loop.isCurrent
        }

        nonisolated func stepFromLoop() { assumeIsolated { $0.count += 1 } }
    }

    @Test("actors on the loop run on its thread, and can be entered from it without a hop")
    func executor() async throws {
        try await withLoop { loop in
            let resident = Resident(loop)
            #expect(await resident.step())
            let done = Watched(false)
            loop.execute {
                loop.checkIsolated()
                resident.stepFromLoop()
                done.change { $0 = true }
            }
            try await done.wait { $0 }
            #expect(await resident.count == 2)
            #expect(loop.isIsolatingCurrentContext() == false)
        }
    }

    @Test("entering an actor of the loop from another thread traps")
    func wrongThread() async {
        await #expect(processExitsWith: .failure) {
            let loop = EventLoop(name: "test")
            Resident(loop).stepFromLoop()
        }
    }

    @Test("actors whose loop was shut down still get their turns, one at a time")
    func orphans() async throws {
        let loop = EventLoop(name: "test")
        let resident = Resident(loop)
        #expect(await resident.step())
        loop.shutdown()
        await withTaskGroup { group in
            for _ in 0..<100 { group.addTask { _ = await resident.step() } }
        }
        #expect(await resident.count == 101)
        let timer = loop.schedule(after: .zero) { Issue.record("a timer of a loop that has ended") }
        let done = Watched(false)
        loop.execute { done.change { $0 = true } }
        try await done.wait { $0 }
        #expect(!timer.isPending)
    }

    @Test("can be shut down from several threads, from its own, and again")
    func shutdowns() async {
        let loop = EventLoop(name: "test")
        await withTaskGroup { group in
            for _ in 0..<4 { group.addTask { loop.shutdown() } }
        }
        loop.shutdown()
        let other = EventLoop(name: "test")
        other.execute { other.shutdown() }
        other.shutdown()
    }

    @Test("work posted from many threads at once is all done")
    func storm() async throws {
        try await withLoop { loop in
            let count = Watched(0)
            await withTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask { for _ in 0..<2000 { loop.execute { count.change { $0 += 1 } } } }
                }
            }
            try await count.wait { $0 == 16_000 }
        }
    }

    @Test("an idle loop does not wake up")
    func idle() async throws {
        try await withLoop { loop in
            loop.schedule(after: .seconds(3600)) {}
            let turns = try await loop.turns(during: .milliseconds(200))
            #expect(turns <= 1)
        }
    }
}
