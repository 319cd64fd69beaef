package import Foundry
package import JSON

/// The payload of `dice:roll`. Contract: socket, section 5.1; design, section 5.
package struct DiceRollPayload: Sendable {
    /// The roll and what its game system says about it.
    package let roll: Roll
    package let reading: RollReading
    /// The message that carries the roll; nil for a roll on its own.
    package let message: ChatMessage?
    /// Who rolled.
    package let speaker: RollSpeaker
    /// The table's identity and game system.
    package let worldID: String
    package let system: String
    /// Whether the roll is marked as hidden, and then bare of critical marks: a hidden critical would be shown to
    /// streamers (contract: socket, 8.12).
    package let isHidden: Bool
    package let withholdsCritical: Bool

    /// - Parameters:
    ///   - roll: the roll.
    ///   - reading: what the adapter read from it.
    ///   - message: the message that carries it.
    ///   - speaker: who rolled.
    ///   - worldID: the table's identity.
    ///   - system: the game system's id.
    ///   - isHidden: whether not everyone at the table may see it.
    ///   - withholdsCritical: whether critical marks stay out.
    package init(
        roll: Roll, reading: RollReading, message: ChatMessage?, speaker: RollSpeaker, worldID: String, system: String,
        isHidden: Bool, withholdsCritical: Bool
    ) {
        self.roll = roll
        self.reading = reading
        self.message = message
        self.speaker = speaker
        self.worldID = worldID
        self.system = system
        self.isHidden = isHidden
        self.withholdsCritical = withholdsCritical
    }

    /// The roll's identity, the same in every attempt to deliver it: `messageId#index`.
    package var rollID: String {
        roll.id.map { clipped($0, to: FieldLimits.identifier) }
            ?? DocumentDigest.identity(of: message?.json ?? roll.json, index: roll.index)
    }

    /// Whether the roll has the integer result without which the server refuses it.
    package var isSendable: Bool { roll.total != nil }

    /// Writes the payload as one JSON object. Texts are cut to what the server stores, a fraction in the total is rounded
    /// and the exact total kept in `metadata.total`.
    package func write(into writer: inout JSONWriter) {
        let critical = withholdsCritical ? nil : reading.critical
        writer.beginObject()
        writer.member("worldId", worldID)
        writer.member("campaignId", worldID)
        writer.member("characterId", speaker.id.cut(FieldLimits.identifier))
        writer.member("characterName", speaker.name.cut(FieldLimits.name))
        writer.member("rollId", rollID)
        writer.member("messageId", message?.id)
        writer.member("rollFormula", (roll.formula ?? "").cut(FieldLimits.formula))
        writer.member("result", (roll.total?.rounded).map(FieldLimits.clamped))
        writer.array("diceResults") { writer in
            let active = roll.activeValues
            for value in active.prefix(FieldLimits.dice) { writer.int(FieldLimits.clamped(value)) }
            // The server takes the largest and smallest die of a critical: the list must not be empty.
            if active.isEmpty, critical != nil, let total = roll.total {
                writer.int(FieldLimits.clamped(total.rounded))
            }
        }
        writer.member("isCritical", critical != nil)
        writer.member("criticalType", critical?.kind.rawValue)
        if let critical {
            writer.member("severity", critical.severity.rawValue)
            writer.member("criticalLabel", critical.label)
            writer.member("criticalCategory", critical.category)
        }
        writer.member("isHidden", isHidden)
        writer.member("rollType", reading.rollType?.cut(FieldLimits.rollType))
        writer.member("skill", reading.skill?.cut(FieldLimits.skill))
        writer.member("skillRaw", reading.skillRaw?.cut(FieldLimits.skillRaw))
        writer.member("ability", reading.ability?.cut(FieldLimits.ability))
        writer.member("abilityRaw", reading.abilityRaw?.cut(FieldLimits.abilityRaw))
        writer.array("modifiers") { writer in
            for modifier in reading.modifiers.prefix(50) { writer.string(modifier.cut(FieldLimits.name)) }
        }
        writer.object("metadata") { writeMetadata(into: &$0) }
        if let timestamp = message?.timestamp { writer.member("timestamp", timestamp) }
        writer.endObject()
    }

    /// What the server stores as it is: the facts that its own columns have no place for.
    private func writeMetadata(into writer: inout JSONWriter) {
        writer.member("system", system)
        writer.member("messageId", message?.id)
        writer.member("timestamp", message?.timestamp)
        writer.member("naturalD20", reading.naturalD20)
        writer.array("discardedDice") { writer in
            for value in roll.discardedValues.prefix(FieldLimits.dice) { writer.int(value) }
        }
        writer.member("advantage", reading.advantage)
        if let total = roll.total, !total.isWhole { writer.member("total", total.value) }
        if let flavor = message?.plainFlavor { writer.member("flavor", flavor) }
        if let save = reading.save { writer.member("save", save) }
        if let degree = reading.degreeOfSuccess { writer.member("degreeOfSuccess", degree) }
        if let outcome = reading.outcome { writer.member("outcome", outcome) }
        if let dc = reading.dc { writer.number("dc", dc) }
        if !reading.damageTypes.isEmpty {
            writer.array("damageTypes") { writer in
                for type in reading.damageTypes { writer.string(type) }
            }
        }
        if !withholdsCritical {
            if let isCriticalDamage = reading.isCriticalDamage { writer.member("isCriticalDamage", isCriticalDamage) }
            if let d20Critical = reading.d20Critical { writer.member("d20Critical", d20Critical.rawValue) }
        }
        writer.array("dice") { writer in
            for die in roll.dice.prefix(100) {
                writer.object { writer in
                    writer.member("faces", die.faces)
                    writer.array("results") { writer in
                        for result in die.results.prefix(200) { writer.int(result.face) }
                    }
                    writer.array("active") { writer in
                        for value in die.activeValues.prefix(200) { writer.int(value) }
                    }
                }
            }
        }
    }
}

/// Who rolled, as the server knows it.
package struct RollSpeaker: Sendable, Hashable {
    /// The character's id: an actor's, or a stable one for rolls without an actor.
    package let id: String
    /// The name the overlay shows.
    package let name: String

    /// - Parameters:
    ///   - id: the character's id, not empty.
    ///   - name: the name to show.
    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }

    /// The speaker of a message. A roll that no actor made belongs to its user, or else to the table itself: an id that
    /// stays the same, so that no character is invented or renamed on the server.
    /// - Parameters:
    ///   - message: the message, nil for a roll on its own.
    ///   - actor: the actor that the message names, when the world has it.
    ///   - author: the user who wrote it, when the world has it.
    ///   - tableName: what to show when nothing else is known.
    package init(of message: ChatMessage?, actor: Actor?, author: User?, tableName: String) {
        if let actorID = message?.actorID {
            self.init(id: actorID, name: actor?.name ?? message?.alias ?? tableName)
        } else if let authorID = message?.authorID {
            self.init(id: "user:\(authorID)", name: message?.alias ?? author?.name ?? tableName)
        } else {
            self.init(id: "table", name: message?.alias ?? tableName)
        }
    }
}
