/// A strict RFC 8259 parser in one pass: text in, tape out.
///
/// Memory safety: `text` is followed by zero bytes, and a zero byte ends every scan (it is valid nowhere in JSON), so no
/// load passes the padding. The tape grows before each value, by what one value can need.
///
/// Choices the grammar leaves open: a leading byte order mark is skipped; a lone surrogate escape is accepted and reads
/// as U+FFFD; numbers of any size are accepted and kept as text.
struct JSONParser {
    private let text: UnsafeMutablePointer<UInt8>
    private let count: Int
    private let maximumDepth: Int
    private var tape: UnsafeMutablePointer<UInt64>
    private var tapeCapacity: Int
    private var tapeCount = 0
    /// Tape index of the innermost container that is open, and how many are. While a container is open, the low half of
    /// its second word holds the index of the one around it, plus one: small texts need no memory for a stack.
    private var container = -1
    private var depth = 0

    init(text: UnsafeMutablePointer<UInt8>, count: Int, maximumDepth: Int) {
        self.text = text
        self.count = count
        self.maximumDepth = maximumDepth
        tapeCapacity = count / 6 + 16
        tape = .allocate(capacity: tapeCapacity)
    }

    /// Hands the tape over, cut to size when much of it is unused. Call once.
    mutating func takeTape() -> (UnsafeMutablePointer<UInt64>, Int) {
        if tapeCapacity > 64, tapeCount < tapeCapacity / 2 {
            let fitted = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, tapeCount))
            fitted.update(from: tape, count: tapeCount)
            tape.deallocate()
            tape = fitted
            tapeCapacity = max(1, tapeCount)
        }
        return (tape, tapeCount)
    }

    @inline(never)
    private mutating func growTape() {
        let wanted = tapeCapacity * 2 + 16
        let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: wanted)
        fresh.update(from: tape, count: tapeCount)
        tape.deallocate()
        tape = fresh
        tapeCapacity = wanted
    }

    @inline(__always)
    private mutating func push(_ word: TapeWord) {
        tape[tapeCount] = word.bits
        tapeCount += 1
    }

    @inline(__always)
    private func skipSpace(_ position: Int) -> Int {
        var p = position
        while true {
            let byte = text[p]
            if byte > 0x20 { return p }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return p }
            p += 1
        }
    }

    private func unexpected(_ position: Int) -> JSONError {
        position >= count
            ? JSONError(code: .unexpectedEnd, byteOffset: count)
            : JSONError(code: .unexpectedByte(text[position]), byteOffset: position)
    }

    /// Fills the tape; returns what is wrong with the text, if anything.
    mutating func parse() -> JSONError? {
        var p = 0
        if count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { p = 3 }
        p = skipSpace(p)

        value: while true {
            if tapeCapacity - tapeCount < 4 { growTape() }
            switch text[p] {
            case UInt8(ascii: "\""):
                switch scanString(from: p + 1) {
                case .success(let end): p = end
                case .failure(let error): return error
                }
            case UInt8(ascii: "{"):
                if let error = begin(.object, at: p) { return error }
                p = skipSpace(p + 1)
                if text[p] == UInt8(ascii: "}") {
                    p = end(at: p)
                } else {
                    if let error = scanKey(&p) { return error }
                    continue value
                }
            case UInt8(ascii: "["):
                if let error = begin(.array, at: p) { return error }
                p = skipSpace(p + 1)
                if text[p] == UInt8(ascii: "]") {
                    p = end(at: p)
                } else {
                    continue value
                }
            case UInt8(ascii: "t"):
                guard text[p + 1] == UInt8(ascii: "r"), text[p + 2] == UInt8(ascii: "u"),
                    text[p + 3] == UInt8(ascii: "e")
                else { return unexpectedLiteral(p, "true") }
                push(TapeWord(.true, low: p))
                p += 4
            case UInt8(ascii: "f"):
                guard text[p + 1] == UInt8(ascii: "a"), text[p + 2] == UInt8(ascii: "l"),
                    text[p + 3] == UInt8(ascii: "s"),
                    text[p + 4] == UInt8(ascii: "e")
                else { return unexpectedLiteral(p, "false") }
                push(TapeWord(.false, low: p))
                p += 5
            case UInt8(ascii: "n"):
                guard text[p + 1] == UInt8(ascii: "u"), text[p + 2] == UInt8(ascii: "l"),
                    text[p + 3] == UInt8(ascii: "l")
                else { return unexpectedLiteral(p, "null") }
                push(TapeWord(.null, low: p))
                p += 4
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                if let error = scanNumber(&p) { return error }
            default:
                return unexpected(p)
            }

            // A value has ended: close containers, or go on to the next value.
            while true {
                p = skipSpace(p)
                guard container >= 0 else {
                    return p == count ? nil : JSONError(code: .trailingContent, byteOffset: p)
                }
                let word = TapeWord(bits: tape[container])
                tape[container] =
                    TapeWord(word.kind, low: 0, length: min(word.length + 1, Int(TapeWord.lengthMask))).bits
                if text[p] == UInt8(ascii: ",") {
                    p = skipSpace(p + 1)
                    if word.kind == .object, let error = scanKey(&p) { return error }
                    continue value
                }
                guard text[p] == (word.kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    return unexpected(p)
                }
                p = end(at: p)
            }
        }
    }

    private func unexpectedLiteral(_ start: Int, _ literal: StaticString) -> JSONError {
        var p = start
        for n in 0..<literal.utf8CodeUnitCount {
            if text[p] != literal.utf8Start[n] { break }
            p += 1
        }
        return unexpected(p)
    }

    @inline(__always)
    private mutating func begin(_ kind: TapeWord.Kind, at position: Int) -> JSONError? {
        guard depth < maximumDepth else {
            return JSONError(code: .tooDeep(limit: maximumDepth), byteOffset: position)
        }
        let parent = UInt32(truncatingIfNeeded: container + 1)
        container = tapeCount
        depth += 1
        push(TapeWord(kind, low: 0))
        push(TapeWord(bits: UInt64(truncatingIfNeeded: position) << 32 | UInt64(parent)))
        return nil
    }

    /// Closes the innermost container, whose closing byte stands at `position`; returns the position after it.
    @inline(__always)
    private mutating func end(at position: Int) -> Int {
        let word = TapeWord(bits: tape[container])
        let bounds = tape[container + 1]
        tape[container] = TapeWord(word.kind, low: tapeCount, length: word.length).bits
        tape[container + 1] = (bounds >> 32) << 32 | UInt64(UInt32(truncatingIfNeeded: position + 1))
        container = Int(UInt32(truncatingIfNeeded: bounds)) - 1
        depth -= 1
        return position + 1
    }

    /// A member's key, colon and the space after it.
    @inline(__always)
    private mutating func scanKey(_ p: inout Int) -> JSONError? {
        guard text[p] == UInt8(ascii: "\"") else { return unexpected(p) }
        if tapeCapacity - tapeCount < 4 { growTape() }
        switch scanString(from: p + 1) {
        case .success(let end): p = skipSpace(end)
        case .failure(let error): return error
        }
        guard text[p] == UInt8(ascii: ":") else { return unexpected(p) }
        p = skipSpace(p + 1)
        return nil
    }

    /// Scans to the closing quote and pushes the string; gives the position after the quote.
    @inline(__always)
    private mutating func scanString(from start: Int) -> Result<Int, JSONError> {
        var p = start
        var escaped = false
        while true {
            p = StringScan.nextSpecial(text, p)
            let byte = text[p]
            if byte == UInt8(ascii: "\"") {
                push(TapeWord(.string, low: start, length: p - start, flag: escaped))
                return .success(p + 1)
            }
            if byte >= 0x80 {
                guard let length = StringScan.multibyteLength(text + p) else {
                    return .failure(JSONError(code: .invalidUTF8, byteOffset: p))
                }
                p += length
            } else if byte == UInt8(ascii: "\\") {
                guard let length = StringScan.escapeLength(text + p) else {
                    return .failure(p + 1 >= count ? unexpected(count) : JSONError(code: .invalidEscape, byteOffset: p))
                }
                escaped = true
                p += length
            } else {
                return .failure(p >= count ? unexpected(p) : JSONError(code: .controlCharacter, byteOffset: p))
            }
        }
    }

    /// RFC 8259 section 6.
    @inline(__always)
    private mutating func scanNumber(_ position: inout Int) -> JSONError? {
        let start = position
        var p = position
        var fractional = false
        if text[p] == UInt8(ascii: "-") { p += 1 }
        if text[p] == UInt8(ascii: "0") {
            p += 1
        } else {
            guard scanDigits(&p) else { return malformed(p, start) }
        }
        if text[p] == UInt8(ascii: ".") {
            fractional = true
            p += 1
            guard scanDigits(&p) else { return malformed(p, start) }
        }
        if text[p] | 0x20 == UInt8(ascii: "e") {
            fractional = true
            p += 1
            if text[p] == UInt8(ascii: "+") || text[p] == UInt8(ascii: "-") { p += 1 }
            guard scanDigits(&p) else { return malformed(p, start) }
        }
        if text[p] &- UInt8(ascii: "0") < 10 { return JSONError(code: .invalidNumber, byteOffset: start) }
        push(TapeWord(.number, low: start, length: p - start, flag: fractional))
        position = p
        return nil
    }

    @inline(__always)
    private func scanDigits(_ p: inout Int) -> Bool {
        guard text[p] &- UInt8(ascii: "0") < 10 else { return false }
        repeat { p += 1 } while text[p] &- UInt8(ascii: "0") < 10
        return true
    }

    private func malformed(_ p: Int, _ start: Int) -> JSONError {
        p >= count ? unexpected(p) : JSONError(code: .invalidNumber, byteOffset: start)
    }
}
