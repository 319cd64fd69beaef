import Testing

@testable import Transport

@Suite("Timer heap")
struct TimerHeapTests {
    @Test("gives timers back in order, whatever the order they came in")
    func order() {
        let loop = EventLoop.shared
        var heap = TimerHeap()
        var generator = SystemRandomNumberGenerator()
        let deadlines = (0..<500).map { _ in Int64.random(in: 0..<100, using: &generator) }
        var timers: [ObjectIdentifier: (deadline: Int64, age: Int)] = [:]
        var kept: [LoopTimer] = []
        for (age, deadline) in deadlines.enumerated() {
            let timer = LoopTimer(loop: loop) {}
            kept.append(timer)
            timers[ObjectIdentifier(timer)] = (deadline, age)
            heap.insert(timer, deadline: deadline)
        }
        // Every third is cancelled, and the heap tidied up in between.
        for index in stride(from: 0, to: kept.count, by: 3) { kept[index].cancel() }
        heap.compact()
        #expect(heap.count == kept.filter(\.isPending).count)
        #expect(
            heap.nextDeadline() == kept.filter(\.isPending).compactMap { timers[ObjectIdentifier($0)]?.deadline }.min())
        #expect(heap.popDue(-1) == nil)
        var before = (deadline: Int64.min, age: -1)
        while let timer = heap.popDue(.max) {
            let now = timers[ObjectIdentifier(timer)] ?? (deadline: .min, age: -1)
            #expect(before.deadline < now.deadline || (before.deadline == now.deadline && before.age < now.age))
            before = now
        }
        #expect(heap.count == 0)
    }
}
