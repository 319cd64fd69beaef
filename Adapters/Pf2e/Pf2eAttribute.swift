import JSON

/// The six attributes, which older versions call abilities.
enum Pf2eAttribute: Int, CaseIterable {
    case str, dex, con, int, wis, cha

    /// The key in documents and on the wire.
    var key: StaticString {
        switch self {
        case .str: "str"
        case .dex: "dex"
        case .con: "con"
        case .int: "int"
        case .wis: "wis"
        case .cha: "cha"
        }
    }

    init?(_ view: JSONView) {
        guard let found = Self.allCases.first(where: { view.stringEquals($0.key) }) else { return nil }
        self = found
    }

    init?(key: some StringProtocol) {
        guard let found = Self.allCases.first(where: { key == $0.key.description }) else { return nil }
        self = found
    }

    /// By its key or its full name.
    init?(named name: String) {
        switch name {
        case "strength": self = .str
        case "dexterity": self = .dex
        case "constitution": self = .con
        case "intelligence": self = .int
        case "wisdom": self = .wis
        case "charisma": self = .cha
        default: self.init(key: name)
        }
    }
}

/// Attribute modifiers while boosts and flaws are applied.
struct Pf2eAttributeModifiers {
    private var doubled = [0, 0, 0, 0, 0, 0]

    subscript(attribute: Pf2eAttribute) -> Double {
        // Half a boost counts for nothing until the other half comes.
        Double(doubled[attribute.rawValue] / 2)
    }

    /// Adds 1, or a half when the modifier is 4 or more already.
    mutating func boost(_ attribute: Pf2eAttribute?) {
        guard let attribute else { return }
        let current = doubled[attribute.rawValue]
        doubled[attribute.rawValue] = current &+ (current >= 8 ? 1 : 2)
    }

    mutating func flaw(_ attribute: Pf2eAttribute?) {
        guard let attribute else { return }
        doubled[attribute.rawValue] = doubled[attribute.rawValue] &- 2
    }
}
