/// Timers ordered by deadline, and by age where deadlines are the same: a binary heap.
struct TimerHeap {
    private struct Entry {
        let deadline: Int64
        let age: UInt64
        let timer: LoopTimer

        func isBefore(_ other: Entry) -> Bool {
            deadline != other.deadline ? deadline < other.deadline : age < other.age
        }
    }

    private var entries: [Entry] = []
    private var nextAge: UInt64 = 0

    var count: Int { entries.count }

    mutating func insert(_ timer: LoopTimer, deadline: Int64) {
        entries.append(Entry(deadline: deadline, age: nextAge, timer: timer))
        nextAge &+= 1
        siftUp(entries.count - 1)
    }

    /// The earliest deadline of a timer that was not cancelled.
    mutating func nextDeadline() -> Int64? {
        while let first = entries.first {
            if first.timer.isPending { return first.deadline }
            removeFirst()
        }
        return nil
    }

    /// Takes the earliest timer out if its deadline is not after `now`.
    mutating func popDue(_ now: Int64) -> LoopTimer? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        removeFirst()
        return first.timer
    }

    /// Forgets cancelled timers, so that they do not stay in memory until their deadline.
    mutating func compact() {
        entries.removeAll { !$0.timer.isPending }
        for index in stride(from: entries.count / 2 - 1, through: 0, by: -1) { siftDown(index) }
    }

    mutating func removeAll() -> [LoopTimer] {
        defer { entries = [] }
        return entries.map(\.timer)
    }

    private mutating func removeFirst() {
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        siftDown(0)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].isBefore(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
                if entries[child].isBefore(entries[least]) { least = child }
            }
            guard least != parent else { return }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
