import TestFolders
import Testing

@testable import TumulteKit

@Suite("The outbox journal")
struct JournalTests {
    private let payload = Array(#"{"rollId":"a#0","result":17}"#.utf8)

    /// Opens the journal, lets `body` use it, and closes it as a killed process would: without a word.
    private func use<R>(_ folder: TemporaryFolder, _ body: (inout Journal, Journal.Recovery) throws -> R) throws -> R {
        var journal = try Journal.open(folder: folder.path)
        return try body(&journal, journal.recovery)
    }

    @Test("gives back what was not settled, oldest first, also after several restarts")
    func recovers() throws {
        let folder = try TemporaryFolder()
        try use(folder) { journal, recovery in
            #expect(recovery.entries.isEmpty)
            for n in 1...5 { #expect(try journal.accept(rollID: "r\(n)", at: Int64(n), payload: payload) == UInt64(n)) }
            try journal.settle(2)
        }
        try use(folder) { journal, recovery in
            #expect(recovery.entries.map(\.subject) == ["r1", "r3", "r4", "r5"].map { .roll($0) })
            #expect(recovery.entries.first?.payload == payload)
            #expect(recovery.entries.map(\.acceptedAt) == [1, 3, 4, 5])
            #expect(recovery.damagedBytes == 0)
            try journal.settle(1)
            #expect(try journal.accept(rollID: "r6", at: 6, payload: payload) == 6)
        }
        try use(folder) { _, recovery in
            #expect(recovery.entries.map(\.sequence) == [3, 4, 5, 6])
        }
    }

    @Test("keeps every intact record of a file cut at any byte, and repeats nothing settled")
    func cutAnywhere() throws {
        let folder = try TemporaryFolder()
        try use(folder) { journal, _ in
            for n in 1...4 { _ = try journal.accept(rollID: "r\(n)", at: 0, payload: payload) }
            try journal.settle(1)
            _ = try journal.accept(rollID: "r5", at: 0, payload: payload)
        }
        let whole = try folder.read("outbox.journal")
        let (all, _) = JournalRecord.readAll(whole)
        #expect(all.count == 6)
        for cut in 0..<whole.count {
            let (records, intact) = JournalRecord.readAll(Array(whole[..<cut]))
            #expect(records == Array(all.prefix(records.count)))
            #expect(intact <= cut)
            try folder.write(Array(whole[..<cut]), to: "outbox.journal")
            try use(folder) { journal, recovery in
                #expect(recovery.damagedBytes == cut - intact)
                let settled = records.contains(.settled(sequence: 1))
                #expect(!settled || !recovery.entries.contains { $0.sequence == 1 })
                // What was cut off does not hide what comes after.
                _ = try journal.accept(rollID: "new", at: 0, payload: payload)
            }
            try use(folder) { _, recovery in #expect(recovery.entries.last?.subject == .roll("new")) }
        }
    }

    @Test("never crashes on a flipped byte, and gives no record that was not written")
    func flippedBytes() throws {
        let folder = try TemporaryFolder()
        try use(folder) { journal, _ in
            for n in 1...3 { _ = try journal.accept(rollID: "r\(n)", at: 0, payload: payload) }
        }
        let whole = try folder.read("outbox.journal")
        let (all, _) = JournalRecord.readAll(whole)
        for position in 0..<whole.count {
            for flip in [UInt8(0x01), 0x80, 0xFF] {
                var damaged = whole
                damaged[position] ^= flip
                let (records, _) = JournalRecord.readAll(damaged)
                #expect(records == Array(all.prefix(records.count)))
                #expect(records.count < all.count)
            }
        }
    }

    @Test("is written anew when most of it is settled")
    func compacts() throws {
        let folder = try TemporaryFolder()
        var journal = try Journal.open(folder: folder.path, compactionThreshold: 4_000)
        for n in 1...500 {
            let sequence = try journal.accept(rollID: "r\(n)", at: 0, payload: payload)
            if n % 100 != 0 { try journal.settle(sequence) }
        }
        let size = try folder.read("outbox.journal").count
        #expect(size < 8_000, "\(size) bytes")
        _ = consume journal
        try use(folder) { _, recovery in
            #expect(recovery.entries.map(\.sequence) == [100, 200, 300, 400, 500])
        }
        #expect(folder.mode(of: "outbox.journal") == 0o600)
    }

    @Test("belongs to one owner at a time, and says so")
    func locked() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.open(folder: folder.path)
        let error = #expect(throws: JournalError.self) {
            _ = try Journal.open(folder: folder.path)
        }
        #expect(error?.description.contains("another process") == true)
        _ = consume journal
    }

    @Test("says what is wrong with a folder it cannot write")
    func unusable() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "file")
        let error = #expect(throws: JournalError.self) {
            _ = try Journal.open(folder: folder.path + "/file")
        }
        #expect(error?.path.hasSuffix("outbox.journal") == true)
    }
}
