import Bytes
import Synchronization

extension ByteStream: PollTarget, LoopReady {
    /// Reads at most this many times before others get their turn.
    private static let readsPerTurn = 8
    /// Reads that brought nothing, one after the other, before TLS is suspected to wait for writing. Session tickets and
    /// parts of records make a few innocent ones.
    private static let emptyReadsAllowed: UInt8 = 4
    /// Sends at most this much before others get their turn.
    private static let bytesPerTurn = 2 * 1024 * 1024
    /// The most that is reserved at once for a batch of writes.
    private static let largestReserve = 64 * 1024

    func pollReady(_ descriptor: Int32, _ ready: PollInterest) {
        guard let socket else { return }
        if ready == .hangUp {
            // Reading is off and there is nothing to send: epoll would repeat this for ever, so look away until reading is on.
            loop.core.poller.watch(socket.descriptor, for: [], target: self)
            return
        }
        let readsAfterWriting = ready.contains(.write) && emptyReads >= Self.emptyReadsAllowed
        if readsAfterWriting {
            // Once is enough: a socket is nearly always writable, and watching for that would never let the loop sleep.
            emptyReads = 0
            updateInterest()
        }
        if ready.contains(.write) { flush() }
        if ready.contains(.read) || readsAfterWriting { receive() }
    }

    func continueOnLoop() {
        awaitsTurn = false
        flush()
        receive()
    }

    private func askForTurn() {
        guard !awaitsTurn else { return }
        awaitsTurn = true
        loop.core.continueNextTurn(self)
    }

    // MARK: Reading

    func changeReading(_ on: Bool) {
        _ = loop.core
        guard wantsRead != on, phase != .flushing, phase != .lingering, phase != .closed else { return }
        wantsRead = on
        guard phase == .open else { return }
        updateInterest()
        // TLS may hold bytes that no event will announce.
        if on, socket?.buffersInside == true { askForTurn() }
    }

    func receive() {
        let core = loop.core
        for _ in 0..<Self.readsPerTurn {
            guard wantsRead, let socket, phase != .closed else { return }
            switch socket.receive(into: core.readBuffer) {
            case .bytes(let count):
                emptyReads = 0
                if phase == .open, let handler {
                    handler.streamReceived(UnsafeRawBufferPointer(rebasing: core.readBuffer.prefix(count)))
                }
                // Less than asked for means that the socket is empty now.
                if !socket.buffersInside, count < core.readBuffer.count { return }
            case .again:
                // Nothing again although the socket was readable: TLS may have to write first (a key update).
                if socket.buffersInside, emptyReads < Self.emptyReadsAllowed {
                    emptyReads += 1
                    if emptyReads == Self.emptyReadsAllowed { updateInterest() }
                }
                return
            case .end:
                peerEnded()
                return
            case .failed(let code, let detail):
                finish(phase == .open ? TransportError(code, peer: peer, detail: detail) : nil)
                return
            }
        }
        if socket?.buffersInside == true { askForTurn() }
    }

    private func peerEnded() {
        switch phase {
        case .open where unsentBytes > 0:
            // The peer may still listen: let it have the rest.
            wantsRead = false
            updateInterest()
            closeOnLoop(afterFlush: true, limit: .seconds(5), discardsInput: false)
        case .flushing:
            wantsRead = false
            updateInterest()
        default: finish(nil)
        }
    }

    // MARK: Writing

    /// Sends what was written until there is nothing left or the socket is full.
    func flush() {
        let core = loop.core
        guard let socket, phase == .open || phase == .flushing else { return }
        var sent = 0
        while true {
            if sending.isEmpty, !takePending() { return flushed() }
            switch sending.withUnsafeBytes({ socket.send($0) }) {
            case .bytes(let count):
                sending.consume(count)
                sent += count
                owesFlushed = true
                let left = sending.count
                let yields = sent >= Self.bytesPerTurn && !core.isClosed
                // Taking the next batch says that this one is sent: the writers' lock is asked for once, not twice.
                if left > 0 || yields { shared.withLock { $0.taken = left } }
                if yields { return askForTurn() }
            case .again:
                guard !wantsWrite else { return }
                wantsWrite = true
                updateInterest()
                return
            case .failed(let code, let detail):
                return writeFailed(TransportError(code, peer: peer, detail: detail))
            case .end: return
            }
        }
    }

    private func takePending() -> Bool {
        shared.withLock { shared in
            shared.taken = 0
            guard !shared.pending.isEmpty else {
                // Nothing to send, nothing held: an idle stream costs no buffers.
                shared.flushPosted = false
                shared.pending.removeAll(keepingCapacityUpTo: 0)
                return false
            }
            let count = shared.pending.count
            shared.batch = min(max(count, shared.batch / 2), Self.largestReserve)
            swap(&shared.pending, &sending)
            shared.taken = count
            return true
        }
    }

    private func flushed() {
        sending.removeAll(keepingCapacityUpTo: 0)
        if wantsWrite {
            wantsWrite = false
            updateInterest()
        }
        if phase == .flushing {
            allSent()
        } else if owesFlushed, phase == .open {
            owesFlushed = false
            handler?.streamFlushed()
        }
    }

    /// The peer takes nothing any more. What it said before may still be readable, and says more than this error does.
    private func writeFailed(_ error: TransportError) {
        guard phase == .open, wantsRead else { return finish(phase == .open ? error : nil) }
        stopAccepting()
        receive()
        if phase != .closed { finish(error) }
    }

    // MARK: epoll

    func updateInterest() {
        guard let socket else { return }
        var interest: PollInterest = []
        if wantsRead { interest.insert(.read) }
        if wantsWrite || emptyReads >= Self.emptyReadsAllowed { interest.insert(.write) }
        let error = loop.core.poller.watch(socket.descriptor, for: interest, target: self)
        if error != 0 { finish(TransportError(.system, peer: peer, detail: "epoll_ctl: \(systemMessage(error))")) }
    }
}
