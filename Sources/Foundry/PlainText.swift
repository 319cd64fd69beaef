/// The readable text of a piece of Foundry HTML: tags gone, entities decoded, white space collapsed.
///
/// What a browser would not show (scripts, styles, comments) is dropped with its content. The walk is one pass and keeps no
/// more than `limit` characters, whatever the input's length.
/// - Parameters:
///   - html: the text as stored; plain text passes through.
///   - limit: the most characters to keep, counted in UTF-16 units as the server counts them; a character is never cut
///     in half.
/// - Returns: nil when nothing readable is left.
public func plainText(_ html: String, limit: Int) -> String? {
    var reader = PlainTextReader(limit: limit)
    reader.read(html)
    return reader.text.isEmpty ? nil : reader.text
}

/// The first characters of `text` whose UTF-16 length is at most `limit`; never half a character.
public func clipped(_ text: String, to limit: Int) -> String {
    // A string's UTF-16 form is never longer than its UTF-8 form.
    guard text.utf8.count > limit, text.utf16.count > limit else { return text }
    var kept = 0
    var end = text.startIndex
    while end < text.endIndex {
        let next = text.index(after: end)
        kept += text[end..<next].utf16.count
        if kept > limit { break }
        end = next
    }
    return String(text[..<end])
}

private struct PlainTextReader {
    let limit: Int
    private(set) var text = ""
    private var length = 0
    private var pendingSpace = false
    private var isFull = false

    init(limit: Int) { self.limit = max(0, limit) }

    mutating func read(_ html: String) {
        let scalars = html.unicodeScalars
        var position = scalars.startIndex
        while position < scalars.endIndex, !isFull {
            let scalar = scalars[position]
            switch scalar {
            case "<":
                if let tag = tag(scalars, from: position) {
                    position = tag.end
                    if tag.partsWords { pendingSpace = true }
                    continue
                }
                append(scalar)
            case "&":
                if let (decoded, end) = entity(scalars, from: position) {
                    append(decoded)
                    position = end
                    continue
                }
                append(scalar)
            default:
                append(scalar)
            }
            position = scalars.index(after: position)
        }
        if length > limit { text = clipped(text, to: limit).trimmingSpaces }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.properties.isWhitespace {
            pendingSpace = true
            return
        }
        // Control and formatting characters have nothing to show and can reorder what an overlay shows.
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned: return
        case .format where scalar != "\u{200D}": return
        default: break
        }
        if pendingSpace, !text.isEmpty {
            text.unicodeScalars.append(" ")
            length += 1
        }
        pendingSpace = false
        text.unicodeScalars.append(scalar)
        length += scalar.value > 0xFFFF ? 2 : 1
        // Read a little past the limit, so that clipping sees whether the last character goes on.
        isFull = length > limit + 32
    }

    private typealias Scalars = String.UnicodeScalarView

    /// The tag, comment or silent element that starts at `start`; nil when none does. Tags that only change the letters'
    /// look part no words, all others do.
    private func tag(_ scalars: Scalars, from start: Scalars.Index) -> (end: Scalars.Index, partsWords: Bool)? {
        var position = scalars.index(after: start)
        guard position < scalars.endIndex else { return nil }
        if scalars[position...].starts(with: "!--".unicodeScalars) {
            return (end(of: "-->", in: scalars, from: position) ?? scalars.endIndex, true)
        }
        let first = scalars[position]
        guard first == "/" || first == "!" || first == "?" || isLetter(first) else { return nil }
        if first == "/" { position = scalars.index(after: position) }
        var name = ""
        while position < scalars.endIndex, isLetter(scalars[position]), name.utf8.count < 10 {
            name.unicodeScalars.append(scalars[position])
            position = scalars.index(after: position)
        }
        name = name.lowercased()
        var quote: Unicode.Scalar?
        while position < scalars.endIndex {
            let scalar = scalars[position]
            position = scalars.index(after: position)
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                let end = first == "/" ? position : silentEnd(name, scalars, from: position)
                return (end, !Self.lettering.contains(name))
            }
        }
        return (scalars.endIndex, true)
    }

    private static let lettering: Set<String> = [
        "a", "b", "code", "em", "i", "mark", "s", "small", "strong", "sub", "sup", "u",
    ]

    private func silentEnd(_ name: String, _ scalars: Scalars, from position: Scalars.Index) -> Scalars.Index {
        switch name {
        case "script": end(of: "</script>", in: scalars, from: position) ?? scalars.endIndex
        case "style": end(of: "</style>", in: scalars, from: position) ?? scalars.endIndex
        default: position
        }
    }

    /// The place after the next `marker`, compared without case.
    private func end(of marker: String, in scalars: Scalars, from start: Scalars.Index) -> Scalars.Index? {
        let wanted = Array(marker.unicodeScalars)
        var matched = 0
        var position = start
        while position < scalars.endIndex {
            let scalar = scalars[position].properties.lowercaseMapping.unicodeScalars.first ?? scalars[position]
            position = scalars.index(after: position)
            // The markers repeat no prefix of themselves except their first character, and "--->" ends a comment too.
            if scalar == wanted[matched] {
                matched += 1
            } else if !(wanted[0] == "-" && matched == 2 && scalar == "-") {
                matched = scalar == wanted[0] ? 1 : 0
            }
            if matched == wanted.count { return position }
        }
        return nil
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private func entity(_ scalars: Scalars, from start: Scalars.Index) -> (Unicode.Scalar, Scalars.Index)? {
        var name = ""
        var position = scalars.index(after: start)
        while position < scalars.endIndex, name.utf8.count < 12 {
            let scalar = scalars[position]
            position = scalars.index(after: position)
            if scalar == ";" {
                return Self.decode(name).map { ($0, position) }
            }
            guard scalar == "#" || isLetter(scalar) || ("0"..."9").contains(scalar) else { return nil }
            name.unicodeScalars.append(scalar)
        }
        return nil
    }

    private static func decode(_ name: String) -> Unicode.Scalar? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
        return namedEntities[name]
    }

    private static let namedEntities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
        "thinsp": " ", "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "laquo": "«", "raquo": "»", "times": "×", "minus": "−", "plusmn": "±", "middot": "·",
        "bull": "•", "deg": "°", "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "acirc": "â",
        "ccedil": "ç", "ocirc": "ô", "ugrave": "ù", "ucirc": "û", "icirc": "î", "iuml": "ï", "euml": "ë",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß", "ntilde": "ñ", "oelig": "œ", "aelig": "æ",
        "copy": "©", "reg": "®", "trade": "™", "frac12": "½", "frac14": "¼", "frac34": "¾",
    ]
}
