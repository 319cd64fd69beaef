public import JSON

/// Knows one game system's documents: documents in, payload parts out.
///
/// Every requirement but ``systemIDs`` has a default that assumes nothing about the system, so an adapter for a new system
/// needs only what it knows better. The collectors know no game system; they ask the adapter that ``AdapterRegistry``
/// chooses.
///
/// An adapter is a value without state. It reports what is unknown as nil, never as 0, never traps whatever the documents
/// hold, and may be called from any thread.
public protocol SystemAdapter: Sendable {
    /// The ids of the systems this adapter reads, such as `["dnd5e"]`.
    var systemIDs: [String] { get }

    /// Whether an actor is sent, and as what.
    /// - Parameters:
    ///   - actor: the actor.
    ///   - hasPlayerOwner: whether a player owns it; nil when not known. Ownership that is known makes a `pc` of whatever
    ///     is not excluded.
    func classify(_ actor: Actor, hasPlayerOwner: Bool?) -> Classification

    /// The actor's hit points; nil when the system has none or nothing is known.
    func hitPoints(of actor: Actor) -> HitPoints?

    /// Writes the actor's `stats` as one JSON object, always with the same keys in the same order, unknown numbers as
    /// `null` (design: section 5).
    func writeStats(of actor: Actor, into writer: inout JSONWriter)

    /// The actor's items as inventory, spells and features, each in stored order.
    func items(of actor: Actor) -> ActorItems

    /// What one item becomes on the wire.
    /// - Parameters:
    ///   - item: the item.
    ///   - actor: its owner; nil for an item of its own.
    func entry(for item: Item, of actor: Actor?) -> ItemEntry

    /// How many of the item there are; read for items of every type.
    func quantity(of item: Item) -> Double

    /// Whether the item is in use; read for items of every type.
    func isEquipped(_ item: Item) -> Bool

    /// Whether the dice a message carries were rolled by somebody to do something. A rest or a used-up item may carry dice
    /// as a side effect.
    func carriesRolls(_ message: ChatMessage) -> Bool

    /// Reads a roll with all that its message says about it.
    /// - Parameters:
    ///   - roll: the roll.
    ///   - message: the message that carries it; nil for a roll on its own.
    func read(_ roll: Roll, in message: ChatMessage?) -> RollReading

    /// Where a combatant stands among those of equal initiative; nil when the system leaves it to Foundry, or when too
    /// little is known of the combatant.
    func tieKey(for combatant: Combatant, in combat: Combat, context: TurnOrderContext) -> TurnTieKey?
}

extension SystemAdapter {
    public func classify(_ actor: Actor, hasPlayerOwner: Bool?) -> Classification {
        if hasPlayerOwner == true { return .character(.pc) }
        let isCharacter = actor.type?.lowercased() == "character"
        return .character(isCharacter ? .pc : .npc)
    }

    public func hitPoints(of actor: Actor) -> HitPoints? { nil }

    public func writeStats(of actor: Actor, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", actor.name)
        writer.member("type", actor.type)
        writer.key("hp")
        if let hitPoints = hitPoints(of: actor) { hitPoints.write(into: &writer) } else { writer.null() }
        writer.endObject()
    }

    public func items(of actor: Actor) -> ActorItems {
        var sorted = ActorItems()
        for item in actor.items { sorted.append(entry(for: item, of: actor)) }
        return sorted
    }

    public func entry(for item: Item, of actor: Actor?) -> ItemEntry {
        InventoryEntry(item, quantity: quantity(of: item), equipped: isEquipped(item)).map(ItemEntry.inventory) ?? .none
    }

    public func quantity(of item: Item) -> Double { item.systemData["quantity"].lenientDouble ?? 1 }

    public func isEquipped(_ item: Item) -> Bool { item.systemData["equipped"].isTrue }

    public func carriesRolls(_ message: ChatMessage) -> Bool { true }

    public func read(_ roll: Roll, in message: ChatMessage?) -> RollReading { RollReading(roll, in: message) }

    public func tieKey(for combatant: Combatant, in combat: Combat, context: TurnOrderContext) -> TurnTieKey? { nil }

    /// Writes an item of its own: the inventory entry, and after it what the system knows of it as a spell or feature.
    public func write(_ item: Item, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", item.id)
        writer.member("name", item.name)
        writer.member("type", item.type)
        writer.number("quantity", quantity(of: item))
        writer.member("equipped", isEquipped(item))
        writer.member("img", assetPath(item.json["img"].string))
        switch entry(for: item, of: nil) {
        case .spell(let spell): spell.writeDetails(into: &writer)
        case .feature(let feature): feature.writeDetails(into: &writer)
        case .inventory, .none: break
        }
        writer.endObject()
    }
}
