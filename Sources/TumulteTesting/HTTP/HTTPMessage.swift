package import Transport
internal import WebSocket

/// One request as it came off the wire.
package struct ReceivedRequest: Sendable, Equatable {
    package var method: String
    /// The path, percent-decoded, without the query.
    package var path: String
    package var query: [String: String]
    package var headers: HTTPHeaders
    package var body: [UInt8]
    /// Whether the connection may carry another request after this one.
    package var keepsAlive: Bool

    package init(
        method: String, path: String, query: [String: String] = [:], headers: HTTPHeaders = [:],
        body: [UInt8] = [], keepsAlive: Bool = true
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.keepsAlive = keepsAlive
    }
}

extension HTTPHeaders {
    /// Whether the comma-separated list in `name` holds `token`, given in lower case.
    func list(_ name: String, contains token: String) -> Bool {
        values(name).contains { value in
            value.split(separator: ",").contains { HTTPHead.trimmed($0).lowercased() == token }
        }
    }
}

/// Splits a request target into its decoded path and query.
package func splitTarget(_ target: Substring) -> (path: String, query: [String: String]) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var query: [String: String] = [:]
    if parts.count == 2 {
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = sides.first else { continue }
            query[percentDecoded(name, plusIsSpace: true)] =
                sides.count == 2 ? percentDecoded(sides[1], plusIsSpace: true) : ""
        }
    }
    return (percentDecoded(parts.first ?? "", plusIsSpace: false), query)
}

/// Undoes percent-encoding; what is no valid escape stays as it is, bytes that are no UTF-8 are replaced.
package func percentDecoded(_ text: Substring, plusIsSpace: Bool) -> String {
    var result: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), let high = hexValue(rest.first), let low = hexValue(rest.dropFirst().first) {
            result.append(high << 4 | low)
            rest = rest.dropFirst(2)
        } else {
            result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

package func hexValue(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let digit) where digit >= 0x30 && digit <= 0x39: digit - 0x30
    case .some(let letter) where letter >= 0x41 && letter <= 0x46: letter - 0x37
    case .some(let letter) where letter >= 0x61 && letter <= 0x66: letter - 0x57
    default: nil
    }
}
