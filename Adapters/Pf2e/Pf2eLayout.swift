import Foundry
import JSON

/// Fields that changed their shape between versions of the system.
enum Pf2eLayout {
    /// A number that stands alone, or as `{value}` in older or other documents.
    static func number(_ view: JSONView) -> Double? {
        view.isObject ? view["value"].lenientDouble : view.lenientDouble
    }

    /// A text that stands alone, or as `{value}`.
    static func text(_ view: JSONView) -> String? {
        view.isObject ? view["value"].nonEmptyString : view.nonEmptyString
    }

    /// The level of an actor or item; nil when it has none.
    static func level(of system: JSONView) -> Double? {
        let details = system["details"]["level"]
        return number(details.exists ? details : system["level"])
    }

    /// `traits.rarity`: a string, `{value}` before 4.x.
    static func rarity(of system: JSONView) -> String? { text(system["traits"]["rarity"]) }
}
