package import JSON

/// JSON Web Tokens with HS256 (RFC 7519, RFC 7515), refused with the words of the JWT library the server uses.
package struct TokenSigner: Sendable {
    /// Why a token was refused; the raw value is what appears behind `Invalid refresh token: `.
    package enum Refusal: String, Error, Sendable {
        case missing = "jwt must be provided"
        case malformed = "jwt malformed"
        case invalidToken = "invalid token"
        case invalidAlgorithm = "invalid algorithm"
        case invalidSignature = "invalid signature"
        case expired = "jwt expired"
    }

    let key: [UInt8]

    package init(key: [UInt8]) { self.key = key }

    package func sign(_ claims: JSONValue) -> String {
        let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let body = "\(header).\(Base64URL.encode(claims.jsonBytes))"
        return "\(body).\(Base64URL.encode(hmacSHA256(key: key, Array(body.utf8))))"
    }

    /// Checks form, algorithm, signature and expiry, in this order, without clock tolerance.
    /// - Returns: the claims.
    package func verify(_ token: String?, at now: WallTime) throws(Refusal) -> JSONView {
        guard let token, !token.isEmpty else { throw .missing }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        guard let header = TokenSigner.object(parts[0]), let claims = TokenSigner.object(parts[1]) else {
            throw .invalidToken
        }
        guard header["alg"].stringEquals("HS256") else { throw .invalidAlgorithm }
        let signed = Array("\(parts[0]).\(parts[1])".utf8)
        guard let signature = Base64URL.decode(parts[2]),
            constantTimeEquals(signature, hmacSHA256(key: key, signed))
        else { throw .invalidSignature }
        if claims["exp"].exists {
            guard let expiry = claims["exp"].int else { throw .invalidToken }
            if now.seconds >= Int64(expiry) { throw .expired }
        }
        return claims
    }

    private static func object(_ part: Substring) -> JSONView? {
        guard let bytes = Base64URL.decode(part),
            let document = try? JSONDocument(bytes, limits: JSONLimits(maximumBytes: 16_384, maximumDepth: 16)),
            document.root.isObject
        else { return nil }
        return document.root
    }
}

/// The claims of session and refresh tokens (contract: tokens, section 2).
package struct TokenClaims: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case session
        case refresh

        package var lifetimeSeconds: Int64 { self == .session ? 3600 : 604_800 }
    }

    package var tokenID: String
    package var connectionID: String
    package var userID: String
    package var kind: String
    package var tokenVersion: Int
    package var fingerprint: String?

    package init(
        tokenID: String, connectionID: String, userID: String, kind: String, tokenVersion: Int, fingerprint: String?
    ) {
        self.tokenID = tokenID
        self.connectionID = connectionID
        self.userID = userID
        self.kind = kind
        self.tokenVersion = tokenVersion
        self.fingerprint = fingerprint
    }

    /// Reads verified claims; what is missing reads as empty, so that the checks that follow refuse it.
    package init(_ view: JSONView) {
        self.init(
            tokenID: view["jti"].string ?? "", connectionID: view["sub"].string ?? "",
            userID: view["user_id"].string ?? "", kind: view["type"].string ?? "",
            tokenVersion: view["token_version"].int ?? -1, fingerprint: view["fingerprint"].string)
    }

    package func json(issuedAt: Int64, lifetime: Int64) -> JSONValue {
        [
            "jti": .string(tokenID), "sub": .string(connectionID), "user_id": .string(userID),
            "type": .string(kind), "token_version": .int(Int64(tokenVersion)),
            "fingerprint": fingerprint.map(JSONValue.string) ?? .null, "iat": .int(issuedAt),
            "exp": .int(issuedAt &+ lifetime),
        ]
    }
}

extension JSONValue {
    /// The value as JSON text in UTF-8.
    package var jsonBytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// A string, or null.
    package static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
