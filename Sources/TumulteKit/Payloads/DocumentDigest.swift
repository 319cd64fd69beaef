import Bytes
import CLibcrypto
import JSON

/// SHA-256 of documents and payloads.
enum DocumentDigest {
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        bytes.withUnsafeBufferPointer { input in
            digest.withUnsafeMutableBufferPointer { output in
                _ = SHA256(input.baseAddress, input.count, output.baseAddress)
            }
        }
        return digest
    }

    /// An identity for a roll whose document has none: it follows from the content, so the same document gives the same
    /// identity in every attempt.
    static func identity(of document: JSONView, index: Int) -> String {
        var writer = JSONWriter()
        writer.canonical(document)
        let hex = sha256(writer.bytes).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "sha256-\(hex)#\(index)"
    }
}
