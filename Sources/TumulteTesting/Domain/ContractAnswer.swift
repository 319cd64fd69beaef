package import JSON
package import Transport

/// An answer to a request: a status, extra headers and a JSON body.
package struct ContractAnswer: Sendable, Equatable {
    package var status: Int
    package var headers: HTTPHeaders = [:]
    package var body: JSONValue

    package init(status: Int = 200, _ body: JSONValue) {
        self.status = status
        self.body = body
    }

    /// A hand-written error (contract: http, section 1).
    package static func error(_ status: Int, _ text: String) -> ContractAnswer {
        ContractAnswer(status: status, ["error": .string(text)])
    }

    /// An error of the framework, which speaks of a `message`.
    package static func framework(_ status: Int, _ text: String) -> ContractAnswer {
        ContractAnswer(status: status, ["message": .string(text)])
    }
}

/// The fields of a request's JSON body, or of its query, read as the server reads them: empty strings are null, and only
/// presence is tested.
package struct RequestFields: Sendable {
    private enum Source {
        case body(JSONView)
        case query([String: String])
    }

    private let source: Source

    package init(body: JSONView) { source = .body(body) }

    package init(query: [String: String]) { source = .query(query) }

    /// The field's text. Nil when it is missing, null, empty, false or 0; other values that are no strings give their
    /// JSON text, since the server does not check types.
    package subscript(name: String) -> String? {
        switch source {
        case .query(let query):
            return query[name].flatMap { $0.isEmpty ? nil : $0 }
        case .body(let view):
            let value = view[name]
            guard value.isTruthy else { return nil }
            return value.string ?? value.jsonText
        }
    }

    /// The value of a body's field.
    package func view(_ name: String) -> JSONView {
        if case .body(let view) = source { view[name] } else { .missing }
    }
}

extension JSONView {
    /// Whether the server's language takes the value as true.
    package var isTruthy: Bool {
        switch kind {
        case .missing, .null: false
        case .bool: bool ?? false
        case .number: double != 0
        case .string: !stringEquals("")
        case .array, .object: true
        }
    }
}
