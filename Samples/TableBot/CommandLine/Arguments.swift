/// The words after a command: options with a value, flags, and the rest.
struct Arguments {
    private var values: [String: String] = [:]
    private var present: Set<String> = []
    /// Words that belong to no option.
    private(set) var operands: [String] = []
    private let console: Console

    /// - Parameters:
    ///   - options: names that take a value, as `--name VALUE` or `--name=VALUE`.
    ///   - flags: names that take none. `--json` is always known.
    init(_ words: some Sequence<String>, options: Set<String>, flags: Set<String>, console: Console) throws {
        self.console = console
        var rest = Array(words)[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("--") else {
                operands.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            if flags.contains(name) || name == "json", parts.count == 1 {
                present.insert(name)
            } else if options.contains(name) {
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw UsageError(
                        console.text(en: "--\(name) needs a value.", fr: "--\(name) attend une valeur."))
                }
                values[name] = value
            } else {
                throw UsageError(
                    console.text(en: "Unknown option --\(name).", fr: "L’option --\(name) est inconnue."))
            }
        }
    }

    func has(_ flag: String) -> Bool { present.contains(flag) }

    subscript(name: String) -> String? { values[name] }

    func required(_ name: String) throws -> String {
        guard let value = values[name], !value.isEmpty else {
            throw UsageError(console.text(en: "--\(name) is missing.", fr: "Il manque --\(name)."))
        }
        return value
    }

    /// A whole number in a range.
    func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws -> Int {
        guard let text = values[name] else { return fallback }
        guard let value = Int(text), range.contains(value) else {
            throw UsageError(
                console.text(
                    en: "--\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound).",
                    fr: "--\(name) attend un entier de \(range.lowerBound) à \(range.upperBound)."))
        }
        return value
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, default fallback: Choice
    ) throws -> Choice where Choice.RawValue == String {
        guard let text = values[name] else { return fallback }
        guard let value = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError(
                console.text(en: "--\(name) takes one of: \(known).", fr: "--\(name) attend l’un de : \(known)."))
        }
        return value
    }

    /// Refuses words that no option asked for.
    func expectNoOperands() throws {
        if let first = operands.first {
            throw UsageError(console.text(en: "Unexpected “\(first)”.", fr: "« \(first) » est de trop."))
        }
    }
}
