import CLibcurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension ServerAddress {
    /// Reads an address from a URL, with libcurl's own parser, so that what we check is what is connected to.
    ///
    /// A fragment is dropped. IPv4 addresses in unusual forms (`127.1`, `0x7f.1`) come out in the usual one.
    /// - Throws: ``TransportError/Code/badAddress(_:)`` for anything but http, https, ws and wss, for user info, for port
    ///   0, and for what is not a URL.
    public init(_ text: String) throws(TransportError) {
        guard text.utf8.count <= 8192 else { throw TransportError(.badAddress(.tooLong)) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw TransportError(.badAddress(.malformed)) }
        guard let url = curl_url() else { throw TransportError(.system, detail: "out of memory") }
        defer { curl_url_cleanup(url) }
        // WebSocket schemes are unknown to most builds of libcurl; the scheme is checked below.
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER)
        switch curl_url_set(url, CURLUPART_URL, text, flags) {
        case CURLUE_OK: break
        case CURLUE_USER_NOT_ALLOWED: throw TransportError(.badAddress(.userInfo))
        case CURLUE_BAD_PORT_NUMBER: throw TransportError(.badAddress(.port))
        case CURLUE_BAD_SCHEME, CURLUE_UNSUPPORTED_SCHEME: throw TransportError(.badAddress(.scheme))
        case CURLUE_OUT_OF_MEMORY: throw TransportError(.system, detail: "out of memory")
        default: throw TransportError(.badAddress(.malformed))
        }
        func part(_ which: CURLUPart) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            let code = which == CURLUPART_HOST ? tumulte_url_host(url, &value) : curl_url_get(url, which, &value, 0)
            guard code == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME).flatMap({ Scheme(rawValue: $0.lowercased()) }) else {
            throw TransportError(.badAddress(.scheme))
        }
        guard let host = part(CURLUPART_HOST), !host.isEmpty, host.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw TransportError(.badAddress(.malformed))
        }
        var port = scheme.defaultPort
        if let written = part(CURLUPART_PORT) {
            guard let number = UInt16(written), number > 0 else { throw TransportError(.badAddress(.port)) }
            port = number
        }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        self.init(
            scheme: scheme, host: bare.lowercased(), zone: part(CURLUPART_ZONEID), port: port,
            path: part(CURLUPART_PATH).map { $0.isEmpty ? "/" : $0 } ?? "/",
            query: part(CURLUPART_QUERY).flatMap { $0.isEmpty ? nil : $0 })
    }
}

/// What a host is: a name, or an address.
enum HostKind: Equatable {
    case name(String)
    case ipv4(UInt32)
    case ipv6([UInt8])

    init(_ host: String) {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            self = .ipv4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        if inet_pton(AF_INET6, host, &six) == 1 {
            self = .ipv6(withUnsafeBytes(of: &six) { [UInt8]($0) })
            return
        }
        self = .name(host)
    }

    var isLoopback: Bool {
        switch self {
        case .name(let name): name.lowercased() == "localhost"
        case .ipv4(let address): address >> 24 == 127
        case .ipv6(let bytes):
            bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
                || bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127])
        }
    }
}
