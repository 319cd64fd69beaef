import Foundry
import JSON

/// One walk over an actor: what its statistics need of its own data, its items and its effects.
struct Character5e {
    let actor: Actor
    let system: JSONView
    let attributes: JSONView
    let details: JSONView
    let isCharacter: Bool
    private(set) var classes: [Item] = []
    private(set) var subclass: String?
    private(set) var raceItem: Item?
    private(set) var backgroundItem: Item?
    private(set) var armor: Item?
    private(set) var shield: Item?
    /// Whether an enabled effect, which only a running game evaluates, changes the value in question.
    private(set) var effectsTouchArmor = false
    private(set) var effectsTouchHitPoints = false
    private let raceID: String?
    private let backgroundID: String?

    init(_ actor: Actor) {
        self.actor = actor
        system = actor.systemData
        attributes = system["attributes"]
        details = system["details"]
        isCharacter = actor.type?.lowercased() == "character"
        raceID = details["race"].nonEmptyString
        backgroundID = details["background"].nonEmptyString
        for item in actor.items { note(item) }
        noteEffects(actor.json["effects"], transferredOnly: false)
    }

    private mutating func note(_ item: Item) {
        let type = item.json["type"]
        if type.stringEquals("class") {
            classes.append(item)
        } else if type.stringEquals("subclass") {
            subclass = subclass ?? item.name
        } else if type.stringEquals("race") {
            if raceItem == nil || item.id == raceID { raceItem = item }
        } else if type.stringEquals("background") {
            if backgroundItem == nil || item.id == backgroundID { backgroundItem = item }
        } else if type.stringEquals("equipment") {
            noteArmor(item)
        }
        let effects = item.json["effects"]
        if effects.count > 0, item.systemData["equipped"].bool != false {
            noteEffects(effects, transferredOnly: true)
        }
    }

    private mutating func noteArmor(_ item: Item) {
        let system = item.systemData
        guard system["equipped"].isTrue else { return }
        let category = system["type"]["value"].string ?? system["armor"]["type"].string
        switch category {
        case "light", "medium", "heavy", "natural": armor = armor ?? item
        case "shield": shield = shield ?? item
        default: break
        }
    }

    private mutating func noteEffects(_ effects: JSONView, transferredOnly: Bool) {
        for effect in effects.array where effect.isObject && !effect["disabled"].isTrue {
            if transferredOnly && effect["transfer"].bool == false { continue }
            for change in effect["changes"].array {
                let key = change["key"]
                if key.contains("attributes.ac") || key.contains("abilities.dex") { effectsTouchArmor = true }
                if key.contains("attributes.hp") || key.contains("abilities.con") { effectsTouchHitPoints = true }
            }
        }
    }

    // MARK: Names

    /// The names of the classes, the first one taken first.
    var className: String? {
        let original = details["originalClass"].nonEmptyString
        let sorted = classes.filter { $0.id == original } + classes.filter { $0.id != original }
        let names = sorted.compactMap(\.name)
        return names.isEmpty ? nil : names.joined(separator: " / ")
    }

    var race: String? { name(of: details["race"], item: raceItem) }

    var background: String? { name(of: details["background"], item: backgroundItem) }

    /// A stored name may be a prepared item, the id of an item, or free text.
    private func name(of stored: JSONView, item: Item?) -> String? {
        if let prepared = stored["name"].nonEmptyString { return prepared }
        if let item, item.id != nil { return item.name }
        guard let text = stored.nonEmptyString else { return nil }
        let id = actor.items.first { $0.id == text }
        if let id { return id.name }
        return Self.isID(text) ? nil : text
    }

    /// Whether a text looks like the id of a document that is not there: a name of exactly sixteen letters without spaces
    /// has no digit and no capital inside.
    private static func isID(_ text: String) -> Bool {
        guard text.utf8.count == 16 else { return false }
        var isOdd = false
        for (position, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): isOdd = isOdd || position > 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"): isOdd = true
            default: return false
            }
        }
        return isOdd
    }

    var creatureType: String? {
        if let own = CreatureType.text(of: details) { return own }
        guard isCharacter else { return nil }
        return raceItem?.systemData["type"]["value"].nonEmptyString ?? "humanoid"
    }

    // MARK: Numbers

    /// A character's level is the sum of its classes' levels, a stored one may be out of date; other creatures have a level
    /// only when a running game says so.
    var level: Double? {
        let stored = details["level"].lenientDouble
        if !classes.isEmpty {
            return classes.reduce(0) { $0 + ($1.systemData["levels"].lenientDouble ?? 0) }
        }
        return isCharacter ? stored ?? 0 : stored
    }

    var challengeRating: Double? { Dnd5e.challengeRating(details["cr"]) }

    var proficiencyBonus: Double? {
        let rank: Double? = isCharacter ? level : challengeRating.map { max($0, level ?? 0, 1) }
        guard let rank, abs(rank) < 1_000 else { return attributes["prof"].lenientDouble }
        return ((rank + 7) / 4).rounded(.down)
    }

    /// The modifier of an ability, always computed anew: stored ones may be out of date.
    func modifier(_ ability: JSONView) -> Double? {
        ability["value"].lenientDouble.map { (($0 - 10) / 2).rounded(.down) }
    }

    func modifier(of ability: String) -> Double? { modifier(system["abilities"][ability]) }

    /// The bonus of a saving throw: the prepared one, else modifier and proficiency.
    func save(_ ability: JSONView) -> Double? {
        let modifier = modifier(ability)
        // Only next to a modifier that is up to date was the stored bonus prepared.
        if ability["mod"].lenientDouble == modifier,
            let prepared = ability["save"].lenientDouble ?? ability["save"]["value"].lenientDouble
        {
            return prepared
        }
        guard let modifier else { return nil }
        let flag = ability["proficient"]
        let proficient = flag.bool.map { $0 ? 1.0 : 0.0 } ?? flag.lenientDouble ?? 0
        let bonus = ability["bonuses"]["save"].lenientDouble ?? 0
        if proficient == 0 { return modifier + bonus }
        return proficiencyBonus.map { modifier + ($0 * proficient).rounded(.down) + bonus }
    }
}
