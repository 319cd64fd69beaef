/// A request for ``HTTPClient``.
///
/// Its description shows neither the query, nor header values, nor the body.
public struct HTTPRequest: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The method, such as `GET` or `POST`.
    public var method: String
    /// Where to; `ws` and `wss` are taken as `http` and `https`.
    public var address: ServerAddress
    /// Header fields. Those that frame the message (`Host`, `Content-Length`, `Transfer-Encoding`, …) are not accepted.
    public var headers: HTTPHeaders
    /// The body; nil sends none.
    public var body: [UInt8]?
    /// The time for everything, from the name look-up to the last byte of the answer. Default 30 s.
    public var timeLimit: Duration
    /// The largest body of an answer that is accepted, in bytes. Default 4 MiB: answers are small JSON texts, and a server
    /// must not decide how much memory we use.
    public var maximumResponseBytes: Int

    /// Makes a request.
    public init(
        _ method: String = "GET", _ address: ServerAddress, headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        timeLimit: Duration = .seconds(30), maximumResponseBytes: Int = 4 * 1024 * 1024
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
        self.timeLimit = timeLimit
        self.maximumResponseBytes = maximumResponseBytes
    }

    /// Method and address, without the query.
    public var description: String { "\(method) \(address)" }
    /// Method and address, without the query.
    public var debugDescription: String { description }

    /// Refuses what could be read as something else on the way: line breaks in headers, a second framing.
    func validate() throws(TransportError) {
        func refuse(_ reason: String) -> TransportError {
            TransportError(.badRequest(reason), peer: address.hostAndPort)
        }
        guard Self.isToken(method), method.utf8.count <= 32 else { throw refuse("the method is not a token") }
        for field in headers.fields {
            guard Self.isToken(field.name), field.name.utf8.count <= 256 else {
                throw refuse("a header name is not a token")
            }
            guard !Self.framing.contains(field.name.lowercased()) else {
                throw refuse("the header \(field.name) is set by the client itself")
            }
            // A tab and everything visible, ASCII or not (RFC 9110, section 5.5); the value itself may be a secret.
            guard field.value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
                throw refuse("the value of the header \(field.name) has a line break or another control character")
            }
            guard field.value.utf8.count <= 32 * 1024 else {
                throw refuse("the value of the header \(field.name) is longer than 32 KiB")
            }
        }
    }

    private static let framing: Set<String> = [
        "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect",
        "proxy-connection", "keep-alive",
    ]

    /// RFC 9110, section 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
