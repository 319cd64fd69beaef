import Foundry
import JSON
import Synchronization

/// Makes a `dice:roll` of every roll that a chat message brings. Contract: collectors, section 2.
///
/// A message may be told several times (created, revealed, given another roll): each of its rolls leaves once.
final class DiceCollector: Sendable {
    private let world: World
    private let adapters: AdapterRegistry
    private let policy: HiddenRollPolicy
    private let delivery: Delivery
    /// What was done with each roll of recent messages.
    private let seen: Mutex<RecentRolls>

    init(world: World, adapters: AdapterRegistry, policy: HiddenRollPolicy, delivery: Delivery) {
        self.world = world
        self.adapters = adapters
        self.policy = policy
        self.delivery = delivery
        seen = Mutex(RecentRolls(capacity: 20_000))
    }

    func collect(_ message: ChatMessage, in snapshot: WorldSnapshot) {
        let adapter = adapters.adapter(for: world.system)
        let rolls = message.rolls
        guard !rolls.isEmpty, adapter.carriesRolls(message) else { return }
        let isHidden = message.isHidden
        let speaker = RollSpeaker(
            of: message, actor: message.actorID.flatMap(snapshot.actor),
            author: message.authorID.flatMap(snapshot.user),
            tableName: world.title)
        for roll in rolls {
            let payload = DiceRollPayload(
                roll: roll, reading: adapter.read(roll, in: message), message: message, speaker: speaker,
                worldID: world.id, system: world.system, isHidden: isHidden,
                withholdsCritical: isHidden && policy == .flag)
            collect(payload)
        }
    }

    private func collect(_ payload: DiceRollPayload) {
        let rollID = payload.rollID
        let withholds = payload.isHidden && policy == .withhold
        let (isNew, isDue) = seen.withLock { seen in
            let known = seen[rollID]
            if known != .sent { seen[rollID] = withholds ? .withheld : .sent }
            return (known == nil, known != .sent && !(withholds && known == .withheld))
        }
        if isNew { delivery.countRoll(withheld: withholds ? rollID : nil) }
        guard isDue, !withholds else { return }
        guard payload.isSendable else {
            delivery.refuse(
                EventReference(event: "dice:roll", id: rollID), reason: "the roll has no total: it was not evaluated")
            return
        }
        var writer = JSONWriter()
        payload.write(into: &writer)
        guard writer.count <= FieldLimits.payloadBytes else {
            delivery.refuse(
                EventReference(event: "dice:roll", id: rollID), reason: "the roll is larger than the server takes")
            return
        }
        delivery.accept(.roll(rollID), event: "dice:roll", payload: writer.bytes)
    }
}

/// What became of recent rolls; the oldest are forgotten.
struct RecentRolls: Sendable {
    enum Fate: Sendable {
        case sent, withheld
    }

    private var fates: [String: Fate] = [:]
    private var order: [String] = []
    private var oldest = 0
    private let capacity: Int

    init(capacity: Int) { self.capacity = max(1, capacity) }

    subscript(rollID: String) -> Fate? {
        get { fates[rollID] }
        set {
            guard fates.updateValue(newValue ?? .sent, forKey: rollID) == nil else { return }
            if order.count < capacity {
                order.append(rollID)
            } else {
                fates[order[oldest]] = nil
                order[oldest] = rollID
                oldest = (oldest + 1) % capacity
            }
        }
    }
}
