import Foundry
import JSON

/// What a player character was built from: the source of a character stores hardly any numbers, they follow from these
/// items (contract: adapters, section 5.1).
///
/// One walk over the actor's items finds everything.
struct Pf2eBuild {
    private(set) var ancestry = JSONView.missing
    private(set) var heritage = JSONView.missing
    private(set) var background = JSONView.missing
    private(set) var characterClass = JSONView.missing
    private let system: JSONView
    /// Hit points that feats add once, and for each level.
    private var flatHitPoints = 0.0
    private var hitPointsPerLevel = 0.0
    /// Whether items are only ids, their records being somewhere else: then nothing can be computed.
    private var isIncomplete = false

    /// More boosts than any character has; bounds the work a hostile document can cause.
    private static let maximumEntries = 64

    init(_ actor: Actor) {
        system = actor.systemData
        for item in actor.json["items"].array {
            guard item.isObject else {
                isIncomplete = true
                continue
            }
            let type = item["type"]
            if type.stringEquals("feat") {
                addHitPoints(of: item)
            } else if type.stringEquals("ancestry") {
                ancestry = item
                addHitPoints(of: item)
            } else if type.stringEquals("heritage") {
                heritage = item
                addHitPoints(of: item)
            } else if type.stringEquals("background") {
                background = item
                addHitPoints(of: item)
            } else if type.stringEquals("class") {
                characterClass = item
                addHitPoints(of: item)
            }
        }
    }

    static func system(of item: JSONView) -> JSONView { Item(item).systemData }

    // MARK: Attributes

    /// The modifiers that follow from boosts and flaws; nil when the document says nothing about them. Rule elements and
    /// apex items are not evaluated, so this is an estimate.
    var attributeModifiers: Pf2eAttributeModifiers? {
        guard !isIncomplete else { return nil }
        let levelBoosts = system["build"]["attributes"]["boosts"]
        guard ancestry.exists || background.exists || characterClass.exists || levelBoosts.count > 0 else { return nil }

        var modifiers = Pf2eAttributeModifiers()
        let folk = Self.system(of: ancestry)
        let alternate = folk["alternateAncestryBoosts"]
        if alternate.isArray {
            for entry in alternate.array.prefix(Self.maximumEntries) { modifiers.boost(Pf2eAttribute(entry)) }
        } else {
            Self.each(folk["boosts"]) { modifiers.boost($0) }
        }
        let voluntary = folk["voluntary"]
        modifiers.boost(Pf2eAttribute(voluntary["boost"]))
        if !alternate.isArray {
            Self.each(folk["flaws"]) { modifiers.flaw($0) }
        }
        for entry in voluntary["flaws"].array.prefix(Self.maximumEntries) { modifiers.flaw(Pf2eAttribute(entry)) }
        Self.each(Self.system(of: background)["boosts"]) { modifiers.boost($0) }
        modifiers.boost(Self.chosen(Self.system(of: characterClass)["keyAbility"]))
        let level = Pf2eLayout.level(of: system) ?? 0
        for (key, required) in Self.boostLevels where level >= required {
            for entry in levelBoosts[key].array.prefix(4) { modifiers.boost(Pf2eAttribute(entry)) }
        }
        return modifiers
    }

    private static let boostLevels: [(String, Double)] = [("1", 1), ("5", 5), ("10", 10), ("15", 15), ("20", 20)]

    /// Visits what is chosen in a list of boosts or flaws, stored as an array or as an object keyed by index.
    private static func each(_ list: JSONView, _ body: (Pf2eAttribute?) -> Void) {
        if list.isObject {
            for member in list.object.prefix(maximumEntries) { body(chosen(member.value)) }
        } else {
            for entry in list.array.prefix(maximumEntries) { body(chosen(entry)) }
        }
    }

    /// The attribute of `{value: [options], selected}`: the only option, else the selected one.
    private static func chosen(_ entry: JSONView) -> Pf2eAttribute? {
        let options = entry["value"]
        if options.isArray, options.count == 1 { return Pf2eAttribute(options[0]) }
        return Pf2eAttribute(entry["selected"])
    }

    // MARK: Attributes as they are reported

    /// The modifiers entered by hand or stored, nil when there are none at all.
    static func storedModifiers(_ system: JSONView) -> [Double?]? {
        let abilities = system["abilities"]
        guard abilities.isObject else { return nil }
        let stored = Pf2eAttribute.allCases.map { storedModifier(abilities.at($0.key)) }
        return stored.contains { $0 != nil } ? stored : nil
    }

    private static func storedModifier(_ ability: JSONView) -> Double? {
        if let modifier = ability["mod"].lenientDouble { return modifier }
        return ability["value"].lenientDouble.map { (($0 - 10) / 2).rounded(.down) }
    }

    // MARK: Hit points

    /// The maximum that ancestry, class, Constitution and feats add up to; nil when one of them is not known. Conditions
    /// and formulas of rule elements are not evaluated, so this is an estimate.
    var hitPointMaximum: Double? {
        guard !isIncomplete, let level = Pf2eLayout.level(of: system),
            let fromAncestry = Self.system(of: ancestry)["hp"].lenientDouble,
            let fromClass = Self.system(of: characterClass)["hp"].lenientDouble,
            let constitution = Self.storedModifiers(system)?[Pf2eAttribute.con.rawValue] ?? attributeModifiers?[.con]
        else { return nil }
        // Constitution counts once even for a character of level 0.
        let maximum =
            fromAncestry + fromClass * level + constitution * max(level, 1) + flatHitPoints + hitPointsPerLevel * level
        return maximum.isFinite ? maximum : nil
    }

    /// Adds what the item's rule elements add unconditionally and as a plain number.
    private mutating func addHitPoints(of item: JSONView) {
        for rule in Self.system(of: item)["rules"].array {
            guard rule["key"].stringEquals("FlatModifier"), let value = rule["value"].double,
                rule["predicate"].count == 0, rule["enabled"].bool != false
            else { continue }
            if Self.applies(rule["selector"], to: "hp") {
                flatHitPoints += value
            } else if Self.applies(rule["selector"], to: "hp-per-level") {
                hitPointsPerLevel += value
            }
        }
    }

    private static func applies(_ selector: JSONView, to statistic: StaticString) -> Bool {
        selector.stringEquals(statistic) || selector.array.contains { $0.stringEquals(statistic) }
    }
}
