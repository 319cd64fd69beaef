public import JSON

/// Hit points; nil is unknown, never 0.
public struct HitPoints: Sendable, Equatable {
    public var current: Double?
    public var max: Double?
    public var temp: Double?

    public init(current: Double? = nil, max: Double? = nil, temp: Double? = nil) {
        self.current = current
        self.max = max
        self.temp = temp
    }

    /// Whether nothing is known.
    public var isEmpty: Bool { current == nil && max == nil && temp == nil }

    /// Writes `{"current":…,"max":…,"temp":…}` as one value.
    public func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.number("current", current)
        writer.number("max", max)
        writer.number("temp", temp)
        writer.endObject()
    }
}

/// How often something can be used; nil is unknown or unlimited.
public struct Uses: Sendable, Equatable {
    /// The uses that remain.
    public var value: Double?
    /// The uses there are in all.
    public var max: Double?
    /// When they come back, in the system's own word (`lr`, `day`, …).
    public var per: String?
    /// The maximum as the document spells it when it is a formula (`@prof`).
    public var formula: String?

    public init(value: Double? = nil, max: Double? = nil, per: String? = nil, formula: String? = nil) {
        self.value = value
        self.max = max
        self.per = per
        self.formula = formula
    }
}

/// One entry of `inventory` (design: section 5).
public struct InventoryEntry: Sendable, Equatable {
    public var id: String
    public var name: String
    public var type: String
    public var quantity: Double
    public var equipped: Bool
    public var img: String?

    public init(
        id: String, name: String, type: String, quantity: Double = 1, equipped: Bool = false, img: String? = nil
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.quantity = quantity
        self.equipped = equipped
        self.img = img
    }

    /// The entry of an item; nil when the item has no id, for then nothing could name it again.
    public init?(_ item: Item, quantity: Double, equipped: Bool) {
        guard let id = item.id else { return nil }
        self.init(
            id: id, name: item.name ?? "", type: item.type ?? "", quantity: quantity, equipped: equipped,
            img: assetPath(item.json["img"].string))
    }

    /// Writes the entry as one value.
    public func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(into: &writer)
        writer.endObject()
    }

    /// Writes the entry's members into an object that is open.
    public func writeMembers(into writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("name", name)
        writer.member("type", type)
        writer.number("quantity", quantity)
        writer.member("equipped", equipped)
        writer.member("img", img)
    }
}

/// One entry of `spells` (contract: socket, section 5.2).
public struct SpellEntry: Sendable, Equatable {
    public var id: String
    public var name: String
    public var img: String?
    public var type: String
    /// The spell's level or rank as the system counts it; nil unknown. Some systems give cantrips 0, others mark them; see
    /// ``isCantrip``.
    public var level: Double?
    public var school: String?
    /// Whether the spell can be cast now; nil unknown.
    public var prepared: Bool?
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
    /// - Parameter additional: writes further members, such as `activeEffect`.
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

/// One entry of `features` (contract: socket, section 5.2).
public struct FeatureEntry: Sendable, Equatable {
    public var id: String
    public var name: String
    public var img: String?
    public var type: String
    public var subtype: String?
    public var uses: Uses?

    public init(
        id: String, name: String, img: String? = nil, type: String, subtype: String? = nil, uses: Uses? = nil
    ) {
        self.id = id
        self.name = name
        self.img = img
        self.type = type
        self.subtype = subtype
        self.uses = uses
    }

    /// The entry of an item; nil when the item has no id.
    public init?(_ item: Item, subtype: String? = nil, uses: Uses? = nil) {
        guard let id = item.id else { return nil }
        self.init(
            id: id, name: item.name ?? "", img: assetPath(item.json["img"].string), type: item.type ?? "",
            subtype: subtype, uses: uses)
    }

    /// Writes the entry as one value.
    public func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("name", name)
        writer.member("img", img)
        writer.member("type", type)
        writeDetails(into: &writer)
        writer.endObject()
    }

    /// Writes what only features have into an object that is open.
    public func writeDetails(into writer: inout JSONWriter) {
        writer.member("subtype", subtype)
        writer.uses(uses, withPeriod: true)
    }
}

/// The items of one actor, sorted into the lists of the wire.
public struct ActorItems: Sendable {
    public var inventory: [InventoryEntry] = []
    public var spells: [SpellEntry] = []
    public var features: [FeatureEntry] = []

    public init() {}

    /// Puts an entry where it belongs.
    public mutating func append(_ entry: ItemEntry) {
        switch entry {
        case .inventory(let entry): inventory.append(entry)
        case .spell(let entry): spells.append(entry)
        case .feature(let entry): features.append(entry)
        case .none: break
        }
    }
}

/// What one item becomes on the wire.
public enum ItemEntry: Sendable, Equatable {
    case inventory(InventoryEntry)
    case spell(SpellEntry)
    case feature(FeatureEntry)
    /// Nothing: a class, an ancestry, a condition, ….
    case none
}

extension JSONWriter {
    /// Writes a member that is a number or `null`; whole numbers without a fraction.
    public mutating func number(_ key: StaticString, _ value: Double?) {
        if let value, let whole = Int(exactly: value) {
            member(key, whole)
        } else {
            member(key, value)
        }
    }

    mutating func uses(_ uses: Uses?, withPeriod: Bool) {
        key("uses")
        guard let uses else { return null() }
        beginObject()
        number("value", uses.value)
        number("max", uses.max)
        if withPeriod { member("per", uses.per) }
        endObject()
    }
}
