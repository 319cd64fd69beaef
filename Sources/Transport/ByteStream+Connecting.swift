import CLibcurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension ByteStream: CurlTransfer {
    /// Begins to connect, on the loop.
    func start(_ address: ServerAddress, _ options: ConnectOptions, _ handler: any ByteStreamHandler) {
        let core = loop.core
        guard phase == .new else { return }
        self.handler = handler
        guard shared.withLock({ $0.accepting }) else { return finish(nil) }
        guard !core.isClosed, let curl = core.curl else {
            return finish(loop.startError ?? TransportError(.loopStopped, peer: peer))
        }
        guard address.isSecure || address.isLoopback || options.allowsPlainText else {
            return finish(TransportError(.plainTextRefused, peer: peer))
        }
        guard let easy = CurlEasy() else { return finish(TransportError(.system, peer: peer, detail: "out of memory")) }
        easy.configure(address, options)
        easy.set(CURLOPT_CONNECT_ONLY, 1)
        easy.set(CURLOPT_HTTPPROXYTUNNEL, 1)
        easy.set(CURLOPT_FRESH_CONNECT, 1)
        easy.set(CURLOPT_BUFFERSIZE, 1024)
        guard easy.firstFailure == CURLE_OK else {
            return finish(TransportError(easy.firstFailure, easy, address))
        }
        core.add(self)
        phase = .connecting
        target = (address, options)
        self.easy = easy
        if !curl.add(easy, self) { finish(TransportError(.system, peer: peer, detail: "libcurl refused the transfer")) }
    }

    func curlFinished(_ code: CURLcode) {
        let core = loop.core
        guard phase == .connecting, let easy, let (address, options) = target else { return }
        target = nil
        guard code == CURLE_OK, let descriptor = easy.activeSocket else {
            return finish(TransportError(code == CURLE_OK ? CURLE_COULDNT_CONNECT : code, easy, address))
        }
        // libcurl no longer watches the descriptor; make sure of it, because the next line may make a second one.
        core.poller.forget(descriptor)
        if address.isSecure || Self.mayUseProxy(address, options) {
            easy.dropErrorText()
            // libcurl leaves this to its users: processes that the host starts must not inherit the connection.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            open(.curl(easy, descriptor))
            return
        }
        let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard own >= 0 else { return finish(TransportError(.system, peer: peer, detail: systemMessage(errno))) }
        // libcurl closes its own descriptor; the connection lives on in ours.
        core.curl?.remove(easy)
        self.easy = nil
        open(.plain(own))
    }

    /// Takes an accepted connection over, on the loop.
    func adopt(_ descriptor: Int32, handler: any ByteStreamHandler) {
        self.handler = handler
        loop.core.add(self)
        open(.plain(descriptor))
    }

    private func open(_ socket: StreamSocket) {
        self.socket = socket
        phase = .open
        updateInterest()
        guard phase == .open else { return }
        handler?.streamOpened()
        // It may have been closed, before or just now.
        if let earlyClose { closeOnLoop(afterFlush: earlyClose.afterFlush, limit: earlyClose.limit) }
        if phase == .open { flush() }
        // TLS may hold bytes that came with the end of the handshake. The first read also tells libcurl that the connection
        // is in use; until then it could be closed as an idle one when another transfer starts.
        if phase == .open, socket.buffersInside { receive() }
    }

    /// A proxy may have been spoken to in TLS, which only libcurl can go on with.
    private static func mayUseProxy(_ address: ServerAddress, _ options: ConnectOptions) -> Bool {
        switch options.proxy {
        case .none: return false
        case .url: return !address.isLoopback
        case .environment:
            let names = ["http_proxy", "all_proxy", "ALL_PROXY"]
            return !address.isLoopback && names.contains { name in getenv(name).map { $0.pointee != 0 } ?? false }
        }
    }
}
