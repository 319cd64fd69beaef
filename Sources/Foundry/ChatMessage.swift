public import JSON

/// A message of the chat log, with the rolls it carries (contract: adapters, section 3).
public struct ChatMessage: FoundryDocument {
    public static var kind: DocumentKind { .chatMessage }
    public let json: JSONView

    public init(_ json: JSONView) { self.json = json }

    /// The rolls that can be read, each with its own identity. An entry that is neither an object nor the text of one is
    /// left out; the others keep their place as index. Parses on each call: keep the result when it is needed twice.
    public var rolls: [Roll] {
        let messageID = id
        var rolls: [Roll] = []
        let stored = json["rolls"]
        if stored.count > 0, stored.isArray {
            for (index, entry) in stored.array.enumerated() {
                if let roll = Self.roll(entry, index: index, messageID: messageID) { rolls.append(roll) }
            }
        } else if let roll = Self.roll(json["roll"], index: 0, messageID: messageID) {
            rolls.append(roll)
        }
        return rolls
    }

    private static func roll(_ entry: JSONView, index: Int, messageID: String?) -> Roll? {
        if entry.isObject { return Roll(entry, index: index, messageID: messageID) }
        guard let text = entry.nonEmptyString, let document = try? JSONDocument(text), document.root.isObject else {
            return nil
        }
        return Roll(document.root, index: index, messageID: messageID)
    }

    /// The ids of the users the message is whispered to.
    public var whisper: [String] { json["whisper"].array.compactMap { $0.string ?? $0.documentID } }

    /// Whether not everyone at the table may see the message: it is whispered or blind. Nothing else decides; a roll's
    /// `rollMode` is only what was asked for, and the `hidden` of a die result is no secrecy flag.
    public var isHidden: Bool {
        let whisper = json["whisper"]
        return whisper.count > 0 || whisper.nonEmptyString != nil || isBlind
    }

    /// Whether not even the author sees the result.
    public var isBlind: Bool { json["blind"].isTrue }

    /// Who was meant to see the message.
    public var rollMode: RollMode {
        if isBlind { return .blind }
        guard isHidden else { return .public }
        let whisper = self.whisper
        return whisper.count == 1 && whisper.first == authorID ? .selfOnly : .private
    }

    /// The id of the user who wrote the message (`author`, or `user` before Foundry 12).
    public var authorID: String? { Self.reference(json["author"]) ?? Self.reference(json["user"]) }

    private static func reference(_ view: JSONView) -> String? { view.nonEmptyString ?? view.documentID }

    /// The id of the world actor that speaks; for an unlinked token that of its base actor.
    public var actorID: String? { Self.reference(json["speaker"]["actor"]) }

    /// The name shown as speaker; a user's name when no actor speaks.
    public var alias: String? { json["speaker"]["alias"].nonEmptyString }

    /// The id of the token that speaks.
    public var tokenID: String? { Self.reference(json["speaker"]["token"]) }

    /// The id of the scene of the token that speaks.
    public var sceneID: String? { Self.reference(json["speaker"]["scene"]) }

    /// The text above the message as stored; some systems put thousands of characters of HTML there. See ``plainFlavor``.
    public var flavor: String? { json["flavor"].nonEmptyString }

    /// The flavor as plain text, at most 500 characters; nil when nothing is left.
    public var plainFlavor: String? { flavor.flatMap { plainText($0, limit: 500) } }

    /// The message's own text, usually HTML.
    public var content: String? { json["content"].nonEmptyString }

    /// When the message was made, in milliseconds since 1970; nil when absent.
    public var timestamp: Int? {
        let stored = json["timestamp"]
        return stored.lenientInt ?? stored.lenientDouble.flatMap { Int(exactly: $0.rounded()) }
    }

    /// Whether the message rolls initiative; every system sets the same flag.
    public var isInitiative: Bool { flags["core"]["initiativeRoll"].isTrue }

    /// Whether the message shows a draw from a rollable table. It carries dice, yet nobody rolled to do something.
    public var isTableDraw: Bool { !flags["core"]["RollTable"].isNull }
}

/// Who was meant to see a message.
public enum RollMode: String, Sendable, Hashable {
    /// Everybody.
    case `public`
    /// The author and the game masters.
    case `private`
    /// The game masters only, not even the author.
    case blind
    /// Only the author; the only game master's private roll looks the same.
    case selfOnly = "self"
}
