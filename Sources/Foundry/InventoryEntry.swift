public import JSON

/// One entry of `inventory` (design: section 5).
public struct InventoryEntry: Sendable, Equatable {
    /// The item's id.
    public var id: String
    /// The item's name; empty when it has none.
    public var name: String
    /// The item's type in the system's own word.
    public var type: String
    /// How many there are.
    public var quantity: Double
    /// Whether it is in use.
    public var equipped: Bool
    /// The address of its image, as the world stores it; nil without one.
    public var img: String?

    /// Makes an entry from its parts.
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
