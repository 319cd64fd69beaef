/// The request line and the header fields of one request (RFC 9112, sections 3 and 5), and how its body is framed.
struct HTTPRequestHead {
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    var request: ReceivedRequest
    var framing: Framing
    var expectsContinue: Bool

    /// - Parameter head: everything before the empty line.
    init(_ head: ArraySlice<UInt8>, maximumFields: Int) throws(HTTPRequestParser.Failure) {
        var lines = try HTTPRequestHead.lines(of: head)[...]
        guard let first = lines.popFirst() else { throw HTTPRequestHead.bad("The request line is missing") }
        guard lines.count <= maximumFields else {
            throw HTTPRequestParser.Failure(status: 431, message: "Too many header fields")
        }
        let line = try HTTPRequestHead.requestLine(first)
        var fields = HTTPFields()
        for text in lines {
            let field = try HTTPRequestHead.field(text)
            fields.add(field.name, field.value)
        }
        if line.minorVersion == 1, fields.values("Host").count != 1 {
            throw HTTPRequestHead.bad("A request needs exactly one Host field")
        }
        framing = try HTTPRequestHead.framing(of: fields)
        expectsContinue = line.minorVersion == 1 && fields["Expect"]?.lowercased() == "100-continue"
        let target = splitTarget(HTTPRequestHead.origin(of: line.target))
        request = ReceivedRequest(
            method: line.method, path: target.path, query: target.query, headers: fields,
            keepsAlive: line.minorVersion == 1
                ? !fields.list("Connection", contains: "close") : fields.list("Connection", contains: "keep-alive"))
    }

    static func bad(_ message: String) -> HTTPRequestParser.Failure {
        HTTPRequestParser.Failure(status: 400, message: message)
    }

    /// Splits at CRLF; a CR or LF on its own, or any other control character but the tab, is refused.
    private static func lines(of head: ArraySlice<UInt8>) throws(HTTPRequestParser.Failure) -> [String] {
        var result: [String] = []
        var line: [UInt8] = []
        var rest = head
        while let byte = rest.popFirst() {
            if byte == 13, rest.first == 10 {
                rest = rest.dropFirst()
                result.append(String(decoding: line, as: UTF8.self))
                line = []
            } else if (byte < 0x20 && byte != 9) || byte == 0x7F {
                throw bad("A control character in the request head")
            } else {
                line.append(byte)
            }
        }
        result.append(String(decoding: line, as: UTF8.self))
        return result
    }

    private static func requestLine(
        _ line: String
    ) throws(HTTPRequestParser.Failure) -> (method: String, target: String, minorVersion: Int) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, isToken(parts[0]), !parts[1].isEmpty else { throw bad("The request line is malformed") }
        switch parts[2] {
        case "HTTP/1.1": return (String(parts[0]), String(parts[1]), 1)
        case "HTTP/1.0": return (String(parts[0]), String(parts[1]), 0)
        default:
            guard parts[2].hasPrefix("HTTP/") else { throw bad("The request line is malformed") }
            throw HTTPRequestParser.Failure(status: 505, message: "HTTP version not supported")
        }
    }

    private static func field(_ line: String) throws(HTTPRequestParser.Failure) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: ":"), isToken(line[..<colon]) else {
            throw bad("A header field is malformed")
        }
        return (String(line[..<colon]), trimmed(line[line.index(after: colon)...]))
    }

    private static func framing(of fields: HTTPFields) throws(HTTPRequestParser.Failure) -> Framing {
        let codings = fields.values("Transfer-Encoding")
        let lengths = fields.values("Content-Length")
        if !codings.isEmpty {
            // Both at once is how requests are smuggled (RFC 9112, section 6.1).
            guard lengths.isEmpty else { throw bad("Both Transfer-Encoding and Content-Length") }
            guard codings.count == 1, codings[0].lowercased() == "chunked" else {
                throw HTTPRequestParser.Failure(status: 501, message: "Transfer coding not supported")
            }
            return .chunked
        }
        guard let first = lengths.first else { return .none }
        let isNumber = !first.isEmpty && first.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isNumber, lengths.allSatisfy({ $0 == first }) else { throw bad("Content-Length is not a number") }
        // A number too large for Int is certainly over the limit.
        return .length(Int(first) ?? .max)
    }

    /// The origin form of a target: what follows the authority when the absolute form was sent.
    private static func origin(of target: String) -> Substring {
        guard !target.hasPrefix("/"), let scheme = target.range(of: "://") else { return target[...] }
        let rest = target[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}

extension String {
    /// The first place where `needle` stands.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
