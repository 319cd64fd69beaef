/// What happens to rolls that not everyone at the table may see.
///
/// A roll is hidden when its message is whispered or blind, and for no other reason (contract: adapters, section 3).
public enum HiddenRollPolicy: String, Sendable, Hashable, CaseIterable {
    /// They stay at the table; when the message is revealed later, they are sent then, once.
    case withhold
    /// They are sent with the hidden flag and without critical marks, so that the overlay keeps them and no reward fires.
    case flag
    /// They are sent with the hidden flag and everything else. The server shows hidden criticals to streamers.
    case send
}
