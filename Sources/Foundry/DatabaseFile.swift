import JSON

/// A file of one document to a line, as Foundry kept its worlds up to version 10: each change of a document appended the
/// whole of it, so the last line for an `_id` counts, and a deletion is a line of its own (`$$deleted`).
///
/// Read twice: once to learn which lines count, and then those alone, so that memory does not grow with the history.
struct DatabaseFile {
    /// A line that counts.
    struct Record {
        var offset: Int
        var length: UInt32
        var line: UInt32
        /// The line that first spoke of the document: its place in the order of the file.
        var firstLine: UInt32
        /// When the document was made, for messages.
        var timestamp: Double
    }

    /// More documents than any world has; bounds the memory of a hostile file.
    static let maximumRecords = 500_000

    private let file: OpenFile
    private var records: [RecordID: Record] = [:]

    /// Learns which lines count.
    /// - Parameters:
    ///   - progress: called now and then with the bytes read so far.
    ///   - problem: called with the number of each line that cannot be used, and why.
    init(
        _ file: OpenFile, progress: (Int) -> Void, problem: (Int, String) -> Void
    ) throws(FileProblem) {
        self.file = file
        let limit = JSONLimits.standard.maximumBytes
        var records: [RecordID: Record] = [:]
        var isFull = false
        try file.forEachLine(limit: limit, progress: progress) { line in
            guard let bytes = line.bytes else {
                return problem(line.number, "the line is longer than the limit of \(limit) bytes")
            }
            guard bytes.contains(where: { $0 > 0x20 }) else { return }
            let root: JSONView
            do throws(JSONError) { root = try JSONDocument(copying: bytes).root } catch {
                return problem(line.number, "\(error)")
            }
            guard let id = root.documentID.map(RecordID.init) else {
                // Lines of other use, such as those that name an index, have no id either.
                if DocumentKind(detecting: root) != nil { problem(line.number, "the document has no _id") }
                return
            }
            if root["$$deleted"].isTrue {
                records[id] = nil
                return
            }
            let known = records[id]
            guard known != nil || records.count < Self.maximumRecords else {
                if !isFull { problem(line.number, "the file has more than \(Self.maximumRecords) documents") }
                isFull = true
                return
            }
            let number = UInt32(clamping: line.number)
            records[id] = Record(
                offset: line.offset, length: UInt32(clamping: bytes.count), line: number,
                firstLine: known?.firstLine ?? number, timestamp: root["timestamp"].lenientDouble ?? 0)
        }
        self.records = records
    }

    /// The lines that count, in the order of the file.
    var inOrder: [Record] { records.values.sorted { $0.firstLine < $1.firstLine } }

    /// The lines of the newest documents, oldest first; databases are not kept in the order of time.
    func newest(_ limits: WorldLimits) -> [Record] {
        let sorted = records.values.sorted { ($0.timestamp, $0.firstLine) > ($1.timestamp, $1.firstLine) }
        var bytes = 0
        let kept = sorted.prefix(limits.messages).prefix { record in
            bytes += Int(record.length)
            return bytes <= limits.messageBytes || bytes == Int(record.length)
        }
        return kept.reversed()
    }

    /// Reads a line once more; nil when the file has changed since.
    func document(_ record: Record) -> JSONView? {
        guard let bytes = try? file.read(at: record.offset, count: Int(record.length)) else { return nil }
        return try? JSONDocument(bytes).root
    }
}

/// An id as a key that takes little memory: Foundry's ids have 16 letters, one more than a short string holds.
private struct RecordID: Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var long: String?

    init(_ id: String) {
        guard id.utf8.count <= 16 else {
            long = id
            return
        }
        for (place, byte) in id.utf8.enumerated() {
            if place < 8 { low |= UInt64(byte) << (8 * place) } else { high |= UInt64(byte) << (8 * (place - 8)) }
        }
    }
}
