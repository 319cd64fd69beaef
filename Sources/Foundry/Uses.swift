/// How often something can be used; nil is unknown or unlimited.
public struct Uses: Sendable, Equatable {
    /// The uses that remain.
    public var value: Double?
    /// The uses there are in all.
    public var max: Double?
    /// When they come back, in the system's own word (`lr`, `day`, …).
    public var per: String?
    /// The maximum as the document spells it when it is a formula (`@prof`).
    public var formula: String?

    /// Makes uses; what is left out is unknown.
    public init(value: Double? = nil, max: Double? = nil, per: String? = nil, formula: String? = nil) {
        self.value = value
        self.max = max
        self.per = per
        self.formula = formula
    }
}
