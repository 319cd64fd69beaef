/// The start line and fields of an HTTP/1.1 message (RFC 9112).
package struct HTTPHead: Sendable {
    /// The request or status line, without its line end.
    package var startLine: String
    /// The fields in order; names in lower case, values without surrounding blanks.
    package var fields: [(name: String, value: String)]

    /// All values of a field.
    /// - Parameter name: in lower case.
    package func values(_ name: String) -> [String] {
        fields.lazy.filter { $0.name == name }.map(\.value)
    }

    /// The value of a field that must not be repeated; nil when it is absent or there are several.
    package func value(_ name: String) -> String? {
        let all = values(name)
        return all.count == 1 ? all.first : nil
    }

    /// Whether a comma-separated field holds `token`, in any case.
    package func has(_ token: String, in name: String) -> Bool {
        values(name).contains { value in
            value.split(separator: ",").contains { Self.trimmed($0).lowercased() == token }
        }
    }

    /// `text` without surrounding spaces and tabs.
    package static func trimmed(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let first = text.firstIndex(where: { !isBlank($0) }),
            let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }
}

/// Why the head of an HTTP message cannot be read.
package enum HTTPHeadError: Error, Hashable, Sendable {
    /// More bytes than accepted before the empty line.
    case tooLarge(limit: Int)
    case tooManyFields(limit: Int)
    /// Not HTTP: a bare line feed, a control character, a folded line, a field without a name.
    case malformed
}

/// Reads the head of an HTTP message that arrives in any pieces. Each byte is looked at once, and memory is bounded, so
/// neither a dribbled nor an endless head costs more than its limit.
package struct HTTPHeadReader: Sendable {
    private let maximumBytes: Int
    private let maximumFields: Int
    private var bytes: [UInt8] = []
    /// How much of CR LF CR LF stands at the end of what was read.
    private var matched = 0

    package init(maximumBytes: Int = 16 << 10, maximumFields: Int = 100) {
        self.maximumBytes = maximumBytes
        self.maximumFields = maximumFields
    }

    /// Takes the next bytes.
    /// - Returns: the head and how many of `piece`'s bytes belong to it, once the empty line was read.
    package mutating func receive(
        _ piece: UnsafeRawBufferPointer
    ) throws(HTTPHeadError) -> (head: HTTPHead, consumed: Int)? {
        var taken = 0
        for byte in piece {
            taken += 1
            guard bytes.count < maximumBytes else { throw .tooLarge(limit: maximumBytes) }
            bytes.append(byte)
            switch (byte, matched) {
            case (0x0D, 0), (0x0D, 2): matched += 1
            case (0x0A, 1), (0x0A, 3): matched += 1
            case (0x0A, _), (0x0D, _): throw .malformed
            case (_, 1), (_, 3): throw .malformed
            default:
                guard byte == 0x09 || (byte >= 0x20 && byte != 0x7F) else { throw .malformed }
                matched = 0
            }
            if matched == 4 {
                let head = try parse()
                bytes = []
                matched = 0
                return (head, taken)
            }
        }
        return nil
    }

    private func parse() throws(HTTPHeadError) -> HTTPHead {
        var lines = String(decoding: bytes.dropLast(4), as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)[...]
        let startLine = lines.popFirst().map(String.init) ?? ""
        guard !startLine.isEmpty else { throw .malformed }
        guard lines.count <= maximumFields else { throw .tooManyFields(limit: maximumFields) }
        var fields: [(name: String, value: String)] = []
        fields.reserveCapacity(lines.count)
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), HTTPToken.isToken(line[..<colon]) else { throw .malformed }
            fields.append((line[..<colon].lowercased(), HTTPHead.trimmed(line[line.index(after: colon)...])))
        }
        return HTTPHead(startLine: startLine, fields: fields)
    }
}

/// The characters HTTP allows in names and values (RFC 9110, sections 5.5 and 5.6.2).
package enum HTTPToken {
    /// Whether `text` may be a field name, a method or a subprotocol.
    package static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// Whether `text` may be a field value: no line ends, no control characters.
    package static func isFieldValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }
}
