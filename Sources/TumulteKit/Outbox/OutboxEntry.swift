/// An event that was accepted and is not settled yet.
struct OutboxEntry: Sendable, Hashable {
    /// What the event is about, which decides how it is treated.
    enum Subject: Sendable, Hashable {
        /// A roll, by its `rollId`: never dropped, kept across restarts.
        case roll(String)
        /// A change of the running combat: worthless after a reconnect, where a snapshot takes its place.
        case combat
        /// The newest state of an actor: a newer one takes its place.
        case character(String)
    }

    let subject: Subject
    /// The event's name, `dice:roll` for example.
    let event: String
    /// The payload: one JSON object.
    let payload: [UInt8]
    /// When the event was accepted, in milliseconds since 1970.
    let acceptedAt: Int64
    /// How often it was sent and answered with a refusal that may pass.
    var refusals = 0
    /// The journal's number of the entry; 0 when it is not journalled.
    var sequence: UInt64 = 0

    /// How long the server may take to acknowledge. Contract: socket, ambiguity 3.
    var acknowledgementLimit: Duration {
        if case .combat = subject { .seconds(30) } else { .seconds(15) }
    }
}
