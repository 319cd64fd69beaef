internal import JSON

extension ContractState {
    /// Why a store's contents are not a state.
    package struct ReplayFault: Error, Equatable {
        /// Counted from 1.
        package var line: Int
        package var reason: String

        package init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    /// The state that the lines of a store describe. A last line without its end was being written when the process was
    /// killed: nobody was told of what it says, so it is left out.
    /// - Returns: nil when there is no complete line.
    package static func replayed(
        _ contents: [UInt8], settings: Settings, seed: UInt64?
    ) throws(ReplayFault) -> ContractState? {
        guard let end = contents.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
        var state: ContractState?
        var number = 0
        for line in contents[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let document: JSONDocument
            do {
                // Deeper than an event, which a record wraps.
                document = try JSONDocument(Array(line), limits: JSONLimits(maximumDepth: 1024))
            } catch {
                throw ReplayFault(line: number, reason: "it is no JSON")
            }
            guard let record = StateRecord(document.root) else {
                throw ReplayFault(line: number, reason: "it is no record of this version of the server")
            }
            if case .server(let key, let starts) = record, state == nil {
                state = ContractState(settings: settings, seed: seed, key: key, starts: starts + 1)
            } else if state?.apply(record) != true {
                throw ReplayFault(line: number, reason: "it is out of order")
            }
        }
        return state
    }

    /// - Returns: false when the record speaks of something unknown.
    private mutating func apply(_ record: StateRecord) -> Bool {
        switch record {
        case .server: return false
        case .connection(let connection): connections[connection.id] = connection
        case .connectionGone(let id): connections[id] = nil
        case .campaign(let row): apply(row)
        case .campaignGone(let id): campaigns.removeAll { $0.id == id }
        case .character(let id, let character):
            return change(id) { $0.characters[character.characterID] = character }
        case .combat(let id, let combat):
            return change(id) { $0.combat = combat }
        case .roll(let id, let rollID, let serverID):
            return change(id) { $0.restoredRolls.append(rollID, id: serverID) }
        case .pairings(let pairings): waitingPairings = pairings
        }
        return true
    }

    private mutating func apply(_ row: CampaignRow) {
        if let index = campaigns.firstIndex(where: { $0.id == row.id }) {
            campaigns[index].vttID = row.vttID
            campaigns[index].name = row.name
            campaigns[index].details = row.details
            return
        }
        var campaign = CampaignRecord(
            id: row.id, connectionID: row.connectionID, vttID: row.vttID, name: row.name, details: row.details,
            rolls: History(limit: settings.historyLimit))
        campaign.restoredRolls = RestoredRolls(limit: settings.historyLimit)
        campaigns.append(campaign)
    }

    private mutating func change(_ campaignID: String, _ body: (inout CampaignRecord) -> Void) -> Bool {
        guard let index = campaigns.firstIndex(where: { $0.id == campaignID }) else { return false }
        body(&campaigns[index])
        return true
    }
}
