/// Whether `left` sorts before `right` by code units, as JavaScript's `<` compares: capital letters before small ones.
package func codeUnitsPrecede(_ left: String, _ right: String) -> Bool {
    left.utf16.lexicographicallyPrecedes(right.utf16)
}

/// Whether `left` sorts before `right` the way people sort names, a close relative of JavaScript's `localeCompare`: letters
/// without regard to case and accents first, then accents, then small letters before capital ones.
package func namesPrecede(_ left: String, _ right: String) -> Bool {
    let one = left.unicodeScalars.flatMap(collationElements)
    let other = right.unicodeScalars.flatMap(collationElements)
    for level in [\CollationElement.primary, \.secondary, \.tertiary] {
        let a = one.lazy.map { $0[keyPath: level] }.filter { $0 != 0 }
        let b = other.lazy.map { $0[keyPath: level] }.filter { $0 != 0 }
        if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
    }
    return codeUnitsPrecede(left, right)
}

/// The weights of one scalar on the three levels; 0 does not take part.
private struct CollationElement {
    var primary: UInt32
    var secondary: UInt32
    var tertiary: UInt32
}

private func collationElements(_ scalar: Unicode.Scalar) -> [CollationElement] {
    // Canonical decomposition parts a letter from its accents.
    String(Character(scalar)).decomposedStringScalars.map { part in
        if part.properties.canonicalCombiningClass != .notReordered {
            return CollationElement(primary: 0, secondary: part.value, tertiary: 0)
        }
        let lower = part.properties.lowercaseMapping.unicodeScalars.first ?? part
        let group: UInt32 =
            if part.properties.isWhitespace {
                1
            } else if part.properties.numericType != nil {
                3
            } else if part.properties.isAlphabetic {
                4
            } else {
                2
            }
        // Scalars stay below 2^21, so the group above them never collides.
        return CollationElement(primary: group << 24 | lower.value, secondary: 1, tertiary: lower == part ? 1 : 2)
    }
}

extension String {
    /// The scalars of the canonical decomposition. The standard library keeps its own table of it for comparing strings
    /// but does not show it; equality under that table finds the base letter for the Latin letters that names use.
    fileprivate var decomposedStringScalars: [Unicode.Scalar] {
        guard let scalar = unicodeScalars.first, scalar.value > 0x7F else { return Array(unicodeScalars) }
        return AccentTable.decompositions[scalar] ?? [scalar]
    }
}

/// Accented Latin letters with their bases, found once by composing every base with every mark.
private enum AccentTable {
    static let decompositions: [Unicode.Scalar: [Unicode.Scalar]] = {
        let marks: [Unicode.Scalar] = [
            "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{30A}",
            "\u{30B}",
            "\u{30C}", "\u{31B}", "\u{323}", "\u{327}", "\u{328}",
        ]
        let letters = (UInt32(0x41)...0x7A).compactMap(Unicode.Scalar.init).filter(\.properties.isAlphabetic)
        var composed: [Character: [Unicode.Scalar]] = [:]
        for letter in letters {
            for mark in marks {
                composed[Character(String(String.UnicodeScalarView([letter, mark])))] = [letter, mark]
            }
        }
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        // Latin-1 Supplement to Latin Extended-B, and Latin Extended Additional.
        for value in Array(UInt32(0xC0)...0x24F) + Array(UInt32(0x1E00)...0x1EFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // Characters compare by canonical equivalence, so the precomposed letter finds its parts.
            if let parts = composed[Character(scalar)] { table[scalar] = parts }
        }
        return table
    }()
}
