package import Bytes
import Synchronization

/// A connection that carries bytes both ways, over TCP or TLS.
///
/// Writing is a plain call from any thread: the bytes go into a buffer under the stream's lock, and the loop sends them in
/// large batches; it is woken only when it sleeps. Reading, and everything the ``ByteStreamHandler`` is told, happens on
/// the loop's thread. The loop keeps an open stream (and its handler) alive until it is closed.
package final class ByteStream: Sendable {
    /// The loop the stream lives on.
    package let loop: EventLoop
    /// Who is at the other end, as host and port.
    package let peer: String

    /// What writers share with the loop.
    struct Shared: ~Copyable {
        /// Written and not yet taken by the loop.
        var pending = ByteBuffer()
        /// Taken by the loop and not yet sent.
        var taken = 0
        /// The size of recent batches: what to reserve for the next.
        var batch = 0
        /// The loop knows that there is something to send (or is sending).
        var flushPosted = false
        var accepting = true
    }

    let shared = Mutex(Shared())

    // The loop's own part of the stream.
    //
    // Why this is safe: only jobs and events on the loop's thread touch these variables; `loop.core`, which each way in goes
    // through, checks that in debug builds. A stream is handed to the loop through the lock of its inbox, which orders the
    // initial values before the first use there.
    nonisolated(unsafe) var phase = Phase.new
    nonisolated(unsafe) var socket: StreamSocket?
    nonisolated(unsafe) var easy: CurlEasy?
    nonisolated(unsafe) var handler: (any ByteStreamHandler)?
    nonisolated(unsafe) var sending = ByteBuffer()
    nonisolated(unsafe) var wantsRead = true
    nonisolated(unsafe) var wantsWrite = false
    nonisolated(unsafe) var owesFlushed = false
    nonisolated(unsafe) var emptyReads: UInt8 = 0
    nonisolated(unsafe) var awaitsTurn = false
    nonisolated(unsafe) var closeTimer: LoopTimer?
    /// A close that was asked for before the stream was on the loop.
    nonisolated(unsafe) var earlyClose: (afterFlush: Bool, limit: Duration)?
    nonisolated(unsafe) var target: (address: ServerAddress, options: ConnectOptions)?

    enum Phase {
        /// Not yet on the loop.
        case new
        case connecting
        case open
        /// No more writes; what was written is on its way.
        case flushing
        /// All sent and said so; waiting for the peer to end its side, so that closing does not destroy what we sent.
        case lingering
        case closed
    }

    init(loop: EventLoop, peer: String) {
        self.loop = loop
        self.peer = peer
    }

    /// Starts to connect; what comes of it is told to `handler`. Any thread, never waits.
    ///
    /// Plain text to hosts other than loopback is refused unless `options` allow it. Bytes may be written at once; they are
    /// sent when the connection stands.
    package static func connect(
        to address: ServerAddress, options: ConnectOptions = ConnectOptions(), on loop: EventLoop = .shared,
        handler: any ByteStreamHandler
    ) -> ByteStream {
        let stream = ByteStream(loop: loop, peer: address.hostAndPort)
        loop.execute { stream.start(address, options, handler) }
        return stream
    }

    // MARK: Any thread

    /// Appends bytes to what is to be sent. Any thread, never waits for the network.
    ///
    /// The buffer has no bound of its own: look at ``unsentBytes``, and slow down by what it says.
    /// - Parameter body: appends to the buffer, which holds earlier bytes too. It runs under the stream's lock, so it must
    ///   be short and must not call the stream.
    /// - Returns: false when the stream is closed or closing; then `body` did not run.
    @discardableResult
    package func write(_ body: (inout ByteBuffer) -> Void) -> Bool {
        var post = false
        let accepted = shared.withLock { shared -> Bool in
            guard shared.accepting else { return false }
            if shared.pending.allocatedBytes == 0 { shared.pending.reserve(shared.batch) }
            body(&shared.pending)
            if !shared.flushPosted, !shared.pending.isEmpty {
                shared.flushPosted = true
                post = true
            }
            return true
        }
        if post { loop.post(.flush(self)) }
        return accepted
    }

    /// Bytes written that the operating system has not taken yet.
    package var unsentBytes: Int { shared.withLock { $0.pending.count + $0.taken } }

    /// Whether ``write(_:)`` still takes bytes.
    package var isWritable: Bool { shared.withLock { $0.accepting } }

    /// Turns reading off and on. Off, the peer is slowed down by TCP, and the end of the connection is noticed only when
    /// something is sent. Any thread; on the loop's thread it holds at once, so that no bytes come after `false`.
    package func setReading(_ on: Bool) {
        if loop.isCurrent { changeReading(on) } else { loop.execute { self.changeReading(on) } }
    }

    /// Closes the stream. Any thread; may be called again. Nothing is received after it.
    /// - Parameters:
    ///   - afterFlush: true sends what was written first, then ends politely: says so to the peer and waits a moment for the
    ///     peer's end. False drops it and closes at once; so does a stream that is still connecting.
    ///   - limit: the time for sending the rest; after it the stream closes with a time-out.
    package func close(afterFlush: Bool = true, limit: Duration = .seconds(5)) {
        shared.withLock { shared in
            shared.accepting = false
            if !afterFlush { shared.pending.removeAll(keepingCapacityUpTo: 0) }
        }
        if loop.isCurrent {
            closeOnLoop(afterFlush: afterFlush, limit: limit)
        } else {
            loop.execute { self.closeOnLoop(afterFlush: afterFlush, limit: limit) }
        }
    }
}
