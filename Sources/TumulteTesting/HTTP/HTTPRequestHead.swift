internal import Transport
internal import WebSocket

/// The request line of one request and how its body is framed (RFC 9112, sections 3 and 6).
struct HTTPRequestHead {
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    var request: ReceivedRequest
    var framing: Framing
    var expectsContinue: Bool

    init(_ head: HTTPHead) throws(HTTPRequestParser.Failure) {
        let line = try HTTPRequestHead.requestLine(head.startLine)
        let headers = HTTPHeaders(head.fields.map { HTTPHeaders.Field(name: $0.name, value: $0.value) })
        if line.minorVersion == 1, head.value("host") == nil {
            throw HTTPRequestHead.bad("A request needs exactly one Host field")
        }
        framing = try HTTPRequestHead.framing(of: head)
        expectsContinue = line.minorVersion == 1 && head.has("100-continue", in: "expect")
        let target = splitTarget(HTTPRequestHead.origin(of: line.target))
        request = ReceivedRequest(
            method: line.method, path: target.path, query: target.query, headers: headers,
            keepsAlive: line.minorVersion == 1
                ? !head.has("close", in: "connection") : head.has("keep-alive", in: "connection"))
    }

    static func bad(_ message: String) -> HTTPRequestParser.Failure {
        HTTPRequestParser.Failure(status: 400, message: message)
    }

    private static func requestLine(
        _ line: String
    ) throws(HTTPRequestParser.Failure) -> (method: String, target: String, minorVersion: Int) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, HTTPToken.isToken(parts[0]), !parts[1].isEmpty else {
            throw bad("The request line is malformed")
        }
        switch parts[2] {
        case "HTTP/1.1": return (String(parts[0]), String(parts[1]), 1)
        case "HTTP/1.0": return (String(parts[0]), String(parts[1]), 0)
        default:
            guard parts[2].hasPrefix("HTTP/") else { throw bad("The request line is malformed") }
            throw HTTPRequestParser.Failure(status: 505, message: "HTTP version not supported")
        }
    }

    private static func framing(of head: HTTPHead) throws(HTTPRequestParser.Failure) -> Framing {
        let codings = head.values("transfer-encoding")
        let lengths = head.values("content-length")
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
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return target[...] }
        let rest = target[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
}
