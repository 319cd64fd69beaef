package import Foundry
package import JSON

/// The payload of `character:update`. Contract: socket, section 5.2; design, section 5.
///
/// Every field is always written: null cannot clear a field on the server, and an omitted type means `pc`.
package struct CharacterPayload: Sendable {
    /// The actor and the adapter that reads it.
    package let actor: Actor
    package let adapter: any SystemAdapter
    /// What the actor is sent as.
    package let type: CharacterType
    /// The table's identity and game system.
    package let worldID: String
    package let system: String

    /// - Parameters:
    ///   - actor: the actor.
    ///   - adapter: the adapter of its game system.
    ///   - type: what it is sent as.
    ///   - worldID: the table's identity.
    ///   - system: the game system's id.
    package init(actor: Actor, adapter: any SystemAdapter, type: CharacterType, worldID: String, system: String) {
        self.actor = actor
        self.adapter = adapter
        self.type = type
        self.worldID = worldID
        self.system = system
    }

    /// How much is left out so that a payload fits.
    package enum Reduction: Int, Sendable, Hashable, CaseIterable, Comparable {
        case none
        case withoutFeatures
        /// Without features and the images of inventory entries.
        case withoutImages

        package static func < (left: Reduction, right: Reduction) -> Bool { left.rawValue < right.rawValue }
    }

    /// Writes the payload as one JSON object.
    package func write(into writer: inout JSONWriter, reduction: Reduction = .none) {
        write(adapter.items(of: actor), into: &writer, reduction: reduction, stoppingAt: .max)
    }

    /// The payload in as few bytes as it must have, nil when it does not fit even so.
    /// - Parameter limit: the most bytes it may have.
    /// - Returns: the bytes, and what was left out.
    package func fitted(to limit: Int) -> (bytes: [UInt8], reduction: Reduction)? {
        let items = adapter.items(of: actor)
        for reduction in Reduction.allCases {
            var writer = JSONWriter()
            write(items, into: &writer, reduction: reduction, stoppingAt: limit)
            if writer.count <= limit { return (writer.bytes, reduction) }
        }
        return nil
    }

    /// - Parameter limit: what is longer is not written to its end, for it will not be used.
    private func write(_ items: ActorItems, into writer: inout JSONWriter, reduction: Reduction, stoppingAt limit: Int)
    {
        writer.beginObject()
        writer.member("worldId", worldID)
        writer.member("campaignId", worldID)
        writer.member("characterId", (actor.id ?? "").cut(FieldLimits.identifier))
        writer.member("name", (actor.name ?? "").cut(FieldLimits.name))
        writer.member("avatarUrl", actor.avatarURL)
        writer.member("characterType", type.rawValue)
        writer.key("stats")
        adapter.writeStats(of: actor, into: &writer)
        writer.array("inventory") { writer in
            for var entry in items.inventory where writer.count <= limit {
                if reduction >= .withoutImages { entry.img = nil }
                entry.write(into: &writer)
            }
        }
        writer.array("spells") { writer in
            for entry in items.spells where writer.count <= limit { entry.write(into: &writer) }
        }
        writer.array("features") { writer in
            if reduction < .withoutFeatures {
                for entry in items.features where writer.count <= limit { entry.write(into: &writer) }
            }
        }
        writer.object("vttData") { writer in
            writer.member("system", system)
            writer.member("type", actor.type)
        }
        writer.endObject()
    }
}
