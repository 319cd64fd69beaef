/// One entry of a `Sec-WebSocket-Extensions` field (RFC 6455, section 9.1).
struct WebSocketExtension: Sendable {
    var name: String
    var parameters: [(name: String, value: String?)]

    /// Reads a whole field in one pass. Quoted values must be tokens once unquoted.
    /// - Returns: nil when it breaks the grammar.
    static func list(_ field: String) -> [WebSocketExtension]? {
        var reader = Reader(rest: Array(field.utf8)[...])
        var list: [WebSocketExtension] = []
        repeat {
            guard let name = reader.token() else { return nil }
            var entry = WebSocketExtension(name: name, parameters: [])
            while reader.skip(";") {
                guard let name = reader.token() else { return nil }
                var value: String?
                if reader.skip("=") {
                    value = reader.skip("\"") ? reader.quoted() : reader.token()
                    if value == nil { return nil }
                }
                entry.parameters.append((name, value))
            }
            list.append(entry)
        } while reader.skip(",")
        return reader.isAtEnd ? list : nil
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        var isAtEnd: Bool { rest.isEmpty }

        mutating func skipBlanks() {
            while let byte = rest.first, byte == 0x20 || byte == 0x09 { rest.removeFirst() }
        }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func token() -> String? {
            skipBlanks()
            let bytes = rest.prefix { !" \t;,=\"".utf8.contains($0) }
            rest = rest[bytes.endIndex...]
            skipBlanks()
            let text = String(decoding: bytes, as: UTF8.self)
            return HTTPToken.isToken(text) ? text : nil
        }

        /// What stands up to the closing quote, whose opening one was read.
        mutating func quoted() -> String? {
            var bytes: [UInt8] = []
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "\"") {
                    skipBlanks()
                    let text = String(decoding: bytes, as: UTF8.self)
                    return HTTPToken.isToken(text) ? text : nil
                }
                if byte == UInt8(ascii: "\\") {
                    guard let escaped = rest.popFirst() else { return nil }
                    bytes.append(escaped)
                } else {
                    bytes.append(byte)
                }
            }
            return nil
        }
    }
}
