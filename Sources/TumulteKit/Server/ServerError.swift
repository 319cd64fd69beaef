public import Transport

/// Why a call to the Tumulte server did not give what was asked.
///
/// No case carries a token, key or pairing code.
public enum ServerError: Error, Sendable, CustomStringConvertible {
    /// No answer: the network, TLS or a time limit. Worth another try.
    case unreachable(TransportError)
    /// HTTP 429 or 503; wait that long. Contract: http, section 2.
    case busy(status: Int, retryAfter: Duration)
    /// The server answered with an error of its own. `message` is its `error` or `message` text, at most 200 characters.
    case refused(status: Int, message: String)
    /// Something answered that is not a Tumulte server: an HTML page, truncated JSON, missing fields.
    case notTumulte(status: Int, reason: String)

    /// What happened and what to do, in two sentences.
    public var description: String {
        switch self {
        case .unreachable(let error): "\(error)"
        case .busy(let status, let wait):
            "The server is busy (HTTP \(status)). Try again in \(wait.components.seconds) s."
        case .refused(let status, let message):
            "The server refused the call (HTTP \(status)): \(message). Check the pairing with `status`, or pair again."
        case .notTumulte(let status, let reason):
            "What answered is not a Tumulte server (HTTP \(status): \(reason)). Check the server address."
        }
    }

    /// Whether the same call may succeed later without anyone doing something.
    public var isTransient: Bool {
        switch self {
        case .unreachable, .busy: true
        case .refused(let status, _), .notTumulte(let status, _): status >= 500
        }
    }
}
