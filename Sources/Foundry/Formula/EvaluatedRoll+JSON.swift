public import JSON

extension EvaluatedRoll {
    /// Writes the roll as Foundry's roll JSON, an object (contract: adapters, section 2).
    public func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("class", className)
            writer.member("options", .object(options))
            // Empty in every stored roll: dice are read from the terms.
            writer.array("dice") { _ in }
            writer.member("formula", formula)
            writer.array("terms") { writer in
                for term in terms { term.write(into: &writer) }
            }
            writer.member("total", total)
            writer.member("evaluated", true)
        }
    }

    /// The roll as Foundry's roll JSON; in messages this text is an entry of `rolls`.
    public var jsonText: String {
        var writer = JSONWriter()
        write(into: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The roll as a document.
    public var json: JSONView { (try? JSONDocument(jsonText))?.root ?? .missing }

    /// The roll as the library's own view sees it.
    public var roll: Roll { Roll(json) }
}

extension EvaluatedTerm {
    package func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("class", className)
            writer.object("options") { writer in
                if let flavor { writer.member("flavor", flavor) }
                if case .dice(let dice) = self {
                    for (key, value) in dice.options.members { writer.member(key, value) }
                }
            }
            writer.member("evaluated", true)
            writeMembers(into: &writer)
        }
    }

    private var className: String {
        switch self {
        case .symbol: "OperatorTerm"
        case .number: "NumericTerm"
        case .dice(let dice): dice.className
        case .parentheses: "ParentheticalTerm"
        case .function: "FunctionTerm"
        case .pool: "PoolTerm"
        }
    }

    private var flavor: String? {
        switch self {
        case .symbol: nil
        case .dice(let dice): dice.flavor
        case .pool(let pool): pool.flavor
        case .number(_, let flavor), .parentheses(_, let flavor), .function(_, _, _, let flavor): flavor
        }
    }

    private func writeMembers(into writer: inout JSONWriter) {
        switch self {
        case .symbol(let text):
            writer.member("operator", text)
        case .number(let value, _):
            writer.member("number", value)
        case .dice(let dice):
            writer.member("number", dice.number)
            writer.member("faces", dice.faces)
            Self.write(dice.modifiers, as: "modifiers", into: &writer)
            Self.write(dice.results, into: &writer)
        case .parentheses(let roll, _):
            writer.member("term", roll.formula)
            writer.key("roll")
            roll.write(into: &writer)
        case .function(let function, let rolls, let result, _):
            writer.member("fn", function.rawValue)
            Self.write(rolls.map(\.formula), as: "terms", into: &writer)
            Self.write(rolls, into: &writer)
            writer.member("result", result)
        case .pool(let pool):
            Self.write(pool.rolls.map(\.formula), as: "terms", into: &writer)
            Self.write(pool.modifiers, as: "modifiers", into: &writer)
            Self.write(pool.rolls, into: &writer)
            Self.write(pool.results, into: &writer)
        }
    }

    private static func write(_ texts: [String], as key: StaticString, into writer: inout JSONWriter) {
        writer.array(key) { writer in
            for text in texts { writer.string(text) }
        }
    }

    private static func write(_ rolls: [EvaluatedRoll], into writer: inout JSONWriter) {
        writer.array("rolls") { writer in
            for roll in rolls { roll.write(into: &writer) }
        }
    }

    private static func write(_ results: [DieOutcome], into writer: inout JSONWriter) {
        writer.array("results") { writer in
            for result in results { result.write(into: &writer) }
        }
    }
}

extension DieOutcome {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("result", result)
            writer.member("active", isActive)
            if isDiscarded { writer.member("discarded", true) }
            if isRerolled { writer.member("rerolled", true) }
            if isExploded { writer.member("exploded", true) }
            if let success { writer.member("success", success) }
            if let failure { writer.member("failure", failure) }
            if let count { writer.member("count", count) }
        }
    }
}
