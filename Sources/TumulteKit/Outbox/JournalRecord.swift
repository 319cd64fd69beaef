import Bytes
import CZlib

/// One record of the outbox journal.
///
/// On disk: the body's length (4 bytes), the CRC-32 of the body (4 bytes), the body; numbers little-endian. A body is a
/// kind (1 byte), a sequence number (8 bytes), and for an accepted event its time (8 bytes), the length of its id
/// (4 bytes), the id, and the payload.
enum JournalRecord: Sendable, Hashable {
    case accepted(sequence: UInt64, at: Int64, rollID: String, payload: [UInt8])
    case settled(sequence: UInt64)

    /// More than any event can have; a longer length is damage.
    static let maximumBody = 4 << 20
    private static let headerCount = 8

    func append(to buffer: inout ByteBuffer) {
        var body: [UInt8] = []
        switch self {
        case .accepted(let sequence, let time, let rollID, let payload):
            let id = Array(rollID.utf8)
            body.reserveCapacity(21 + id.count + payload.count)
            body.append(1)
            body.append(littleEndian: sequence)
            body.append(littleEndian: UInt64(bitPattern: time))
            body.append(littleEndian: UInt32(truncatingIfNeeded: id.count))
            body += id
            body += payload
        case .settled(let sequence):
            body.append(2)
            body.append(littleEndian: sequence)
        }
        var header: [UInt8] = []
        header.append(littleEndian: UInt32(truncatingIfNeeded: body.count))
        header.append(littleEndian: Self.checksum(body[...]))
        buffer.append(contentsOf: header)
        buffer.append(contentsOf: body)
    }

    /// Reads all intact records from the start.
    /// - Returns: the records, and how many bytes they took: what follows is damaged or incomplete.
    static func readAll(_ bytes: [UInt8]) -> (records: [JournalRecord], intactBytes: Int) {
        var records: [JournalRecord] = []
        var position = 0
        while position + headerCount <= bytes.count {
            let length = Int(bytes.littleEndian(UInt32.self, at: position))
            let checksum = bytes.littleEndian(UInt32.self, at: position + 4)
            let start = position + headerCount
            guard length <= maximumBody, length <= bytes.count - start else { break }
            let body = bytes[start..<start + length]
            guard Self.checksum(body) == checksum, let record = JournalRecord(body: body) else { break }
            records.append(record)
            position = start + length
        }
        return (records, position)
    }

    private init?(body: ArraySlice<UInt8>) {
        let bytes = Array(body)
        guard bytes.count >= 9 else { return nil }
        let sequence = bytes.littleEndian(UInt64.self, at: 1)
        switch bytes[0] {
        case 1:
            guard bytes.count >= 21 else { return nil }
            let time = Int64(bitPattern: bytes.littleEndian(UInt64.self, at: 9))
            let idCount = Int(bytes.littleEndian(UInt32.self, at: 17))
            guard idCount <= bytes.count - 21 else { return nil }
            self = .accepted(
                sequence: sequence, at: time, rollID: String(decoding: bytes[21..<21 + idCount], as: UTF8.self),
                payload: Array(bytes[(21 + idCount)...]))
        case 2:
            self = .settled(sequence: sequence)
        default:
            return nil
        }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count))) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// The number at that position, 0 when it would pass the end.
    fileprivate func littleEndian<T: FixedWidthInteger>(_ type: T.Type, at position: Int) -> T {
        guard position >= 0, position + MemoryLayout<T>.size <= count else { return 0 }
        return withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: T.self)) }
    }
}
