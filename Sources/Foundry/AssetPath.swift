/// The address of a picture as the server may show it, or nil.
///
/// A relative path gets a leading slash, https stays, and what no overlay could load is dropped: plain http from a foreign
/// host, data URLs, other schemes, and anything over the server's 500 characters (contract: collectors, section 3 and
/// W9; socket, section 5.2).
public func assetPath(_ stored: String?) -> String? {
    guard let stored else { return nil }
    let path = stored.trimmingSpaces
    // 500 UTF-16 units, as the server counts; a string is never shorter in UTF-8.
    guard !path.isEmpty, path.utf8.count <= 2_000 else { return nil }
    let address: String
    switch scheme(of: path) {
    case "https": address = path
    case nil where path.hasPrefix("//"): return nil
    case nil: address = path.hasPrefix("/") ? path : "/" + path
    default: return nil
    }
    return address.utf16.count <= 500 ? address : nil
}

/// The scheme in lower case when `path` starts with one, as RFC 3986, section 3.1 spells it.
private func scheme(of path: String) -> String? {
    var scheme = ""
    for byte in path.utf8 {
        switch byte {
        case UInt8(ascii: ":"): return scheme.isEmpty ? nil : scheme
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            scheme.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            guard !scheme.isEmpty else { return nil }
            scheme.unicodeScalars.append(Unicode.Scalar(byte))
        default: return nil
        }
    }
    return nil
}
