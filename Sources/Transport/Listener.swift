import CEpoll

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A listening socket on this machine, for tests and for the contract server.
package final class Listener: Sendable {
    /// The port it listens on.
    package let port: UInt16
    private let loop: EventLoop
    private let accept: @Sendable (ByteStream) -> any ByteStreamHandler
    // Why this is safe: touched on the loop's thread only, as in ByteStream; the initial value is ordered before by the lock
    // of the loop's inbox.
    nonisolated(unsafe) private var descriptor: Int32

    /// Opens a listening socket. A server may come back to the same port at once.
    /// - Parameters:
    ///   - port: the port, 0 to let the system pick one.
    ///   - host: an address of this machine: 127.0.0.0/8, ::1 or `localhost`; others are refused.
    ///   - loop: where accepted streams live.
    ///   - accept: called on the loop's thread for each connection; returns who is told about it. The stream may be
    ///     written to at once.
    package init(
        port: UInt16 = 0, host: String = "127.0.0.1", on loop: EventLoop = .shared,
        accept: @escaping @Sendable (ByteStream) -> any ByteStreamHandler
    ) throws(TransportError) {
        let place = "\(host):\(port)"
        func failure(_ call: String) -> TransportError {
            TransportError(.system, peer: place, detail: "\(call) \(place): \(systemMessage(errno))")
        }
        let address = HostKind(host)
        guard address.isLoopback else {
            throw TransportError(.badRequest("a listener is for loopback addresses, not for \(host)"))
        }
        if let error = loop.startError { throw error }
        var storage = sockaddr_storage()
        let (family, length) = address.fill(&storage, port: port)
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, flags, 0)
        guard descriptor >= 0 else { throw failure("socket") }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let bound = withUnsafePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0, listen(descriptor, 1024) == 0, let actual = HostKind.port(of: descriptor) else {
            let error = failure(bound == 0 ? "listen" : "bind")
            _ = LoopCore.closeDescriptor(descriptor)
            throw error
        }
        self.port = actual
        self.loop = loop
        self.accept = accept
        self.descriptor = descriptor
        loop.execute { self.start() }
    }

    deinit {
        // Only when the loop was stopped before it saw the listener.
        if descriptor >= 0 { _ = LoopCore.closeDescriptor(descriptor) }
    }

    /// Stops listening; accepted streams live on. Any thread; may be called again. On the loop's thread it holds at once.
    package func close() {
        if loop.isCurrent { stop() } else { loop.execute { self.stop() } }
    }

    private func start() {
        let core = loop.core
        guard !core.isClosed, descriptor >= 0 else { return stop() }
        core.add(self)
        core.poller.watch(descriptor, for: .read, target: self)
    }

    private func stop() {
        let core = loop.core
        guard descriptor >= 0 else { return }
        core.poller.forget(descriptor)
        _ = LoopCore.closeDescriptor(descriptor)
        descriptor = -1
        core.remove(self)
    }

    private func acceptOne() -> Bool {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let accepted = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                accept4(descriptor, $0, &length, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
            }
        }
        guard accepted >= 0 else {
            switch errno {
            case EINTR, ECONNABORTED: return true
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: rest()
            default: break
            }
            return false
        }
        // Batches are ours to make: a small frame must not wait for the acknowledgement of the one before.
        var on: Int32 = 1
        setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        let stream = ByteStream(loop: loop, peer: "127.0.0.1:\(port)")
        stream.adopt(accepted, handler: accept(stream))
        return true
    }

    /// The process has no descriptor left: the event would come again and again, so look away for a moment.
    private func rest() {
        loop.core.poller.watch(descriptor, for: [], target: self)
        loop.schedule(after: .milliseconds(100)) { [weak self] in
            guard let self, descriptor >= 0 else { return }
            loop.core.poller.watch(descriptor, for: .read, target: self)
        }
    }
}

extension Listener: PollTarget, LoopResident {
    func pollReady(_ descriptor: Int32, _ ready: PollInterest) {
        // A few at a time, so that a crowd at the door does not stop the others.
        for _ in 0..<64 where self.descriptor >= 0 && !acceptOne() { return }
    }

    func loopStops() { stop() }
}

extension HostKind {
    /// Writes the address of a loopback host.
    fileprivate func fill(_ storage: inout sockaddr_storage, port: UInt16) -> (family: Int32, length: socklen_t) {
        withUnsafeMutableBytes(of: &storage) { bytes in
            switch self {
            case .ipv6(let address):
                var six = sockaddr_in6()
                six.sin6_family = sa_family_t(AF_INET6)
                six.sin6_port = port.bigEndian
                withUnsafeMutableBytes(of: &six.sin6_addr) { $0.copyBytes(from: address) }
                bytes.storeBytes(of: six, as: sockaddr_in6.self)
                return (AF_INET6, socklen_t(MemoryLayout<sockaddr_in6>.size))
            case .ipv4, .name:
                var four = sockaddr_in()
                four.sin_family = sa_family_t(AF_INET)
                four.sin_port = port.bigEndian
                four.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
                if case .ipv4(let address) = self { four.sin_addr.s_addr = address.bigEndian }
                bytes.storeBytes(of: four, as: sockaddr_in.self)
                return (AF_INET, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// The port a socket is bound to.
    fileprivate static func port(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { return nil }
        // The port is at the same place in both families.
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }
}
