/// Something that goes wrong on demand; see ``ContractServer/inject(_:)``.
public enum Fault: Sendable, Hashable {
    /// Where in an event's life the connection is cut.
    public enum CutPoint: Sendable, Hashable {
        /// Before the server takes the event: it is lost.
        case beforeStoring
        /// After the server took it and before it answers: only the acknowledgement is lost.
        case beforeAck
        /// First the one, then the other, in turn.
        case alternating
    }

    /// Cuts the connection, without a close frame, at every `events`th event (heartbeats are not counted), until the
    /// faults are cleared. Values below 1 count as 1.
    case cutEvery(events: Int, at: CutPoint = .alternating)
    /// Closes each new connection as soon as it is accepted, until the faults are cleared.
    case refuseConnections
    /// Stops reading and writing on all connections, present and new, until the faults are cleared: the peer sees
    /// silence, not an end.
    case stall
    /// Takes the next events but does not acknowledge them.
    case dropAcks(Int)
    /// Acknowledges late, until the faults are cleared.
    case delayAcks(by: Duration)
    /// Answers the next `times` requests whose path begins with `path` (the upgrade of a socket among them) with
    /// `status`, and with `Retry-After` in seconds if given, instead of what they ask for. Nothing is stored.
    case answerHTTP(status: Int, retryAfter: Int? = nil, path: String = "/", times: Int = 1)
    /// Cuts the connection of the next `times` requests whose path begins with `path` after they took effect and before
    /// they are answered.
    case loseAnswer(path: String = "/", times: Int = 1)
    /// Refuses the next handshakes of the namespace with this message, whatever the token.
    case refuseHandshake(message: String, times: Int = 1)
    /// Accepts the next sockets of the namespace but never says `connected`.
    case withholdConnected(times: Int = 1)
    /// Ends the next sockets of the namespace instead of saying `connected`, and leaves the link open, as the server
    /// does when its database fails (contract: socket, section 3).
    case failSetup(times: Int = 1)
}
