/// The address of a picture as the server may show it, or nil.
///
/// A relative path gets a leading slash, https stays, and what no overlay could load is dropped: plain http from a foreign
/// host, data URLs, other schemes, and anything over the server's 500 characters (contract: collectors, section 3 and
/// W9; socket, section 5.2).
public func assetPath(_ stored: String?) -> String? {
    // 500 UTF-16 units, as the server counts; a string is never shorter in UTF-8.
    guard let stored, stored.utf8.count <= 2_000 else { return nil }
    let path = stored.trimmingSpaces
    guard let first = path.utf8.first else { return nil }
    let address: String
    if first == UInt8(ascii: "/") {
        guard !path.utf8.starts(with: [first, first]) else { return nil }
        address = path
    } else if let length = schemeLength(path.utf8) {
        guard length == 5, path.prefix(5).lowercased() == "https" else { return nil }
        address = path
    } else {
        address = "/" + path
    }
    guard address.utf8.count > 500 else { return address }
    return address.utf16.count <= 500 ? address : nil
}

/// The length of the scheme that `path` starts with, as RFC 3986, section 3.1 spells one; nil when there is none.
private func schemeLength(_ path: String.UTF8View) -> Int? {
    var length = 0
    for byte in path {
        switch byte {
        case UInt8(ascii: ":"): return length == 0 ? nil : length
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): length += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            guard length > 0 else { return nil }
            length += 1
        default: return nil
        }
    }
    return nil
}
