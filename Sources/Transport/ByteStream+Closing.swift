import Bytes
import Synchronization

extension ByteStream: LoopResident {
    /// How long to wait for the peer's end after ours.
    private static let lingerLimit = Duration.seconds(1)

    func closeOnLoop(afterFlush: Bool, limit: Duration, discardsInput: Bool = true) {
        _ = loop.core
        switch phase {
        case .new: earlyClose = (afterFlush, limit)
        case .closed: return
        case .connecting: finish(nil)
        case .open where afterFlush:
            phase = .flushing
            stopAccepting(dropping: false)
            if discardsInput, !wantsRead {
                wantsRead = true
                updateInterest()
            }
            closeTimer = loop.schedule(after: limit) { [weak self] in
                guard let self, phase == .flushing else { return }
                finish(TransportError(.timedOut(.closing), peer: peer))
            }
            flush()
        case .flushing where afterFlush: return
        default: if !afterFlush { finish(nil) }
        }
    }

    /// Everything was handed over. Closing now would make the kernel answer late bytes of the peer with a reset, and the
    /// reset may overtake what we sent: say the end, and wait for the peer's.
    func allSent() {
        guard wantsRead, socket?.endWriting() == true else { return finish(nil) }
        phase = .lingering
        closeTimer?.cancel()
        closeTimer = loop.schedule(after: Self.lingerLimit) { [weak self] in self?.finish(nil) }
    }

    func loopStops() { finish(TransportError(.loopStopped, peer: peer)) }

    func stopAccepting(dropping: Bool = true) {
        shared.withLock { shared in
            shared.accepting = false
            if dropping {
                shared.pending.removeAll(keepingCapacityUpTo: 0)
                shared.taken = 0
            }
        }
    }

    /// The one way out: gives everything back and tells the handler, once.
    func finish(_ error: TransportError?) {
        guard phase != .closed else { return }
        let core = loop.core
        phase = .closed
        closeTimer?.cancel()
        closeTimer = nil
        target = nil
        stopAccepting()
        sending.removeAll(keepingCapacityUpTo: 0)
        if let socket { core.poller.forget(socket.descriptor) }
        if let easy { core.curl?.remove(easy) }
        if case .plain(let descriptor) = socket { _ = LoopCore.closeDescriptor(descriptor) }
        socket = nil
        easy = nil
        core.remove(self)
        guard let handler else { return }
        self.handler = nil
        // As a job of its own: whoever called us may hold a lock that the handler takes.
        loop.execute { handler.streamClosed(error) }
    }
}
