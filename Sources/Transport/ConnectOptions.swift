/// How to connect: limits, TLS and proxies.
public struct ConnectOptions: Sendable, Hashable {
    /// The time from the name look-up to the end of the TLS handshake, all attempts together. Default 15 s: long enough
    /// for a slow name server and one retransmitted SYN, short enough for a person who waits.
    public var timeLimit: Duration
    /// How TLS is checked.
    public var tls: TLSOptions
    /// Which proxy to use. Loopback addresses never go through one.
    public var proxy: Proxy
    /// Allows `http` and `ws` to hosts other than loopback. Default false: tokens would travel readable.
    public var allowsPlainText: Bool

    /// Makes options; every default is the careful choice.
    public init(
        timeLimit: Duration = .seconds(15), tls: TLSOptions = TLSOptions(), proxy: Proxy = .environment,
        allowsPlainText: Bool = false
    ) {
        self.timeLimit = timeLimit
        self.tls = tls
        self.proxy = proxy
        self.allowsPlainText = allowsPlainText
    }

    /// Which proxy to use.
    public enum Proxy: Sendable, Hashable {
        /// `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` of the environment, as libcurl reads them.
        case environment
        /// No proxy, whatever the environment says.
        case none
        /// This one, as a URL that libcurl understands (`http://`, `socks5h://`, …).
        case url(String)
    }
}

/// How a server's certificate is checked. TLS 1.2 is the least version accepted, always.
public struct TLSOptions: Sendable, Hashable {
    /// A PEM file of trusted authorities, used instead of the system's. Nil: the system's.
    public var authorityFile: String?
    /// Checks that the certificate comes from a trusted authority. Default true; false is honoured for loopback only.
    public var verifiesPeer: Bool
    /// Checks that the certificate is for the host we asked for. Default true; false is honoured for loopback only.
    public var verifiesHost: Bool

    /// Makes options; everything is checked unless said otherwise.
    public init(authorityFile: String? = nil, verifiesPeer: Bool = true, verifiesHost: Bool = true) {
        self.authorityFile = authorityFile
        self.verifiesPeer = verifiesPeer
        self.verifiesHost = verifiesHost
    }
}
