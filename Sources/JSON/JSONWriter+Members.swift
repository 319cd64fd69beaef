extension JSONWriter {
    /// An object whose members `body` writes.
    @inlinable
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginObject()
        try body(&self)
        endObject()
    }

    /// An array whose elements `body` writes.
    @inlinable
    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginArray()
        try body(&self)
        endArray()
    }

    /// A member that is an object.
    @inlinable
    public mutating func object(_ key: StaticString, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.key(key)
        try object(body)
    }

    /// A member that is an object.
    @_disfavoredOverload
    public mutating func object(_ key: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.key(key)
        try object(body)
    }

    /// A member that is an array.
    @inlinable
    public mutating func array(_ key: StaticString, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.key(key)
        try array(body)
    }

    /// A member that is an array.
    @_disfavoredOverload
    public mutating func array(_ key: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.key(key)
        try array(body)
    }

    /// A member that is a string, or `null`.
    @inlinable @inline(__always)
    public mutating func member(_ key: StaticString, _ text: String?) {
        self.key(key)
        if let text { string(text) } else { null() }
    }

    /// A member that is an integer, or `null`.
    @inlinable @inline(__always)
    public mutating func member(_ key: StaticString, _ value: Int?) {
        self.key(key)
        if let value { int(value) } else { null() }
    }

    /// A member that is a number, or `null`.
    public mutating func member(_ key: StaticString, _ value: Double?) {
        self.key(key)
        if let value { double(value) } else { null() }
    }

    /// A member that is a boolean, or `null`.
    @inlinable @inline(__always)
    public mutating func member(_ key: StaticString, _ value: Bool?) {
        self.key(key)
        if let value { bool(value) } else { null() }
    }

    /// A member that is a value of a document.
    public mutating func member(_ key: StaticString, _ view: JSONView) {
        self.key(key)
        value(view)
    }

    /// A member that is an owned value.
    @_disfavoredOverload
    public mutating func member(_ key: StaticString, _ value: JSONValue) {
        self.key(key)
        self.value(value)
    }

    /// A member whose key is not known when compiling.
    @_disfavoredOverload
    public mutating func member(_ key: String, _ text: String?) {
        self.key(key)
        if let text { string(text) } else { null() }
    }

    /// A member whose key is not known when compiling.
    @_disfavoredOverload
    public mutating func member(_ key: String, _ value: Int?) {
        self.key(key)
        if let value { int(value) } else { null() }
    }

    /// A member whose key is not known when compiling.
    @_disfavoredOverload
    public mutating func member(_ key: String, _ value: Double?) {
        self.key(key)
        if let value { double(value) } else { null() }
    }

    /// A member whose key is not known when compiling.
    @_disfavoredOverload
    public mutating func member(_ key: String, _ value: Bool?) {
        self.key(key)
        if let value { bool(value) } else { null() }
    }

    /// A member whose key is not known when compiling.
    @_disfavoredOverload
    public mutating func member(_ key: String, _ view: JSONView) {
        self.key(key)
        value(view)
    }

    /// A member whose key is not known when compiling.
    @_disfavoredOverload
    public mutating func member(_ key: String, _ value: JSONValue) {
        self.key(key)
        self.value(value)
    }
}
