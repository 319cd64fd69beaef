/// The types of rolls.
enum RollTypes5e {
    /// The system's own names, which go out unchanged.
    private static let names: Set<String> = [
        "attack", "damage", "healing", "save", "skill", "ability", "tool", "death", "concentration", "hitDie",
        "hitPoints",
        "initiative", "generic",
    ]

    /// The type by the name that a flag gives it; nil for names that say nothing, such as `midi`.
    static func known(_ name: String) -> String? {
        // Automation modules write `check` for an ability check.
        if name == "check" { return "ability" }
        return names.contains(name) ? name : nil
    }

    /// The type by the name that the roll itself has; a name of a later version passes through.
    static func normalised(_ name: String) -> String { known(name) ?? String(name.prefix(50)) }
}

enum Abilities5e {
    static let keys: [String: String] = [
        "str": "str", "dex": "dex", "con": "con", "int": "int", "wis": "wis", "cha": "cha", "hon": "hon", "san": "san",
    ]

    /// English and French names.
    static let names: [(name: String, key: String)] = [
        ("strength", "str"), ("dexterity", "dex"), ("constitution", "con"), ("intelligence", "int"), ("wisdom", "wis"),
        ("charisma", "cha"), ("force", "str"), ("dextérité", "dex"), ("sagesse", "wis"), ("charisme", "cha"),
    ]
}

enum Skills5e {
    /// By the system's three letters; `prc` is perception, `prf` performance and `per` persuasion.
    static let names: [String: String] = [
        "acr": "acrobatics", "ani": "animal_handling", "arc": "arcana", "ath": "athletics", "dec": "deception",
        "his": "history", "ins": "insight", "inv": "investigation", "itm": "intimidation", "med": "medicine",
        "nat": "nature", "per": "persuasion", "prc": "perception", "prf": "performance", "rel": "religion",
        "slt": "sleight_of_hand", "ste": "stealth", "sur": "survival",
    ]

    /// English and French names as flavors spell them.
    static let spoken: [(name: String, skill: String)] = [
        ("acrobatics", "acrobatics"), ("animal handling", "animal_handling"), ("arcana", "arcana"),
        ("athletics", "athletics"), ("deception", "deception"), ("history", "history"), ("insight", "insight"),
        ("investigation", "investigation"), ("intimidation", "intimidation"), ("medicine", "medicine"),
        ("nature", "nature"), ("persuasion", "persuasion"), ("perception", "perception"),
        ("performance", "performance"), ("religion", "religion"), ("sleight of hand", "sleight_of_hand"),
        ("stealth", "stealth"), ("survival", "survival"), ("acrobaties", "acrobatics"), ("dressage", "animal_handling"),
        ("arcanes", "arcana"), ("athlétisme", "athletics"), ("tromperie", "deception"), ("supercherie", "deception"),
        ("histoire", "history"), ("intuition", "insight"), ("perspicacité", "insight"), ("médecine", "medicine"),
        ("représentation", "performance"), ("escamotage", "sleight_of_hand"), ("discrétion", "stealth"),
        ("survie", "survival"),
    ]
}
