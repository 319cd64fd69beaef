import Foundry
import JSON

/// Things that can be carried (contract: adapters, section 5.3).
enum Pf2eInventory {
    /// Whether items of this type are carried things.
    static func holds(_ type: String) -> Bool {
        switch type {
        case "weapon", "armor", "shield", "equipment", "consumable", "ammo", "treasure", "backpack", "book": true
        default: false
        }
    }

    /// How many there are: a number, `{value}` before 4.x; 1 when absent.
    static func quantity(of item: Item) -> Double { Pf2eLayout.number(item.systemData["quantity"]) ?? 1 }

    /// Whether the thing is in use, as the system itself decides.
    static func isEquipped(_ item: Item) -> Bool {
        let system = item.systemData
        let equipped = system["equipped"]
        let carryType = equipped["carryType"]
        guard carryType.isString else {
            // Before 3.x a plain switch.
            return equipped["value"].isTrue || equipped.isTrue
        }
        if carryType.stringEquals("dropped") { return false }
        switch Pf2eUsage(of: item) {
        case .carried: return true
        case .held(let hands):
            return carryType.stringEquals("held") && (equipped["handsHeld"].lenientDouble ?? 0) >= hands
        case .worn(let hasSlot): return carryType.stringEquals("worn") && (!hasSlot || equipped["inSlot"].isTrue)
        case .attached: return carryType.stringEquals("attached")
        case .installed: return carryType.stringEquals("installed")
        case .implanted: return carryType.stringEquals("implanted")
        }
    }
}

/// How a thing has to be carried to be of use.
private enum Pf2eUsage {
    case carried
    case held(hands: Double)
    case worn(hasSlot: Bool)
    case attached
    case installed
    case implanted

    init(of item: Item) {
        guard let usage = Pf2eLayout.text(item.systemData["usage"]) else {
            // Armor and shields have one usage each, which newer versions no longer store.
            switch item.type {
            case "armor": self = .worn(hasSlot: true)
            case "shield": self = .held(hands: 1)
            default: self = .carried
            }
            return
        }
        switch usage {
        case "carried": self = .carried
        case "held-in-two-hands": self = .held(hands: 2)
        case "implanted": self = .implanted
        case "worn": self = .worn(hasSlot: false)
        default:
            if usage.hasPrefix("held-in-") {
                self = .held(hands: 1)
            } else if usage.hasPrefix("attached-to") {
                self = .attached
            } else if usage.hasPrefix("installed-in") {
                self = .installed
            } else {
                self = .worn(hasSlot: usage.hasPrefix("worn"))
            }
        }
    }
}
