public import Foundry
public import JSON

/// Reads the documents of any system: no path is guaranteed, so what it finds by probing is named under `estimated`, and
/// what it does not find is unknown (contract: adapters, sections 6 and 8).
///
/// Threading: a value, usable from any thread.
public struct GenericAdapter: SystemAdapter {
    /// Whether a natural 20 or 1 is reported as a critical.
    ///
    /// Off by default. What counts as critical is the system's matter, and a wrong critical sets off the audience's
    /// rewards (contract: collectors, W52); the natural value is reported either way. A host that knows its system calls
    /// a natural 20 a critical turns it on. Even then only the one kept d20 of a roll decides, never any other die.
    public let treatsNatural20AsCritical: Bool

    /// Makes an adapter.
    /// - Parameter treatsNatural20AsCritical: see the property; false unless told otherwise.
    public init(treatsNatural20AsCritical: Bool = false) {
        self.treatsNatural20AsCritical = treatsNatural20AsCritical
    }

    /// None: the adapter is the registry's fallback.
    public var systemIDs: [String] { [] }

    public func classify(_ actor: Actor, hasPlayerOwner: Bool?) -> Classification {
        GenericActorTypes.classify(actor.type, hasPlayerOwner: hasPlayerOwner)
    }

    public func hitPoints(of actor: Actor) -> HitPoints? { GenericProbe(actor.systemData).hitPoints }

    public func writeStats(of actor: Actor, into writer: inout JSONWriter) {
        let probe = GenericProbe(actor.systemData)
        let hitPoints = probe.hitPoints
        let level = probe.level
        writer.beginObject()
        writer.member("name", actor.name)
        writer.member("type", actor.type)
        writer.key("hp")
        if let hitPoints { hitPoints.write(into: &writer) } else { writer.null() }
        // Systems agree too little on where it stands and which way it counts.
        writer.member("ac", nil as Double?)
        writer.number("level", level)
        writer.array("estimated") { writer in
            if hitPoints != nil { writer.string("hp") }
            if level != nil { writer.string("level") }
        }
        writer.endObject()
    }

    public func entry(for item: Item, of actor: Actor?) -> ItemEntry { GenericItems.entry(for: item) }

    public func quantity(of item: Item) -> Double { GenericItems.quantity(of: item) ?? 1 }

    /// Whether the item is in use, where one of the usual places tells; false when nothing does.
    public func isEquipped(_ item: Item) -> Bool { GenericItems.isEquipped(item) }

    public func read(_ roll: Roll, in message: ChatMessage?) -> RollReading {
        GenericRolls.read(roll, in: message, natural20IsCritical: treatsNatural20AsCritical)
    }
}
