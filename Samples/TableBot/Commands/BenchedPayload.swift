import Foundry
import JSON

/// The payload of a file, to be written anew for each event as a careful user of the library would: a roll from typed
/// values, anything else by walking the parsed document and writing each key and value.
enum BenchedPayload {
    case roll(BenchedRoll)
    case document(JSONView)

    static func read(_ file: String) throws -> BenchedPayload {
        do {
            let json = try JSONDocument(readFile(file, limit: LineReader.maximumLine)).root
            return BenchedRoll(json).map { .roll($0) } ?? .document(json)
        } catch {
            let reason = (error as? FileProblem)?.reason ?? "\(error)"
            throw BotError(code: .badInput, message: "\(file): \(reason)")
        }
    }

    // Not inlined, so that no part of the work can be done once for all events.
    @inline(never)
    func write(into writer: inout JSONWriter) {
        switch self {
        case .roll(let roll): roll.write(into: &writer)
        case .document(let view): Self.walk(view, &writer)
        }
    }

    private static func walk(_ view: JSONView, _ writer: inout JSONWriter) {
        switch view.kind {
        case .missing, .null: writer.null()
        case .bool: writer.bool(view.bool ?? false)
        case .number:
            if let whole = view.int { writer.int(whole) } else { writer.double(view.double ?? 0) }
        case .string: writer.string(view.string ?? "")
        case .array:
            writer.beginArray()
            for element in view.array { walk(element, &writer) }
            writer.endArray()
        case .object:
            writer.beginObject()
            for member in view.object {
                writer.key(member.key)
                walk(member.value, &writer)
            }
            writer.endObject()
        }
    }
}
