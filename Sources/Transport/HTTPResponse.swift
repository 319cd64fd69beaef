/// An answer to an ``HTTPRequest``, whatever its status. Redirects are answers too: none is followed, because the
/// credentials of one server must not travel to another.
///
/// Its description shows the status and the size only.
public struct HTTPResponse: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The status code, such as 200.
    public var status: Int
    /// The header fields.
    public var headers: HTTPHeaders
    /// The body, complete.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether the status is 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }

    /// The status and the size.
    public var description: String { "status \(status), \(body.count) bytes" }
    /// The status and the size.
    public var debugDescription: String { description }
}
