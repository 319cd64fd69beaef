/// Collects the header lines of an answer as they arrive: keeps those of the last head (an interim answer comes before
/// it), ignores trailers, and is bounded.
struct HTTPResponseHead {
    static let maximumBytes = 64 * 1024
    static let maximumFields = 256

    private(set) var headers = HTTPHeaders()
    private var bytes = 0
    private var isOpen = false

    /// Takes one line with its line break.
    /// - Returns: false when there is more than we keep.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
        bytes += line.count
        guard bytes <= Self.maximumBytes else { return false }
        var line = line[...]
        while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
        if line.starts(with: "HTTP/".utf8) {
            headers = HTTPHeaders()
            isOpen = true
            return true
        }
        guard isOpen else { return true }
        guard let first = line.first else {
            isOpen = false
            return true
        }
        if first == 0x20 || first == 0x09 {
            // A folded line (RFC 9112, section 5.2) continues the value before it.
            if var last = headers.fields.popLast() {
                last.value += " " + Self.text(line)
                headers.fields.append(last)
            }
            return true
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return true }
        guard headers.fields.count < Self.maximumFields else { return false }
        headers.fields.append(
            HTTPHeaders.Field(name: Self.text(line[..<colon]), value: Self.text(line[line.index(after: colon)...])))
        return true
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var bytes = bytes
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
