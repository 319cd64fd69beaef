/// Where a server is: scheme, host, port, path and query, taken from a URL.
///
/// Never carries user info: credentials do not belong into addresses, which end up in logs.
public struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// The schemes we speak.
    public enum Scheme: String, Sendable, Hashable {
        /// HTTP in plain text, port 80 unless the address names one.
        case http
        /// HTTP over TLS, port 443 unless the address names one.
        case https
        /// WebSocket in plain text, port 80 unless the address names one (RFC 6455, section 3).
        case ws
        /// WebSocket over TLS, port 443 unless the address names one (RFC 6455, section 3).
        case wss
    }

    /// The scheme of the URL.
    public let scheme: Scheme
    /// The host: a name in ASCII, an IPv4 address, or an IPv6 address without brackets.
    public let host: String
    /// The port; the scheme's own (80, 443) when the URL names none.
    public let port: UInt16
    /// The path, percent-encoded, starting with a slash.
    public let path: String
    /// The query without its question mark, percent-encoded; nil when there is none.
    public let query: String?
    /// The zone of a link-local IPv6 address; it means something on this machine only and is never sent.
    let zone: String?

    init(scheme: Scheme, host: String, zone: String?, port: UInt16, path: String, query: String?) {
        self.scheme = scheme
        self.host = host
        self.zone = zone
        self.port = port
        self.path = path
        self.query = query
    }

    /// Whether the connection is encrypted.
    public var isSecure: Bool { scheme == .https || scheme == .wss }

    /// Whether the host is this machine: 127.0.0.0/8, ::1 or `localhost` (which libcurl never asks a name server for).
    public var isLoopback: Bool { HostKind(host).isLoopback }

    /// Scheme, host, port and path; the query is left out, because queries carry codes and tokens.
    public var description: String {
        "\(scheme.rawValue)://\(authority)\(path)\(query == nil ? "" : "?…")"
    }

    /// Host and port, as a person reads them: `example.org:443`, `[::1]:8080`.
    public var hostAndPort: String { "\(bracketedHost):\(port)" }

    /// Host and, unless it is the scheme's own, port: the value of the `Host` header (RFC 9110, section 7.2).
    public var authority: String { port == scheme.defaultPort ? bracketedHost : hostAndPort }

    /// Path and query: the target of a request line (RFC 9112, section 3.2.1).
    public var requestTarget: String { query.map { "\(path)?\($0)" } ?? path }

    /// The whole URL, with the query. Not for logs.
    package var url: String {
        guard let zone else { return "\(scheme.rawValue)://\(authority)\(requestTarget)" }
        return "\(scheme.rawValue)://[\(host)%25\(zone)]:\(port)\(requestTarget)"
    }

    /// The same place over HTTP: `ws` becomes `http`, `wss` becomes `https`.
    public var http: ServerAddress { replacing(scheme: isSecure ? .https : .http) }

    /// The same place over WebSocket: `http` becomes `ws`, `https` becomes `wss`.
    public var webSocket: ServerAddress { replacing(scheme: isSecure ? .wss : .ws) }

    /// The same server with another path below this one's, and a query in place of this one's.
    /// - Parameters:
    ///   - more: appended with exactly one slash in between; anything that is not allowed in a path is percent-encoded.
    ///   - items: names and values; percent-encoded.
    public func appending(path more: String = "", query items: [(name: String, value: String)] = []) -> ServerAddress {
        var joined = path
        if !more.isEmpty {
            while joined.hasSuffix("/") { joined.removeLast() }
            joined += "/" + PercentEncoding.path(more.drop { $0 == "/" })
        }
        let encoded = items.map { "\(PercentEncoding.value($0.name))=\(PercentEncoding.value($0.value))" }
        return ServerAddress(
            scheme: scheme, host: host, zone: zone, port: port, path: joined,
            query: items.isEmpty ? nil : encoded.joined(separator: "&"))
    }

    private func replacing(scheme: Scheme) -> ServerAddress {
        ServerAddress(scheme: scheme, host: host, zone: zone, port: port, path: path, query: query)
    }

    private var bracketedHost: String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    }
}

extension ServerAddress.Scheme {
    var defaultPort: UInt16 { self == .http || self == .ws ? 80 : 443 }
}

/// Percent-encoding (RFC 3986, section 2.1).
enum PercentEncoding {
    /// Keeps what may stand in a path, slashes and existing escapes included.
    static func path(_ text: some StringProtocol) -> String {
        encode(text) { byte in isUnreserved(byte) || "!$&'()*+,;=:@/%".utf8.contains(byte) }
    }

    /// Keeps unreserved characters only, so that a value can neither end itself nor start another.
    static func value(_ text: some StringProtocol) -> String { encode(text, keeping: isUnreserved) }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func encode(_ text: some StringProtocol, keeping: (UInt8) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if keeping(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
