/// What the script knows of an actor beside its document: numbers that a running game would have prepared.
struct DemoSheet: Sendable {
    /// The actor's id.
    var id: String
    /// The name the table sees.
    var name: String
    /// The player's user id; nil for what the game master plays.
    var userID: String?
    var hitPoints: Int
    var armorClass: Int
    var initiative: Int
    var attacks: [DemoAttack]
    var skills: [DemoSkill]
    /// The modifier of each save, by the system's own key.
    var saves: [String: Int]
    var spell: DemoSpell?
    var remedy: DemoRemedy?
    /// Whether it stays unseen in the first round.
    var lurks = false
}

/// A way to attack.
struct DemoAttack: Sendable {
    var itemID: String
    /// The item's type: `weapon`, `spell`, `melee`, ….
    var itemType = "weapon"
    var name: String
    /// What is added to the d20: ability, proficiency, item.
    var bonuses: [Int]
    /// The dice of the damage, `1d8`, what is added, and its type.
    var damage: String
    var damageBonus: Int
    var damageType: String
    var isRanged = false
}

/// A skill or sense.
struct DemoSkill: Sendable {
    /// The system's own key: `ste`, `stealth`.
    var key: String
    var name: String
    var ability: String
    var modifier: Int
}

/// A spell that its target may resist, and the slots for it.
struct DemoSpell: Sendable {
    var itemID: String
    var name: String
    /// The id of the item that counts the slots; nil when the actor counts them.
    var entryID: String?
    var slots: Int
    /// The save against it, by the system's own key.
    var save: String
    var difficulty: Int
    var damage: String
    var damageType: String
}

/// Something that heals and is used up.
struct DemoRemedy: Sendable {
    var itemID: String
    var name: String
    var quantity: Int
    var dice: String
    var bonus: Int
}
