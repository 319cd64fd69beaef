/// The order in which combatants act, and who acts now and next (contract: adapters, section 7).
///
/// Initiative descending, none last. Ties go by the game system's own rule when the adapter knows it and every tied
/// combatant is known well enough, else by Foundry's: combatant id, or before Foundry 10 token name and token id.
public struct TurnOrder: Sendable {
    /// The combatants in turn order.
    public let combatants: [Combatant]
    /// The combatant whose turn it is; nil before the encounter has started or when the stored turn is out of range.
    public let current: Combatant?
    /// The index of `current` in ``combatants``.
    public let currentIndex: Int?

    /// Sorts the combatants of an encounter.
    /// - Parameters:
    ///   - combat: the encounter.
    ///   - adapter: the game system's adapter, for its rule of ties; nil sorts by Foundry's rule.
    ///   - context: looks up actors and users; ``TurnOrderContext/unknown`` when there is no world.
    public init(_ combat: Combat, adapter: (any SystemAdapter)? = nil, in context: TurnOrderContext = .unknown) {
        let isOldCore = combat.coreVersion.flatMap(TurnOrder.generation).map { $0 <= 9 } ?? context.isBeforeFoundry10
        let entries = combat.combatants.map { combatant in
            Entry(
                combatant: combatant, initiative: combatant.initiative, id: combatant.id ?? "",
                key: isOldCore
                    ? TurnTieKey(texts: [
                        combatant.displayName(actor: context.actor(of: combatant)) ?? "", combatant.tokenID ?? "",
                    ])
                    : adapter?.tieKey(for: combatant, in: combat, context: context))
        }
        let undecided = Self.initiativesWithoutKeys(entries)
        let sorted = entries.sorted { left, right in
            if left.rank != right.rank { return left.rank > right.rank }
            if !undecided.contains(left.rank), let one = left.key, let other = right.key, one != other {
                return one < other
            }
            return codeUnitsPrecede(left.id, right.id)
        }
        combatants = sorted.map(\.combatant)
        if combat.isStarted, let turn = combat.turn, sorted.indices.contains(turn) {
            currentIndex = turn
            current = sorted[turn].combatant
        } else {
            currentIndex = nil
            current = nil
        }
    }

    /// Who acts after the current combatant; the round wraps around. Nil when nobody can.
    /// - Parameters:
    ///   - skipsDefeated: whether defeated combatants lose their turn, a setting of the game master.
    ///   - skipsHidden: whether hidden combatants are passed over, so that none is betrayed.
    public func next(skipsDefeated: Bool, skipsHidden: Bool = false) -> Combatant? {
        guard !combatants.isEmpty else { return nil }
        let start = currentIndex ?? -1
        for step in 1...combatants.count {
            let candidate = combatants[(start + step) % combatants.count]
            if skipsDefeated && candidate.isDefeated || skipsHidden && candidate.isHidden { continue }
            return candidate
        }
        return nil
    }

    private struct Entry {
        let combatant: Combatant
        let initiative: Double?
        let id: String
        let key: TurnTieKey?
        /// No initiative sorts after every initiative.
        var rank: Double { initiative ?? -.infinity }
    }

    /// The initiatives at which the system's rule cannot decide, since it does not know everyone.
    private static func initiativesWithoutKeys(_ entries: [Entry]) -> Set<Double> {
        Set(entries.lazy.filter { $0.key == nil }.map(\.rank))
    }

    static func generation(_ version: String) -> Int? {
        // "0.8.9" and older count as their own generation 0; "9.269" is 9, "13.350" is 13.
        Int(version.prefix { $0 != "." })
    }
}

/// What turn orders need to know beyond the encounter itself.
public struct TurnOrderContext: Sendable {
    /// Finds an actor by id.
    public let actorWithID: @Sendable (String) -> Actor?
    /// Whether a player owns the actor; nil when not known.
    public let hasPlayerOwner: @Sendable (Actor) -> Bool?
    /// The version of the game system, when the world says it.
    public let systemVersion: String?
    /// Whether the world runs on Foundry 9 or older, for encounters that do not say it.
    public let isBeforeFoundry10: Bool

    /// Makes a context from two look-ups, which may be called from any thread.
    public init(
        systemVersion: String? = nil, isBeforeFoundry10: Bool = false,
        actorWithID: @escaping @Sendable (String) -> Actor?,
        hasPlayerOwner: @escaping @Sendable (Actor) -> Bool?
    ) {
        self.systemVersion = systemVersion
        self.isBeforeFoundry10 = isBeforeFoundry10
        self.actorWithID = actorWithID
        self.hasPlayerOwner = hasPlayerOwner
    }

    /// Knows no actor.
    public static let unknown = TurnOrderContext(
        actorWithID: { _ in nil }, hasPlayerOwner: { $0.hasPlayerOwner(among: nil) })

    /// The actor of a combatant, when it has one and the world knows it.
    public func actor(of combatant: Combatant) -> Actor? { combatant.actorID.flatMap(actorWithID) }
}

/// Where a combatant stands among those of equal initiative: lower priority first, then the texts, compared the way people
/// sort names.
public struct TurnTieKey: Sendable, Equatable, Comparable {
    /// Lower acts first.
    public var priority: Double
    /// Compared one after the other.
    public var texts: [String]

    /// Makes a key. Texts are cut to 200 characters: what comes after decides nothing.
    public init(priority: Double = 0, texts: [String]) {
        self.priority = priority
        // Longer names decide nothing that people could tell apart, and take time to compare.
        self.texts = texts.map { clipped($0, to: 200) }
    }

    public static func < (left: TurnTieKey, right: TurnTieKey) -> Bool {
        if left.priority != right.priority { return left.priority < right.priority }
        for (one, other) in zip(left.texts, right.texts) where one != other {
            return namesPrecede(one, other)
        }
        return left.texts.count < right.texts.count
    }
}
