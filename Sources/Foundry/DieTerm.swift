public import JSON

/// One die term of a roll: `2d20kh` with everything that was rolled for it.
public struct DieTerm: Sendable {
    /// The term as stored.
    public let json: JSONView
    /// The number of faces; nil when the term says none that is a whole number.
    public let faces: Int?
    /// Every result in the order it was rolled, discarded and rerolled ones included.
    public let results: [DieResult]

    /// Looks at `json` as a die term; nil unless it has `faces` and `results` (contract: adapters, section 2.1).
    public init?(_ json: JSONView) {
        let results = json["results"]
        guard results.isArray else { return nil }
        let faces = json["faces"]
        guard faces.isNumber || faces.isString else { return nil }
        self.json = json
        self.faces = faces.lenientInt
        var rolled: [DieResult] = []
        rolled.reserveCapacity(results.count)
        for entry in results.array {
            if let result = DieResult(entry) { rolled.append(result) }
        }
        self.results = rolled
    }

    /// How many dice were asked for; nil when absent.
    public var number: Int? { json["number"].lenientInt }

    /// The modifiers as stored: `kh`, `r1=1`, `min10`, ….
    public var modifiers: [String] { json["modifiers"].array.compactMap(\.string) }

    /// The faces shown that count towards the total, in order.
    public var activeValues: [Int] { results.lazy.filter(\.isActive).map(\.face) }

    /// The faces shown that were dropped (advantage, disadvantage, `kh`, `dl`, …), in order.
    public var discardedValues: [Int] { results.lazy.filter(\.isDiscarded).map(\.face) }

    /// 1 when the highest dice were kept, -1 when the lowest, else 0.
    public var advantage: Int {
        for modifier in json["modifiers"].array {
            guard let text = modifier.string?.lowercased() else { continue }
            if text.hasPrefix("kh") || text.hasPrefix("adv") { return 1 }
            if text.hasPrefix("kl") || text.hasPrefix("dis") { return -1 }
        }
        return 0
    }
}

/// One result of a die: the face it showed and what became of it (contract: adapters, section 2.2).
public struct DieResult: Sendable, Equatable {
    /// The face shown; -1, 0 or 1 on fate dice.
    public var face: Int
    /// The value that counts instead of the face (`min10`, success counting); nil when the face itself counts.
    public var count: Int?
    /// Whether the result counts towards the total.
    public var isActive: Bool
    /// Whether it was dropped by keeping or dropping dice.
    public var isDiscarded: Bool
    /// Whether it was rolled again.
    public var isRerolled: Bool
    /// Whether it brought a further die.
    public var isExploded: Bool
    /// Whether it is a success of a success-counting pool; nil when the pool counts none.
    public var success: Bool?
    /// Whether it is a failure of a success-counting pool; nil when the pool counts none.
    public var failure: Bool?

    /// What the result adds to the total when it is active.
    public var value: Int { count ?? face }

    /// Reads one entry of `results`; nil when it shows no whole number.
    public init?(_ json: JSONView) {
        guard let face = json["result"].lenientInt else { return nil }
        self.face = face
        let active = json["active"]
        isActive = active.exists ? active.isTrue : true
        count = json["count"].lenientInt
        isDiscarded = json["discarded"].isTrue
        isRerolled = json["rerolled"].isTrue
        isExploded = json["exploded"].isTrue
        success = json["success"].bool
        failure = json["failure"].bool
    }
}
