public import JSON

/// The kinds of Foundry documents this library reads.
public enum DocumentKind: String, Sendable, Hashable, CaseIterable {
    /// A character, creature, vehicle, ….
    case actor = "Actor"
    /// A thing, spell, feature, …: of an actor, or of the world.
    case item = "Item"
    /// A message of the chat log, with or without rolls.
    case chatMessage = "ChatMessage"
    /// An encounter.
    case combat = "Combat"
    /// Somebody who takes part in an encounter; embedded in it.
    case combatant = "Combatant"
    /// A person at the table.
    case user = "User"
    /// A roll on its own, outside any message.
    case roll = "Roll"

    /// Recognises a document by its content; nil when it is none of these (a scene, a journal, a setting, …).
    ///
    /// Nothing in a stored document names its kind, so the fields that only one kind has decide.
    public init?(detecting json: JSONView) {
        guard json.isObject else { return nil }
        if let named = Self(collectionKeyOf: json) {
            self = named
            return
        }
        if json["terms"].isArray || (json["formula"].isString && json["class"].isString) {
            self = .roll
        } else if json["combatants"].isArray {
            self = .combat
        } else if Self.looksLikeMessage(json) {
            self = .chatMessage
        } else if json["initiative"].exists || (json["tokenId"].exists && json["actorId"].exists) {
            self = .combatant
        } else if json["role"].isNumber && !json["type"].isString {
            self = .user
        } else if json["prototypeToken"].isObject || (json["items"].isArray && json["type"].isString) {
            self = .actor
        } else if json["type"].isString, Self.hasSystemData(json) {
            let isOldActor = json["token"].isObject
            guard isOldActor || !Self.looksForeign(json) else { return nil }
            self = isOldActor ? .actor : .item
        } else {
            return nil
        }
    }

    /// Compendium sources carry a key such as `!actors!wIx…`.
    private init?(collectionKeyOf json: JSONView) {
        guard let key = json["_key"].string, key.utf8.first == UInt8(ascii: "!") else { return nil }
        let collection = key.dropFirst().prefix { $0 != "!" }
        switch collection.prefix(while: { $0 != "." }) == collection ? collection : "" {
        case "actors": self = .actor
        case "items": self = .item
        case "messages": self = .chatMessage
        case "combats": self = .combat
        case "users": self = .user
        default: return nil
        }
    }

    private static func looksLikeMessage(_ json: JSONView) -> Bool {
        if json["rolls"].isArray || json["whisper"].isArray || json["speaker"].isObject { return true }
        return json["content"].isString && json["timestamp"].isNumber
    }

    private static func hasSystemData(_ json: JSONView) -> Bool {
        json["system"].isObject || json["data"].isObject
    }

    /// Cards and journal pages have a type and system data too.
    private static func looksForeign(_ json: JSONView) -> Bool {
        json["cards"].isArray || json["faces"].isArray || json["text"].isObject || json["pages"].isArray
            || json["changes"].isArray
    }
}
