import Foundry
import JSON
import Testing

/// Parses a literal of the test itself.
func json(_ text: String) throws -> JSONView { try JSONDocument(text).root }

func roll(_ text: String) throws -> Roll { Roll(try json(text)) }

/// A combat whose combatants are given as `id: initiative`, in stored order.
func combat(_ combatants: String, round: Int = 1, turn: Int? = 0, more: String = "") throws -> Combat {
    let turn = turn.map(String.init) ?? "null"
    return Combat(try json(#"{"_id":"C","round":\#(round),"turn":\#(turn),"combatants":[\#(combatants)]\#(more)}"#))
}

/// The result of a merge, for comparing without regard to order or spelling.
func merged(_ document: String, _ change: String, collections: EmbeddedCollections = [:]) throws -> JSONView {
    try DocumentMerge(json(change), collections: collections).apply(to: json(document))
}
