import Bytes
import JSON

/// Parsing never crashes; what it accepts can be walked, written and read again as an equal value; an error points into
/// the text.
enum JSONParserFuzz {
    static func run(_ input: UnsafeRawBufferPointer) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(copying: input, limits: JSONLimits(maximumBytes: 1 << 20, maximumDepth: 200))
        } catch {
            precondition((0...input.count).contains(error.byteOffset), "an error outside the text")
            return
        }
        let root = document.root
        precondition(walk(root) > 0)
        let value = root.value
        precondition(reread { $0.value(value) }.value == value, "a written value reads back different")
        precondition(reread { $0.value(root) }.value == value, "a copied value reads back different")
        let canonical = reread { $0.canonical(root) }
        precondition(reread { $0.canonical(canonical) }.jsonText == canonical.jsonText, "no canonical form")
    }

    /// Looks at everything every value says of itself.
    private static func walk(_ view: JSONView) -> Int {
        var seen = 1
        switch view.kind {
        case .missing: preconditionFailure("a missing value inside a document")
        case .array:
            for element in view.array { seen += walk(element) }
            precondition(!view[view.count].exists && (view.count == 0 || view[view.count - 1].exists))
        case .object:
            var count = 0
            for member in view.object {
                count += 1
                seen += walk(member.value)
                if count <= 8 { precondition(view[member.key].exists, "a member that is not found") }
            }
            precondition(count == view.count)
        case .string: precondition(view.string != nil)
        case .number:
            precondition(view.numberText == view.jsonText)
            if let int = view.int, abs(int / 2) < 1 << 51 { precondition(view.double == Double(int)) }
            _ = view.uint64
        case .bool: precondition(view.bool != nil)
        case .null: precondition(view.isNull)
        }
        return seen
    }

    private static func reread(_ write: (inout JSONWriter) -> Void) -> JSONView {
        var writer = JSONWriter()
        write(&writer)
        guard let document = try? JSONDocument(writer.finish()) else {
            preconditionFailure("what was written is no JSON")
        }
        return document.root
    }
}
