import Bytes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why the journal cannot be read or written.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The journal's file.
    public let path: String
    /// What was tried.
    public let operation: String
    /// What the system said.
    public let reason: String

    /// What happened and what to do.
    public var description: String {
        "Could not \(operation) the outbox \(path): \(reason). Check the folder's rights and the free space."
    }
}

/// The rolls that are not settled yet, in an append-only file.
///
/// A record is handed to the system before `accept` returns, so a killed process loses nothing; `synchronize` makes it
/// safe against a power cut too. When much of the file is settled it is written anew. What a crash left half-written at
/// the end is cut off at the next start. One owner at a time: the file is locked.
struct Journal: ~Copyable {
    let path: String
    private var descriptor: Int32
    private var nextSequence: UInt64 = 1
    private var unsettled: [UInt64: JournalRecord] = [:]
    private var fileBytes = 0
    /// Rewriting starts when the file is larger than this and less than half of it is unsettled.
    private let compactionThreshold: Int

    /// What a journal held when it was opened.
    struct Recovery: Sendable {
        var entries: [OutboxEntry]
        /// Bytes at the end that made no sense and were cut off.
        var damagedBytes: Int
    }

    /// What the journal held when it was opened, oldest first.
    private(set) var recovery = Recovery(entries: [], damagedBytes: 0)

    /// Opens or makes the journal in `folder`, and reads what is unsettled.
    static func open(folder: String, compactionThreshold: Int = 1 << 20) throws(JournalError) -> Journal {
        let path = folder + "/outbox.journal"
        do throws(CredentialStoreError) { try PrivateFile.makeFolder(folder) } catch {
            throw JournalError(path: path, operation: "make the folder of", reason: "\(error)")
        }
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw failure(path, "open") }
        var journal = Journal(path: path, descriptor: descriptor, compactionThreshold: compactionThreshold)
        try journal.recover()
        return journal
    }

    private init(path: String, descriptor: Int32, compactionThreshold: Int) {
        self.path = path
        self.descriptor = descriptor
        self.compactionThreshold = compactionThreshold
    }

    deinit { close(descriptor) }

    private mutating func recover() throws(JournalError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw JournalError(
                path: path, operation: "lock", reason: "another process is using it; stop that one first")
        }
        let bytes = try readAll()
        let (records, intact) = JournalRecord.readAll(bytes)
        for record in records {
            switch record {
            case .accepted(let sequence, _, _, _):
                unsettled[sequence] = record
                nextSequence = max(nextSequence, sequence.addingReportingOverflow(1).partialValue)
            case .settled(let sequence):
                unsettled[sequence] = nil
            }
        }
        guard ftruncate(descriptor, off_t(intact)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            throw Self.failure(path, "repair")
        }
        fileBytes = intact
        let entries = unsettled.keys.sorted().compactMap { unsettled[$0].flatMap(OutboxEntry.init(record:)) }
        recovery = Recovery(entries: entries, damagedBytes: bytes.count - intact)
    }

    /// Writes an accepted roll down; gives its sequence number.
    mutating func accept(rollID: String, at time: Int64, payload: [UInt8]) throws(JournalError) -> UInt64 {
        let record = JournalRecord.accepted(sequence: nextSequence, at: time, rollID: rollID, payload: payload)
        try append(record)
        unsettled[nextSequence] = record
        defer { nextSequence += 1 }
        return nextSequence
    }

    /// Notes that a roll is settled.
    mutating func settle(_ sequence: UInt64) throws(JournalError) {
        guard unsettled.removeValue(forKey: sequence) != nil else { return }
        try append(.settled(sequence: sequence))
        if fileBytes > compactionThreshold { try compact() }
    }

    /// Makes everything written so far survive a power cut.
    func synchronize() throws(JournalError) {
        guard fdatasync(descriptor) == 0 || errno == EINVAL else { throw Self.failure(path, "sync") }
    }

    private mutating func append(_ record: JournalRecord) throws(JournalError) {
        var buffer = ByteBuffer()
        record.append(to: &buffer)
        let start = fileBytes
        while !buffer.isEmpty {
            let n = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if n < 0, errno == EINTR { continue }
            guard n > 0 else {
                let problem = Self.failure(path, "write to")
                // A half-written record would hide all later ones from the next start.
                _ = ftruncate(descriptor, off_t(start))
                _ = lseek(descriptor, off_t(start), SEEK_SET)
                fileBytes = start
                throw problem
            }
            buffer.consume(n)
            fileBytes += n
        }
    }

    /// Writes the unsettled records to a new file and puts it in the old one's place.
    private mutating func compact() throws(JournalError) {
        var buffer = ByteBuffer()
        for sequence in unsettled.keys.sorted() { unsettled[sequence]?.append(to: &buffer) }
        guard buffer.count < fileBytes / 2 else { return }
        do throws(CredentialStoreError) { try PrivateFile.replace(path, with: buffer.bytes) } catch {
            throw JournalError(path: path, operation: "rewrite", reason: "\(error)")
        }
        let fresh = Glibc.open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard fresh >= 0 else { throw Self.failure(path, "reopen") }
        guard flock(fresh, LOCK_EX | LOCK_NB) == 0, lseek(fresh, 0, SEEK_END) >= 0 else {
            close(fresh)
            throw Self.failure(path, "lock")
        }
        close(descriptor)
        descriptor = fresh
        fileBytes = buffer.count
    }

    private func readAll() throws(JournalError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let n = read(descriptor, &chunk, chunk.count)
            if n < 0, errno == EINTR { continue }
            guard n >= 0 else { throw Self.failure(path, "read") }
            if n == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<n])
            guard bytes.count <= 1 << 30 else {
                throw JournalError(path: path, operation: "read", reason: "it is larger than 1 GiB")
            }
        }
    }

    private static func failure(_ path: String, _ operation: String) -> JournalError {
        JournalError(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }
}

extension OutboxEntry {
    fileprivate init?(record: JournalRecord) {
        guard case .accepted(let sequence, let time, let rollID, let payload) = record else { return nil }
        self.init(subject: .roll(rollID), event: "dice:roll", payload: payload, acceptedAt: time, sequence: sequence)
    }
}
