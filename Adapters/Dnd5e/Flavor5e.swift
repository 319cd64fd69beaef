/// What the text above a roll says, in English or French: the last resort, for rolls whose flags say nothing (contract:
/// adapters, sections 4.3 and 8).
struct Flavor5e {
    private let text: String

    /// - Parameter text: plain text, already limited in length.
    init(_ text: String) { self.text = text.lowercased() }

    /// The type of the longest phrase that the text contains.
    var rollType: String? {
        guard !text.isEmpty, let type = longest(Self.phrases, \.phrase)?.type else { return nil }
        // "Check" alone is a skill's or an ability's.
        return type == "check" ? (skill == nil ? "ability" : "skill") : type
    }

    var skill: String? { longest(Skills5e.spoken, \.name)?.skill }

    var ability: String? { longest(Abilities5e.names, \.name)?.key }

    private func longest<Entry>(_ entries: [Entry], _ phrase: (Entry) -> String) -> Entry? {
        var best: Entry?
        var length = 0
        for entry in entries where phrase(entry).utf8.count > length && containsWords(phrase(entry)) {
            best = entry
            length = phrase(entry).utf8.count
        }
        return best
    }

    /// Whether the text contains `phrase` between word boundaries.
    private func containsWords(_ phrase: String) -> Bool {
        var rest = text[...]
        while let found = rest.firstRange(of: phrase) {
            let before = found.lowerBound == text.startIndex ? nil : text[text.index(before: found.lowerBound)]
            let after = found.upperBound == text.endIndex ? nil : text[found.upperBound]
            if before?.isLetter != true, after?.isLetter != true { return true }
            rest = rest[text.index(after: found.lowerBound)...]
        }
        return false
    }

    private static let phrases: [(phrase: String, type: String)] = [
        ("attack roll", "attack"), ("attack", "attack"), ("jet d'attaque", "attack"), ("jet d’attaque", "attack"),
        ("attaque", "attack"),
        ("damage roll", "damage"), ("damage", "damage"), ("jet de dégâts", "damage"), ("jet de dommages", "damage"),
        ("dégâts", "damage"), ("dommages", "damage"),
        ("saving throw", "save"), ("save", "save"), ("jet de sauvegarde", "save"), ("sauvegarde", "save"),
        ("death saving throw", "death"), ("death save", "death"), ("jet de sauvegarde contre la mort", "death"),
        ("sauvegarde contre la mort", "death"), ("jet contre la mort", "death"),
        ("ability check", "ability"), ("test de caractéristique", "ability"), ("jet de caractéristique", "ability"),
        ("skill check", "skill"), ("test de compétence", "skill"), ("jet de compétence", "skill"),
        ("check", "check"), ("test", "check"),
        ("tool check", "tool"), ("test d'outil", "tool"), ("test d’outil", "tool"),
        ("initiative", "initiative"),
        ("hit dice", "hitDie"), ("hit die", "hitDie"), ("dés de vie", "hitDie"), ("dé de vie", "hitDie"),
        ("healing", "healing"), ("soins", "healing"), ("soin", "healing"), ("guérison", "healing"),
        ("concentration", "concentration"),
    ]
}
