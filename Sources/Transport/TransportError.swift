/// What went wrong on the way to a server or back, why, and what to do about it.
///
/// No part of it ever contains a credential: not a header, not a body, not the query or user info of an address. It may
/// name the host and the port.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; decide by this.
    public let code: Code
    /// The host and port it happened with, when one was involved.
    public let peer: String?
    /// A detail for people, such as the operating system's own word for it.
    public let detail: String?

    package init(_ code: Code, peer: String? = nil, detail: String? = nil) {
        self.code = code
        self.peer = peer
        self.detail = detail
    }

    /// Kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The host's name has no address, or the name server did not answer.
        case dns
        /// The proxy's name has no address.
        case proxyName
        /// Something answered that nobody listens on this port.
        case refused
        /// No way to the host: no network, no route, or every address failed.
        case unreachable
        /// A time limit passed.
        case timedOut(Phase)
        /// The secure connection could not be set up.
        case tls(TLSProblem)
        /// The proxy did not let us through.
        case proxyRefused
        /// The connection ended before it should: reset, lost, or cut without a goodbye.
        case closed
        /// The server closed without sending an answer.
        case emptyReply
        /// The answer ended before its announced length.
        case truncated
        /// The answer is larger than the limit, in bytes.
        case tooLarge(limit: Int)
        /// The answer is not HTTP.
        case malformedReply
        /// The address cannot be used.
        case badAddress(AddressProblem)
        /// A request that must not be sent, such as a header with a line break in it.
        case badRequest(String)
        /// Unencrypted transport to another machine, without permission for it.
        case plainTextRefused
        /// The task was cancelled, or the stream closed, before there was a result.
        case cancelled
        /// The event loop was shut down, or could not be started.
        case loopStopped
        /// The operating system or libcurl refused something; the detail says what.
        case system
    }

    /// Where the time was spent.
    public enum Phase: String, Sendable, Hashable {
        /// Looking the name up.
        case resolving
        /// Reaching the host (TCP, and the proxy when there is one).
        case connecting
        /// Setting up TLS.
        case securing
        /// Waiting for the answer, or the rest of it.
        case responding
        /// Sending what was left before closing.
        case closing
    }

    /// Why TLS failed.
    public enum TLSProblem: Sendable, Hashable {
        /// The certificate is for another name.
        case hostnameMismatch
        /// The certificate is no longer valid.
        case expired
        /// The certificate is not valid yet.
        case notYetValid
        /// The certificate vouches for itself.
        case selfSigned
        /// The certificate is signed by an authority this machine does not know.
        case unknownAuthority
        /// The certificate was withdrawn.
        case revoked
        /// No version or cipher that both sides accept, or the port does not speak TLS at all.
        case protocolVersion
        /// The file of trusted authorities cannot be read.
        case badAuthorityFile
        /// Anything else in the handshake.
        case handshake
    }

    /// Why an address is refused.
    public enum AddressProblem: Sendable, Hashable {
        /// Not a URL with a host.
        case malformed
        /// A scheme other than http, https, ws or wss, or none.
        case scheme
        /// A user name or a password in the address.
        case userInfo
        /// A port outside 1…65535.
        case port
        /// Longer than 8 KiB.
        case tooLong
    }
}

extension TransportError {
    /// What happened and why, in a sentence.
    public var message: String {
        let whom = peer ?? "the server"
        let why = detail.map { " (\($0))" } ?? ""
        switch code {
        case .dns: return "The name of \(whom) could not be looked up\(why)."
        case .proxyName: return "The name of the proxy could not be looked up."
        case .refused: return "\(peer ?? "The server") refused the connection: nothing listens on that port\(why)."
        case .unreachable: return "\(peer ?? "The server") could not be reached\(why)."
        case .timedOut(.resolving): return "The time limit passed while the name of \(whom) was looked up."
        case .timedOut(.connecting): return "The time limit passed while connecting to \(whom)."
        case .timedOut(.securing): return "The time limit passed during the TLS handshake with \(whom)."
        case .timedOut(.responding): return "\(peer ?? "The server") did not finish its answer within the time limit."
        case .timedOut(.closing): return "\(peer ?? "The peer") did not take the last bytes within the time limit."
        case .tls(let problem): return "TLS with \(whom) failed: \(problem.sentence)\(why)."
        case .proxyRefused: return "The proxy did not open a connection to \(whom)\(why)."
        case .closed: return "The connection with \(whom) was lost\(why)."
        case .emptyReply: return "\(peer ?? "The server") closed the connection without an answer."
        case .truncated: return "The answer of \(whom) ended before its announced length."
        case .tooLarge(let limit): return "The answer of \(whom) is larger than the limit of \(limit) bytes."
        case .malformedReply: return "The answer of \(whom) is not HTTP\(why)."
        case .badAddress(let problem): return "The address cannot be used: \(problem.sentence)."
        case .badRequest(let reason): return "The request was not sent: \(reason)."
        case .plainTextRefused:
            return "An unencrypted connection to \(whom) was refused: it would show credentials to the network."
        case .cancelled: return "The connection with \(whom) was given up before it had a result."
        case .loopStopped: return "The event loop does not run\(why)."
        case .system: return "The system refused a network operation\(why)."
        }
    }

    /// What to do next, in a sentence.
    public var nextStep: String {
        switch code {
        case .dns: "Check the spelling of the host name and this machine's network."
        case .proxyName: "Check the proxy in http_proxy, https_proxy and all_proxy."
        case .refused: "Check the port, and that the server runs."
        case .unreachable: "Check this machine's network, its firewall, and the address."
        case .timedOut(.responding): "Try again later, or allow more time."
        case .timedOut: "Check the network and the address; try again, or allow more time."
        case .tls(let problem): problem.nextStep
        case .proxyRefused: "Check the proxy's settings and whether it allows this host and port."
        case .closed, .emptyReply, .truncated: "Try again; when it happens every time, look at the server's log."
        case .tooLarge: "Check that the address is the right one; if it is, raise the limit."
        case .malformedReply: "Check that the address and the port belong to the right service."
        case .badAddress: "Give an address such as https://api.example.org or wss://api.example.org/path."
        case .badRequest: "Correct the request."
        case .plainTextRefused: "Use https or wss, or allow plain text for this server on purpose."
        case .cancelled: "Nothing, if it was meant."
        case .loopStopped: "Use a loop that has not been shut down, and check the limit of open files."
        case .system: "Check the limits of this process (open files, memory)."
        }
    }

    /// The message and the next step.
    public var description: String { "\(message) \(nextStep)" }
}

extension TransportError.TLSProblem {
    var sentence: String {
        switch self {
        case .hostnameMismatch: "the certificate was made for another host name"
        case .expired: "the certificate has expired"
        case .notYetValid: "the certificate is not valid yet"
        case .selfSigned: "the certificate is self-signed"
        case .unknownAuthority: "the certificate is from an authority that this machine does not trust"
        case .revoked: "the certificate was withdrawn"
        case .protocolVersion: "no common protocol version, or the port does not speak TLS"
        case .badAuthorityFile: "the file of trusted authorities cannot be read"
        case .handshake: "the handshake did not finish"
        }
    }

    var nextStep: String {
        switch self {
        case .hostnameMismatch: "Use the host name that the certificate was made for."
        case .expired: "Renew the server's certificate, and check this machine's clock."
        case .notYetValid: "Check this machine's clock."
        case .selfSigned, .unknownAuthority:
            "Install ca-certificates, or name a file with the authority's certificate in TLSOptions."
        case .revoked: "Do not use this server until its certificate is replaced."
        case .protocolVersion: "Check the port and the scheme; the server must speak TLS 1.2 or later."
        case .badAuthorityFile: "Check the path and the format (PEM) of the authority file."
        case .handshake: "Check the port, the proxy and the server's TLS settings."
        }
    }
}

extension TransportError.AddressProblem {
    var sentence: String {
        switch self {
        case .malformed: "it is not a URL with a host"
        case .scheme: "its scheme is not http, https, ws or wss"
        case .userInfo: "it contains a user name or a password"
        case .port: "its port is not between 1 and 65535"
        case .tooLong: "it is longer than 8192 bytes"
        }
    }
}
