/// The items of one actor, sorted into the lists of the wire.
public struct ActorItems: Sendable {
    /// Things that are carried, in stored order.
    public var inventory: [InventoryEntry] = []
    /// Spells, in stored order.
    public var spells: [SpellEntry] = []
    /// Features, feats, actions and the like, in stored order.
    public var features: [FeatureEntry] = []

    /// Begins with no items.
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
    /// A thing that is carried.
    case inventory(InventoryEntry)
    /// A spell.
    case spell(SpellEntry)
    /// A feature, a feat, an action, ….
    case feature(FeatureEntry)
    /// Nothing: a class, an ancestry, a condition, ….
    case none
}
