public import JSON

/// A Foundry record seen through its JSON: a thin, read-only view that keeps the whole document.
///
/// The properties read what the library needs; everything else stays readable through ``json``. A field of the wrong type
/// reads as absent, never as a crash. Both the stored form ("source") and the form that a running game sends ("prepared")
/// are accepted, of Foundry 8 to 14 (contract: adapters, section 1).
public protocol FoundryDocument: Sendable {
    /// The kind of document this view is for.
    static var kind: DocumentKind { get }
    /// The document itself.
    var json: JSONView { get }
    /// Looks at `json` as this kind of document; nothing is checked here.
    init(_ json: JSONView)
}

extension FoundryDocument {
    /// `_id`, or `id` as live objects and hand-made JSON have it; nil when there is neither.
    public var id: String? { json.documentID }

    /// The name as stored, nil when absent or empty.
    public var name: String? { json["name"].nonEmptyString }

    /// The type as stored (`character`, `weapon`, …); numbers, as old chat messages have them, read as nil.
    public var type: String? { json["type"].nonEmptyString }

    /// The game system's data: `system` (Foundry 10 and later), else `data`.
    public var systemData: JSONView {
        let system = json["system"]
        return system.isObject ? system : json["data"]
    }

    /// The flags of modules and systems.
    public var flags: JSONView { json["flags"] }

    /// The game system that wrote the document, when it says so; often absent, even in new worlds.
    public var systemID: String? { json["_stats"]["systemId"].nonEmptyString }

    /// The version of the game system that wrote the document, when it says so.
    public var systemVersion: String? { json["_stats"]["systemVersion"].nonEmptyString }

    /// The version of Foundry that wrote the document, when it says so.
    public var coreVersion: String? { json["_stats"]["coreVersion"].nonEmptyString }
}

extension JSONView {
    /// The document's `_id`, else its `id`.
    package var documentID: String? { self["_id"].nonEmptyString ?? self["id"].nonEmptyString }

    /// The string, unless it is empty or the value is not a string.
    package var nonEmptyString: String? {
        guard let text = string, !text.isEmpty else { return nil }
        return text
    }

    /// A finite number, or a string that spells one: old worlds keep numbers as text.
    package var lenientDouble: Double? {
        if let number = double { return number.isFinite ? number : nil }
        guard let text = string, text.utf8.count <= 32 else { return nil }
        guard let number = Double(text.trimmingSpaces), number.isFinite else { return nil }
        return number
    }

    /// A whole number, or a string that spells one.
    package var lenientInt: Int? {
        if let number = int { return number }
        guard let number = lenientDouble else { return nil }
        return Int(exactly: number)
    }

    /// Whether the value is a string in which `text` occurs; escapes are not resolved.
    package func contains(_ text: StaticString) -> Bool {
        guard isString, text.hasPointerRepresentation else { return false }
        let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return withJSONText { bytes in
            guard bytes.count >= wanted.count else { return false }
            return (0...(bytes.count - wanted.count)).contains { start in
                bytes[start] == wanted.first && bytes[start...].starts(with: wanted)
            }
        }
    }

    /// Whether the value is the literal `true`; every other value, of any type, is not.
    package var isTrue: Bool { bool == true }
}

extension StringProtocol {
    /// The text without ASCII white space and no-break spaces at its ends.
    package var trimmingSpaces: String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) || scalar.value == 0xA0
        }
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return "" }
        guard isSpace(first) || isSpace(last) else { return String(self) }
        var scalars = String(self).unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }
}
