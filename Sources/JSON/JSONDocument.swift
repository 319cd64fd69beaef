public import Bytes

/// A parsed JSON text: the bytes, and a compact index over them.
///
/// Parsing is strict (RFC 8259) and makes no copy of any string; a ``JSONView`` reads values when asked. A document is
/// immutable and may be read from any number of threads at once.
public struct JSONDocument: Sendable {
    let storage: JSONStorage

    /// Parses a text.
    /// - Throws: ``JSONError`` with the byte offset of the first defect, or when a limit is passed.
    public init(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        storage = try Self.parse(bytes, limits)
    }

    /// Parses a text.
    /// - Throws: ``JSONError`` with the byte offset of the first defect, or when a limit is passed.
    public init(_ text: String, limits: JSONLimits = .standard) throws(JSONError) {
        storage = try Self.parse(Array(text.utf8), limits)
    }

    /// Parses a text that need only live during the call.
    /// - Throws: ``JSONError`` with the byte offset of the first defect, or when a limit is passed.
    public init(copying bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard) throws(JSONError) {
        storage = try JSONStorage(copying: bytes, limits: limits)
    }

    /// Parses the readable bytes of a buffer.
    /// - Throws: ``JSONError`` with the byte offset of the first defect, or when a limit is passed.
    public init(_ buffer: borrowing ByteBuffer, limits: JSONLimits = .standard) throws(JSONError) {
        storage = try buffer.withUnsafeBytes { (bytes) throws(JSONError) in
            try JSONStorage(copying: bytes, limits: limits)
        }
    }

    /// Builds a document by writing it.
    /// - Throws: ``JSONError`` when what was written is no JSON text (an unclosed array, say).
    public static func writing(_ body: (inout JSONWriter) -> Void) throws(JSONError) -> JSONDocument {
        var writer = JSONWriter()
        body(&writer)
        return try JSONDocument(writer.finish())
    }

    /// The outermost value.
    public var root: JSONView { JSONView(storage: storage, index: 0) }

    /// The length of the text, in bytes.
    public var byteCount: Int { storage.textCount }

    private static func parse(_ bytes: [UInt8], _ limits: JSONLimits) throws(JSONError) -> JSONStorage {
        let outcome: Result<JSONStorage, JSONError> = bytes.withUnsafeBytes { raw in
            do throws(JSONError) {
                return .success(try JSONStorage(copying: raw, limits: limits))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
