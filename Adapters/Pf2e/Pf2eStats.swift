import Foundry
import JSON

/// The stored hit points of an actor.
struct Pf2eHitPoints {
    private let stored: HitPoints
    /// Whether the maximum has to be computed: the source of a character does not have it.
    let needsBuild: Bool

    init(_ actor: Actor) {
        let view = actor.systemData["attributes"]["hp"]
        var points = HitPoints(
            current: view["value"].lenientDouble, max: view["max"].lenientDouble, temp: view["temp"].lenientDouble)
        let isCharacter = Pf2eActorType(actor) == .character
        // Nobody has a maximum of 0: very old templates put it there until the character was prepared.
        if isCharacter, points.max == 0 { points.max = nil }
        stored = points
        needsBuild = isCharacter && points.max == nil
    }

    func reported(estimatedMaximum: Double?) -> HitPoints? {
        var points = stored
        if points.max == nil { points.max = estimatedMaximum }
        return points.isEmpty ? nil : points
    }
}

/// The `stats` of an actor (design: section 5).
struct Pf2eStats {
    private let actor: Actor
    private let system: JSONView
    private let build: Pf2eBuild?
    private var estimated: [String] = []

    private let hitPoints: HitPoints?
    private let modifiers: [Double?]

    init(_ actor: Actor) {
        self.actor = actor
        system = actor.systemData
        let stored = Pf2eHitPoints(actor)
        let isCharacter = Pf2eActorType(actor) == .character
        let build = isCharacter ? Pf2eBuild(actor) : nil
        self.build = build

        hitPoints = stored.reported(estimatedMaximum: stored.needsBuild ? build?.hitPointMaximum : nil)
        if stored.needsBuild, hitPoints?.max != nil { estimated.append("hp.max") }

        if let entered = Pf2eBuild.storedModifiers(system) {
            // Of a character's modifiers entered by hand the missing ones are 0; of others they are not known.
            modifiers = isCharacter ? entered.map { $0 ?? 0 } : entered
        } else if let computed = build?.attributeModifiers {
            modifiers = Pf2eAttribute.allCases.map { computed[$0] }
            estimated.append("abilities")
        } else {
            modifiers = Pf2eAttribute.allCases.map { _ in nil }
        }
        if isAdjustedLater { estimated.append(contentsOf: ["hp.max", "ac", "level"]) }
    }

    /// Whether an elite or weak adjustment will change the stored numbers once the system prepares them.
    private var isAdjustedLater: Bool {
        let attributes = system["attributes"]
        let adjustment = attributes["adjustment"]
        guard adjustment.stringEquals("elite") || adjustment.stringEquals("weak") else { return false }
        // Only prepared armor class and hit points explain themselves.
        return !attributes["ac"]["breakdown"].exists && !attributes["hp"]["breakdown"].exists
    }

    func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", actor.name)
        writer.member("type", actor.type)
        writer.key("hp")
        if let hitPoints { hitPoints.write(into: &writer) } else { writer.null() }
        // Computed armor class is right too seldom: unknown is better (contract: adapters, section 5.1).
        writer.number("ac", system["attributes"]["ac"]["value"].lenientDouble)
        writer.number("level", Pf2eLayout.level(of: system))
        let details = system["details"]
        writer.member("ancestry", name(details["ancestry"], build?.ancestry))
        writer.member("heritage", name(details["heritage"], build?.heritage))
        writer.member("class", name(details["class"], build?.characterClass))
        writer.member("background", name(details["background"], build?.background))
        writer.member("rarity", rarity)
        writer.object("abilities") { writer in
            for (attribute, modifier) in zip(Pf2eAttribute.allCases, modifiers) {
                writer.number(attribute.key, modifier)
            }
        }
        writer.array("estimated") { writer in
            for name in estimated { writer.string(name) }
        }
        writer.endObject()
    }

    private var rarity: String? {
        if let stored = Pf2eLayout.rarity(of: system) { return stored }
        return build.flatMap { Pf2eLayout.rarity(of: Pf2eBuild.system(of: $0.ancestry)) }
    }

    /// The prepared name, else that of the embedded item, else the text of documents older than the items.
    private func name(_ detail: JSONView, _ item: JSONView?) -> String? {
        detail["name"].nonEmptyString ?? item?["name"].nonEmptyString ?? Pf2eLayout.text(detail)
    }
}
