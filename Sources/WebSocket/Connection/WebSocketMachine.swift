/// What a ``WebSocketMachine`` asks its owner to do. Payloads are valid during the call only.
package protocol WebSocketMachineOutput {
    /// A message for the application.
    mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer)
    /// Send a pong with this payload.
    mutating func sendPong(_ payload: UnsafeRawBufferPointer)
    /// Send a close frame, and no data frame after it.
    mutating func sendClose(_ close: WebSocketClose)
    /// The other end broke the protocol; nothing more is read, and the connection is about to be failed.
    /// - Returns: whether the application is done with the messages before; if not, ``WebSocketMachine/settled(at:into:)``
    ///   must be called once it is.
    mutating func settle() -> Bool
    /// Close the stream under the connection: at once, or when everything written is sent.
    mutating func closeStream(afterFlush: Bool)
}

extension WebSocketMachineOutput {
    /// Messages were answered while they were told.
    package mutating func settle() -> Bool { true }
}

/// An open WebSocket connection without I/O: what to answer, and when to give up (RFC 6455, sections 5.5 and 7).
///
/// It is fed by the stream's reader alone; sending data needs no machine, only that ``WebSocketMachineOutput/sendClose(_:)``
/// stops it.
package struct WebSocketMachine: ~Copyable, Sendable {
    /// A moment on the owner's clock.
    package typealias Instant = ContinuousClock.Instant

    private let role: WebSocketRole
    private let closeTimeLimit: Duration
    private var decoder: WebSocketFrameDecoder
    private var state = State.open

    /// When ``elapsed(at:into:)`` must be called at the latest; nil for never.
    package private(set) var deadline: Instant?

    private enum State {
        case open
        /// Our close frame is out, theirs has not come.
        case closing(WebSocketClose)
        /// The other end broke the protocol; the close frame waits until the messages before that are answered.
        case settling(WebSocketViolation)
        /// Nothing more is read or sent; the stream is about to end.
        case ending(WebSocketEnd)
    }

    /// - Parameter closeTimeLimit: how long the other end may take to answer a close frame, and then to end the stream.
    package init(role: WebSocketRole, limits: WebSocketLimits = .standard, closeTimeLimit: Duration = .seconds(5)) {
        self.role = role
        self.closeTimeLimit = closeTimeLimit
        decoder = WebSocketFrameDecoder(role: role, limits: limits)
    }

    /// The handshake agreed on compression: messages that come are inflated with this.
    package mutating func inflate(with inflater: consuming WebSocketInflater) { decoder.inflate(with: inflater) }

    /// How the connection has ended, or would have if the stream were lost now.
    package var end: WebSocketEnd {
        switch state {
        case .open: .lost
        case .closing(let close): .closedByUs(close, answered: false)
        case .settling(let violation): .violation(violation)
        case .ending(let end): end
        }
    }

    /// Takes the next bytes from the stream.
    package mutating func receive<Output: WebSocketMachineOutput>(
        _ bytes: UnsafeRawBufferPointer, at now: Instant, into output: inout Output
    ) {
        switch state {
        case .open, .closing: break
        case .settling, .ending: return
        }
        var reader = Reader(output: output, isOpen: isOpen)
        var violation: WebSocketViolation?
        do throws(WebSocketViolation) {
            try decoder.receive(bytes, into: &reader)
        } catch {
            violation = error
        }
        output = reader.output
        if let violation {
            guard isOpen else { return wind(.violation(violation), at: now, into: &output) }
            state = .settling(violation)
            deadline = now + closeTimeLimit
            if output.settle() { settled(at: now, into: &output) }
        } else if let close = reader.close {
            closed(close, at: now, into: &output)
        }
    }

    /// The application is done with what came before a violation, so the connection can be failed (RFC 6455, section
    /// 7.1.7). Nothing happens without a violation.
    package mutating func settled<Output: WebSocketMachineOutput>(at now: Instant, into output: inout Output) {
        guard case .settling(let violation) = state else { return }
        deadline = nil
        output.sendClose(WebSocketClose(violation.closeCode))
        wind(.violation(violation), at: now, into: &output)
    }

    /// The owner has sent a close frame of its own accord.
    package mutating func closeSent(_ close: WebSocketClose, at now: Instant) {
        switch state {
        case .open: state = .closing(close)
        // Nothing is left to wait for but the end of the stream.
        case .settling(let violation): state = .ending(.violation(violation))
        case .closing, .ending: return
        }
        deadline = now + closeTimeLimit
    }

    /// Time has passed: gives up when the deadline is over.
    package mutating func elapsed<Output: WebSocketMachineOutput>(
        at now: Instant, into output: inout Output
    ) {
        guard let deadline, now >= deadline else { return }
        if case .settling = state { return settled(at: now, into: &output) }
        self.deadline = nil
        state = .ending(end)
        output.closeStream(afterFlush: false)
    }

    private var isOpen: Bool { if case .open = state { true } else { false } }

    private mutating func closed<Output: WebSocketMachineOutput>(
        _ close: WebSocketClose, at now: Instant, into output: inout Output
    ) {
        switch state {
        case .open:
            output.sendClose(WebSocketClose(close.code))
            wind(.closedByPeer(close), at: now, into: &output)
        case .closing(let ours): wind(.closedByUs(ours, answered: true), at: now, into: &output)
        case .settling, .ending: return
        }
    }

    /// Both close frames are out, or never will be. The server ends the stream; the client waits for that, so that
    /// nothing under way is cut off by a reset, but not for long (section 7.1.1).
    private mutating func wind<Output: WebSocketMachineOutput>(
        _ end: WebSocketEnd, at now: Instant, into output: inout Output
    ) {
        state = .ending(end)
        if role == .server {
            deadline = nil
            output.closeStream(afterFlush: true)
        } else if deadline == nil {
            deadline = now + closeTimeLimit
        }
    }
}

/// Passes on what the decoder found and keeps the close frame for the machine. After our own close frame messages are
/// still told (they were under way), but nothing is answered.
private struct Reader<Output: WebSocketMachineOutput>: WebSocketFrameSink {
    var output: Output
    let isOpen: Bool
    var close: WebSocketClose?

    mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
        output.message(kind, payload)
    }

    mutating func ping(_ payload: UnsafeRawBufferPointer) {
        if isOpen { output.sendPong(payload) }
    }

    /// An answer to a ping of ours, or a sign of life nobody asked for (section 5.5.3).
    mutating func pong(_ payload: UnsafeRawBufferPointer) {}

    mutating func close(_ close: WebSocketClose) { self.close = close }
}
