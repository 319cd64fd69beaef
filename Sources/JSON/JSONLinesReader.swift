#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads JSON Lines (NDJSON) from chunks of any size, in bounded memory.
///
/// Bytes go in, lines come out: the reader does no input of its own and knows no clock. Lines end with LF or CRLF, the last
/// one may lack its end, blank lines are passed over but counted. A line that cannot be used is reported with its number,
/// and the lines after it are read all the same.
///
/// ```swift
/// var reader = JSONLinesReader()
/// while let chunk = nextChunk() {
///     reader.feed(chunk) { line in
///         switch line.outcome {
///         case .success(let document): use(document)
///         case .failure(let error): report(line.number, error)
///         }
///     }
/// }
/// reader.finish { line in … }
/// ```
///
/// Memory: the unfinished line and one chunk; a line longer than the limit is dropped as soon as it passes it. A reader has
/// one owner at a time.
public struct JSONLinesReader: Sendable {
    /// One line that is not blank.
    public struct Line: Sendable {
        /// Counted from 1, blank lines included.
        public let number: Int
        /// The line's value, or what is wrong with it; offsets count from the start of the line. For a line over the
        /// limit the code is ``JSONError/Code/tooLarge(bytes:limit:)`` with the bytes seen.
        public let outcome: Result<JSONDocument, JSONError>
    }

    /// What a single line may have.
    public let limits: JSONLimits

    /// The start of a line whose end has not come yet.
    private var partial: [UInt8] = []
    /// The bytes of the current line that were dropped because it is too long; 0 while it is not.
    private var dropped = 0
    private var number = 0

    /// Begins before the first line.
    /// - Parameter limits: what a single line may have; the longest line includes its CR, not its LF.
    public init(limits: JSONLimits = .standard) {
        self.limits = limits
    }

    /// The bytes held for an unfinished line.
    public var bufferedBytes: Int { partial.count }

    /// Takes the next bytes of the input, and hands over each line that they complete.
    /// - Parameters:
    ///   - chunk: any number of bytes; a line may be split anywhere, even inside a character.
    ///   - body: called once for each line that is not blank, in order.
    public mutating func feed<E: Error>(_ chunk: UnsafeRawBufferPointer, _ body: (Line) throws(E) -> Void) throws(E) {
        var start = 0
        while let end = Self.nextLineFeed(chunk, start) {
            let piece = UnsafeRawBufferPointer(rebasing: chunk[start..<end])
            start = end + 1
            try endLine(piece, body)
        }
        keep(UnsafeRawBufferPointer(rebasing: chunk[start...]))
    }

    /// Takes the next bytes of the input, and hands over each line that they complete.
    public mutating func feed<E: Error>(_ chunk: [UInt8], _ body: (Line) throws(E) -> Void) throws(E) {
        let outcome: Result<Void, E> = chunk.withUnsafeBytes { bytes in
            do throws(E) {
                return .success(try feed(bytes, body))
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
    }

    /// Says that the input has ended, and hands over a last line without an end. The reader then starts anew.
    public mutating func finish<E: Error>(_ body: (Line) throws(E) -> Void) throws(E) {
        defer { number = 0 }
        if partial.isEmpty, dropped == 0 { return }
        try endLine(UnsafeRawBufferPointer(start: nil, count: 0), body)
    }

    // MARK: Lines

    private mutating func keep(_ piece: UnsafeRawBufferPointer) {
        guard dropped == 0, piece.count <= limits.maximumBytes - partial.count else {
            dropped = dropped &+ partial.count &+ piece.count
            partial = []
            return
        }
        partial.append(contentsOf: piece)
    }

    private mutating func endLine<E: Error>(
        _ piece: UnsafeRawBufferPointer, _ body: (Line) throws(E) -> Void
    ) throws(E) {
        number += 1
        let isWhole = partial.isEmpty && dropped == 0
        if !isWhole { keep(piece) }
        let outcome: Result<JSONDocument, JSONError>?
        if dropped > 0 {
            let error = JSONError(code: .tooLarge(bytes: dropped, limit: limits.maximumBytes), byteOffset: 0)
            outcome = .failure(error)
        } else if isWhole {
            outcome = parse(piece)
        } else {
            outcome = partial.withUnsafeBytes { parse($0) }
        }
        dropped = 0
        // The space of a long line is given back, so that one of them does not stay paid for.
        partial.removeAll(keepingCapacity: partial.capacity <= 1 << 20)
        if let outcome { try body(Line(number: number, outcome: outcome)) }
    }

    /// - Returns: nil for a blank line.
    private func parse(_ line: UnsafeRawBufferPointer) -> Result<JSONDocument, JSONError>? {
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return nil }
        do throws(JSONError) {
            return .success(try JSONDocument(copying: line, limits: limits))
        } catch {
            return .failure(error)
        }
    }

    private static func nextLineFeed(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
