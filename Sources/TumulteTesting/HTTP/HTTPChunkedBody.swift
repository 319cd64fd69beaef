/// A body that comes in chunks (RFC 9112, section 7.1). Sans I/O, bounded.
struct HTTPChunkedBody: Sendable {
    private enum State {
        case size
        case data(Int)
        case dataEnd
        case trailers
        case complete
    }

    /// Longest line with a chunk's size or one trailer field, in bytes.
    private static let maximumLine = 1024
    private static let maximumTrailers = 32

    private(set) var body: [UInt8] = []
    private var state = State.size
    private var trailers = 0

    var isComplete: Bool {
        if case .complete = state { true } else { false }
    }

    /// Reads as far as it can.
    /// - Returns: how many bytes of `input` were used.
    mutating func read(_ input: ArraySlice<UInt8>, limit: Int) throws(HTTPRequestParser.Failure) -> Int {
        var rest = input
        reading: while true {
            switch state {
            case .complete:
                break reading
            case .size:
                guard let line = try HTTPChunkedBody.line(&rest) else { break reading }
                let size = try HTTPChunkedBody.size(line)
                guard size <= limit - body.count else { throw HTTPRequestParser.tooLargeBody }
                state = size == 0 ? .trailers : .data(size)
            case .data(let missing):
                let part = rest.prefix(missing)
                body.append(contentsOf: part)
                rest = rest.dropFirst(part.count)
                if part.count < missing {
                    state = .data(missing - part.count)
                    break reading
                }
                state = .dataEnd
            case .dataEnd:
                guard rest.count >= 2 else { break reading }
                guard rest.starts(with: [13, 10]) else { throw HTTPRequestHead.bad("A chunk is longer than its size") }
                rest = rest.dropFirst(2)
                state = .size
            case .trailers:
                guard let line = try HTTPChunkedBody.line(&rest) else { break reading }
                if line.isEmpty {
                    state = .complete
                } else {
                    trailers += 1
                    guard trailers <= HTTPChunkedBody.maximumTrailers else {
                        throw HTTPRequestParser.Failure(status: 431, message: "Too many trailer fields")
                    }
                }
            }
        }
        return rest.startIndex - input.startIndex
    }

    /// Takes one line off the front, without its CRLF; nil when it has not all arrived.
    private static func line(_ rest: inout ArraySlice<UInt8>) throws(HTTPRequestParser.Failure) -> ArraySlice<UInt8>? {
        guard let end = rest.prefix(maximumLine + 2).firstIndex(of: 10) else {
            guard rest.count <= maximumLine else { throw HTTPRequestHead.bad("A chunk's head is too long") }
            return nil
        }
        guard end > rest.startIndex, rest[end - 1] == 13 else { throw HTTPRequestHead.bad("A line ends without CR") }
        defer { rest = rest[(end + 1)...] }
        return rest[..<(end - 1)]
    }

    /// The size in hex, extensions after a semicolon ignored.
    private static func size(_ line: ArraySlice<UInt8>) throws(HTTPRequestParser.Failure) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
        guard !digits.isEmpty, digits.count <= 8 else { throw HTTPRequestHead.bad("A chunk's size is malformed") }
        var size = 0
        for digit in digits {
            guard let value = hexValue(digit) else { throw HTTPRequestHead.bad("A chunk's size is malformed") }
            size = size << 4 | Int(value)
        }
        return size
    }
}
