import Foundry
import JSON

/// Looks for numbers where systems usually keep them (contract: adapters, section 6).
struct GenericProbe {
    private let system: JSONView

    init(_ system: JSONView) { self.system = system }

    private static let hitPointPaths: [StaticString] = [
        "attributes.hp", "hp", "health", "status.wounds", "wounds", "derivedStats.hp", "attribs.hp", "header.health",
        "resources.health",
    ]

    private static let levelPaths: [StaticString] = ["details.level.value", "details.level", "level.value", "level"]

    /// The first `{value, max}` that says anything.
    var hitPoints: HitPoints? {
        for path in Self.hitPointPaths {
            let view = system.at(path)
            guard view.isObject else { continue }
            let current = view["value"].lenientDouble
            // Nothing has a maximum of 0: it was never filled in.
            let maximum = view["max"].lenientDouble.flatMap { $0 == 0 ? nil : $0 }
            if maximum == nil, current == nil || (current == 0 && view["max"].lenientDouble == 0) { continue }
            return HitPoints(current: current, max: maximum, temp: view["temp"].lenientDouble)
        }
        return nil
    }

    var level: Double? {
        for path in Self.levelPaths {
            if let level = system.at(path).lenientDouble { return level }
        }
        return nil
    }
}
