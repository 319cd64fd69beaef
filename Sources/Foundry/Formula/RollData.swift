public import JSON

/// What the `@path` references of a formula mean.
public struct RollData: Sendable {
    /// What becomes of a reference without a value.
    public enum Missing: Sendable, Hashable {
        /// It counts as 0 and is named in ``EvaluatedRoll/missingData``. Foundry does so when a roll is made.
        case zero
        /// The evaluation fails with ``RollFormulaError/Code/missingData(_:)``.
        case refused
    }

    /// What becomes of a reference without a value.
    public var missing: Missing
    private let lookup: @Sendable (String) -> JSONView

    /// No data: every reference is without value, and refused.
    public static let none = RollData(missing: .refused) { _ in .missing }

    /// The members of a document, such as an actor's `system`: `@abilities.str.mod`.
    public init(_ json: JSONView, missing: Missing = .zero) {
        self.init(missing: missing) { path in
            // A whole key comes first, as some modules keep keys with dots in them.
            let whole = json[path]
            if whole.exists { return whole }
            var view = json
            for key in path.split(separator: ".", omittingEmptySubsequences: false) { view = view[String(key)] }
            return view
        }
    }

    /// Values from anywhere: `lookup` gets the path without its `@`.
    public init(missing: Missing = .zero, _ lookup: @escaping @Sendable (String) -> JSONView) {
        self.missing = missing
        self.lookup = lookup
    }

    /// The text that takes the reference's place; nil when there is no value.
    func text(of path: String) throws(RollFormulaError) -> String? {
        let value = lookup(path)
        switch value.kind {
        case .missing, .null: return nil
        case .number: return value.double.map { RollTotal($0).text }
        case .string: return value.string?.trimmingSpaces
        case .bool: return value.isTrue ? "1" : "0"
        case .array, .object: throw RollFormulaError(.unusableData(path))
        }
    }
}

/// Finds `@path` references as Foundry does: letters, digits, dots, hyphens and underscores after an `@`.
struct ReferenceScan {
    private(set) var paths: [String] = []
    /// The text between the references: always one more piece than there are paths.
    private var pieces: [String] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        var position = 0
        while position < bytes.count {
            var end = position + 1
            if bytes[position] == UInt8(ascii: "@") {
                while end < bytes.count, Self.isPathByte(bytes[end]) { end += 1 }
                if end > position + 1 {
                    pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
                    paths.append(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
                    start = end
                }
            }
            position = end
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The text with every reference replaced.
    func replacing(_ value: (String) -> String) -> String {
        var result = pieces.first ?? ""
        for (path, piece) in zip(paths, pieces.dropFirst()) {
            result += value(path)
            result += piece
        }
        return result
    }
}
