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
