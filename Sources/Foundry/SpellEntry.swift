public import JSON

/// One entry of `spells` (contract: socket, section 5.2).
public struct SpellEntry: Sendable, Equatable {
    /// The item's id.
    public var id: String
    /// The item's name; empty when it has none.
    public var name: String
    /// The address of its image, as the world stores it; nil without one.
    public var img: String?
    /// The item's type in the system's own word.
    public var type: String
    /// The spell's level or rank as the system counts it; nil unknown. Some systems give cantrips 0, others mark them; see
    /// ``isCantrip``.
    public var level: Double?
    /// The school of magic in the system's own word; nil unknown.
    public var school: String?
    /// Whether the spell can be cast now; nil unknown.
    public var prepared: Bool?
    /// How often it can be cast; nil when nothing limits it, or nothing tells.
    public var uses: Uses?
    /// How the spell is cast, where the system tells (`spell`, `pact`, `innate`, `focus`, …); written only when known.
    public var method: String?
    /// 0 not prepared, 1 prepared, 2 always, where the system tells; written only when known.
    public var state: Int?
    /// The rank the spell is cast at when it differs from the level by the system's rules; written only when known.
    public var castRank: Double?
    /// Whether the spell is a cantrip, where the level does not tell; written only when known.
    public var isCantrip: Bool?
    /// Whether the spell is cast from a focus pool; written only when known.
    public var isFocus: Bool?
    /// The magical traditions the spell belongs to; written only when there are any.
    public var traditions: [String] = []

    /// Makes an entry from its parts; what is left out is unknown.
    public init(
        id: String, name: String, img: String? = nil, type: String, level: Double? = nil, school: String? = nil,
        prepared: Bool? = nil, uses: Uses? = nil, method: String? = nil, state: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.img = img
        self.type = type
        self.level = level
        self.school = school
        self.prepared = prepared
        self.uses = uses
        self.method = method
        self.state = state
    }

    /// The entry of an item, with its level, school and the rest still unknown; nil when the item has no id.
    public init?(_ item: Item) {
        guard let id = item.id else { return nil }
        self.init(id: id, name: item.name ?? "", img: assetPath(item.json["img"].string), type: item.type ?? "")
    }

    /// Writes the entry as one value.
    /// - Parameters:
    ///   - writer: where to.
    ///   - additional: writes further members, such as `activeEffect`.
    public func write(into writer: inout JSONWriter, additional: (inout JSONWriter) -> Void = { _ in }) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("name", name)
        writer.member("img", img)
        writer.member("type", type)
        writeDetails(into: &writer)
        additional(&writer)
        writer.endObject()
    }

    /// Writes what only spells have into an object that is open.
    public func writeDetails(into writer: inout JSONWriter) {
        writer.number("level", level)
        writer.member("school", school)
        writer.member("prepared", prepared)
        writer.uses(uses, withPeriod: false)
        if let method { writer.member("method", method) }
        if let state { writer.member("state", state) }
        if let castRank { writer.number("castRank", castRank) }
        if let isCantrip { writer.member("cantrip", isCantrip) }
        if let isFocus { writer.member("focus", isFocus) }
        if !traditions.isEmpty {
            writer.array("traditions") { for tradition in traditions { $0.string(tradition) } }
        }
    }
}
