/// The skills and saves of the system, by the names documents give them.
enum Pf2eStatistic {
    /// The skill's full name; nil when it is none the system knows. Lore skills all end in `lore`.
    static func skill(_ name: String) -> String? {
        switch name {
        case "perception", "acrobatics", "arcana", "athletics", "crafting", "deception", "diplomacy", "intimidation",
            "medicine", "nature", "occultism", "performance", "religion", "society", "stealth", "survival", "thievery":
            return name
        default:
            // Three letters before 5.x.
            return abbreviations[name] ?? (name == "lore" || name.hasSuffix("-lore") ? name : nil)
        }
    }

    /// The save's name; nil when it is none.
    static func save(_ name: String) -> String? {
        name == "fortitude" || name == "reflex" || name == "will" ? name : nil
    }

    /// The name with underscores, at most as long as the wire takes.
    static func wireName(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(100).map { $0 == "-" ? "_" : $0 }))
    }

    private static let abbreviations = [
        "acr": "acrobatics", "arc": "arcana", "ath": "athletics", "cra": "crafting", "dec": "deception",
        "dip": "diplomacy", "itm": "intimidation", "med": "medicine", "nat": "nature", "occ": "occultism",
        "prf": "performance", "rel": "religion", "soc": "society", "ste": "stealth", "sur": "survival",
        "thi": "thievery",
    ]
}
