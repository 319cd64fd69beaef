import Foundry
import JSON

/// The first line is a document, the rest a change. A merge gives an object or an error; an empty one changes nothing.
enum DocumentMergesFuzz {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let end = input.firstIndex(of: 0x0A),
            let document = try? JSONDocument(copying: UnsafeRawBufferPointer(rebasing: input[..<end])).root,
            let change = try? JSONDocument(copying: UnsafeRawBufferPointer(rebasing: input[(end + 1)...])).root
        else { return }
        guard document.isObject, let empty = try? JSONDocument("{}").root else { return }
        if let merged = try? DocumentMerge(change, collections: ["items": ["effects"], "effects": []]).apply(
            to: document)
        {
            precondition(merged.isObject, "a merge that is no object")
            _ = merged.saysTheSame(as: document)
        }
        let same = try? DocumentMerge(empty).apply(to: document)
        precondition(same?.saysTheSame(as: document) == true, "an empty change changes something")
    }
}
