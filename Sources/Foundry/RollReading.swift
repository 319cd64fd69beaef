/// What a game system knows about one roll beyond its dice.
///
/// An adapter fills in what it knows and leaves the rest: nil and empty mean unknown, never "no".
public struct RollReading: Sendable, Equatable {
    /// What was rolled for: `attack`, `damage`, `save`, `skill`, `ability`, `initiative`, …, in the normalised words of the
    /// adapter, at most 50 characters; nil when nothing tells.
    public var rollType: String?
    /// The skill's normalised name (`sleight_of_hand`).
    public var skill: String?
    /// The document's own word for the skill (`slt`).
    public var skillRaw: String?
    /// The saving throw's own name where the system has one (`fortitude`, `reflex`, `will`).
    public var save: String?
    /// The ability's normalised short name (`wis`).
    public var ability: String?
    /// The document's own word for the ability.
    public var abilityRaw: String?
    /// The constants added, with their signs: `+3`.
    public var modifiers: [String] = []
    /// Set only when the game system itself treats the roll as a critical; never inferred from dice alone.
    public var critical: Criticality?
    /// Whether the d20 met the roll's own thresholds, whatever the roll was for.
    public var d20Critical: Criticality.Kind?
    /// The d20 value from which the roll counts as critical.
    public var criticalThreshold: Double?
    /// The d20 value up to which the roll counts as fumble.
    public var fumbleThreshold: Double?
    /// The face of the d20 that counts; nil when there is no d20 test.
    public var naturalD20: Int?
    /// The value that d20 counts with.
    public var d20Value: Int?
    /// 1 with advantage, -1 with disadvantage, else 0.
    public var advantage = 0
    /// 0 critical failure, 1 failure, 2 success, 3 critical success; nil when no difficulty was known.
    public var degreeOfSuccess: Int?
    /// The outcome in the system's own word (`criticalSuccess`).
    public var outcome: String?
    /// The difficulty the roll was made against.
    public var dc: Double?
    /// The types of damage, in order, each once.
    public var damageTypes: [String] = []
    /// Whether this is the damage of a critical hit; the hit itself was critical, its damage is not another critical.
    public var isCriticalDamage: Bool?
    /// Whether the roll is initiative.
    public var isInitiative = false
    /// Whether the dice belong to a draw from a rollable table.
    public var isTableDraw = false

    /// Begins with nothing known.
    public init() {}

    /// What every system shares: the d20, the modifiers of the formula, initiative and table draws.
    public init(_ roll: Roll, in message: ChatMessage?) {
        let d20 = roll.d20Result
        naturalD20 = d20?.face
        d20Value = d20?.value
        advantage = roll.advantage
        modifiers = roll.modifiers
        isInitiative = message?.isInitiative ?? false
        isTableDraw = message?.isTableDraw ?? false
        if isInitiative {
            rollType = "initiative"
        } else if isTableDraw {
            rollType = "table"
        }
    }
}

/// That a roll is critical, and how (contract: socket, section 5.1).
public struct Criticality: Sendable, Hashable {
    /// For better or worse.
    public enum Kind: String, Sendable, Hashable {
        /// For better.
        case success
        /// For worse.
        case failure
    }

    /// How much it matters.
    public enum Severity: String, Sendable, Hashable {
        /// Worth a mark.
        case minor
        /// An ordinary critical.
        case major
        /// More than an ordinary critical.
        case extreme
    }

    /// Whether it is for better or worse.
    public var kind: Kind
    /// How much it matters.
    public var severity: Severity
    /// For people: `Natural 20`.
    public var label: String
    /// For machines: `nat20`, `degree_3`.
    public var category: String

    /// Makes a critical; `label` is for people, `category` for machines.
    public init(_ kind: Kind, severity: Severity = .major, label: String, category: String) {
        self.kind = kind
        self.severity = severity
        self.label = label
        self.category = category
    }
}
