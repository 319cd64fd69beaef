/// The faults that are on, and how often each is still to happen. Sans I/O.
package struct FaultPlan: Sendable {
    /// What becomes of an event.
    package enum EventFate: Sendable, Equatable {
        case normal
        case cutBeforeStoring
        case cutBeforeAck
    }

    /// What becomes of an acknowledgement.
    package enum AckFate: Sendable, Equatable {
        case send
        case drop
        case delay(Duration)
    }

    /// What becomes of a request.
    package enum RequestFate: Sendable, Equatable {
        case normal
        case answer(status: Int, retryAfter: Int?)
        case loseAnswer
    }

    /// What becomes of a socket that joins the namespace.
    package enum SetupFate: Sendable, Equatable {
        case normal
        case withhold
        case fail
    }

    private struct RequestFault {
        var path: String
        var left: Int
        var fate: RequestFate
    }

    package private(set) var refusesConnections = false
    package private(set) var isStalled = false
    private var cut: (every: Int, at: Fault.CutPoint)?
    private var eventsUntilCut = 0
    private var cutsBeforeAckNext = false
    private var acksToDrop = 0
    private var ackDelay: Duration?
    private var requests: [RequestFault] = []
    private var handshakes: (message: String, left: Int)?
    private var withheld = 0
    private var failed = 0

    package init() {}

    package mutating func add(_ fault: Fault) {
        switch fault {
        case .cutEvery(let events, let point):
            cut = (max(1, events), point)
            eventsUntilCut = max(1, events)
            cutsBeforeAckNext = point == .beforeAck
        case .refuseConnections: refusesConnections = true
        case .stall: isStalled = true
        case .dropAcks(let count): acksToDrop += max(0, count)
        case .delayAcks(let delay): ackDelay = delay
        case .answerHTTP(let status, let retryAfter, let path, let times):
            let fate = RequestFate.answer(status: min(max(status, 200), 599), retryAfter: retryAfter)
            requests.append(RequestFault(path: path, left: times, fate: fate))
        case .loseAnswer(let path, let times):
            requests.append(RequestFault(path: path, left: times, fate: .loseAnswer))
        case .refuseHandshake(let message, let times): handshakes = (message, times)
        case .withholdConnected(let times): withheld += max(0, times)
        case .failSetup(let times): failed += max(0, times)
        }
    }

    package mutating func nextEvent() -> EventFate {
        guard let cut else { return .normal }
        eventsUntilCut -= 1
        guard eventsUntilCut <= 0 else { return .normal }
        eventsUntilCut = cut.every
        defer { if cut.at == .alternating { cutsBeforeAckNext.toggle() } }
        return cutsBeforeAckNext ? .cutBeforeAck : .cutBeforeStoring
    }

    package mutating func nextAck() -> AckFate {
        if acksToDrop > 0 {
            acksToDrop -= 1
            return .drop
        }
        return ackDelay.map(AckFate.delay) ?? .send
    }

    package mutating func nextRequest(path: String) -> RequestFate {
        guard let index = requests.firstIndex(where: { $0.left > 0 && path.hasPrefix($0.path) }) else {
            return .normal
        }
        let fate = requests[index].fate
        requests[index].left -= 1
        if requests[index].left <= 0 { requests.remove(at: index) }
        return fate
    }

    /// The refusal of the next handshake, if any.
    package mutating func nextHandshakeRefusal() -> String? {
        guard let (message, left) = handshakes, left > 0 else { return nil }
        handshakes = left > 1 ? (message, left - 1) : nil
        return message
    }

    package mutating func nextSetup() -> SetupFate {
        if failed > 0 {
            failed -= 1
            return .fail
        }
        if withheld > 0 {
            withheld -= 1
            return .withhold
        }
        return .normal
    }
}
