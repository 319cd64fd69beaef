public import JSON

/// One entry of `features` (contract: socket, section 5.2).
public struct FeatureEntry: Sendable, Equatable {
    /// The item's id.
    public var id: String
    /// The item's name; empty when it has none.
    public var name: String
    /// The address of its image, as the world stores it; nil without one.
    public var img: String?
    /// The item's type in the system's own word.
    public var type: String
    /// The kind of feature in the system's own word (`class`, `ancestry`, …); nil unknown.
    public var subtype: String?
    /// How often it can be used; nil when nothing limits it, or nothing tells.
    public var uses: Uses?

    /// Makes an entry from its parts.
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
