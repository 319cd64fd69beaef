internal import CLibcrypto

/// SHA-256 of `bytes` (FIPS 180-4), 32 bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
        _ = SHA256(bytes, bytes.count, output.baseAddress)
        count = 32
    }
}

/// HMAC with SHA-256 (RFC 2104), 32 bytes.
package func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
        var length: UInt32 = 0
        let made = HMAC(
            EVP_sha256(), key, Int32(clamping: key.count), message, message.count, output.baseAddress, &length)
        count = made == nil ? 0 : Int(length)
    }
}

/// Whether both are the same, in a time that does not depend on where they differ.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

/// The fingerprint of a pairing (contract: tokens, section 4): 32 lower-case hex characters.
package func connectionFingerprint(worldID: String, moduleVersion: String) -> String {
    let digest = sha256(Array("\(worldID):\(moduleVersion):tumulte-vtt-fingerprint".utf8))
    return String(lowercaseHex(digest).prefix(32))
}
