/// Finds what changed in the durable part of a state since it looked last.
struct StateRecorder {
    /// What was seen of a campaign. Its characters note their changes themselves.
    private struct SeenCampaign {
        var row: CampaignRow
        var combat: CombatCache?
        var rolls = 0
        var hadRestoredRolls = false
    }

    /// What changed.
    enum Change {
        /// Records to append, perhaps none.
        case records([StateRecord])
        /// Something was forgotten that no record takes back: write everything anew.
        case all
    }

    private var connections: [String: ConnectionRecord] = [:]
    private var campaigns: [String: SeenCampaign] = [:]
    private var pairings = WaitingPairings()

    /// Everything a new file must hold, the first line included.
    mutating func all(of state: inout ContractState) -> [StateRecord] {
        self = StateRecorder()
        let first = StateRecord.server(key: state.signer.key, starts: state.starts)
        guard case .records(let records) = changes(of: &state) else { return [first] }
        return [first] + records
    }

    mutating func changes(of state: inout ContractState) -> Change {
        var records: [StateRecord] = []
        noteConnections(state, &records)
        for index in state.campaigns.indices {
            guard noteCampaign(&state.campaigns[index], &records) else { return .all }
        }
        if campaigns.count > state.campaigns.count {
            let known = Set(state.campaigns.map(\.id))
            for id in campaigns.keys.sorted() where !known.contains(id) {
                campaigns[id] = nil
                records.append(.campaignGone(id))
            }
        }
        let waiting = state.waitingPairings
        if waiting != pairings {
            pairings = waiting
            records.append(.pairings(waiting))
        }
        return .records(records)
    }

    private mutating func noteConnections(_ state: ContractState, _ records: inout [StateRecord]) {
        for (id, connection) in state.connections {
            var durable = connection
            durable.tunnel = .disconnected
            durable.openSockets = 0
            guard connections[id] != durable else { continue }
            connections[id] = durable
            records.append(.connection(durable))
        }
        for id in connections.keys where state.connections[id] == nil {
            connections[id] = nil
            records.append(.connectionGone(id))
        }
    }

    /// - Returns: false when restored rolls were forgotten.
    private mutating func noteCampaign(_ campaign: inout CampaignRecord, _ records: inout [StateRecord]) -> Bool {
        let id = campaign.id
        let row = CampaignRow(campaign)
        let isNew = campaigns[id] == nil
        var seen = campaigns[id] ?? SeenCampaign(row: row)
        if isNew || seen.row != row { records.append(.campaign(row)) }
        if isNew {
            for roll in campaign.restoredRolls.kept.elements {
                records.append(.roll(campaign: id, rollID: roll.rollID, id: roll.id))
            }
            campaign.changedCharacters = Set(campaign.characters.keys)
        } else if seen.hadRestoredRolls, campaign.restoredRolls.isEmpty {
            return false
        }
        for roll in campaign.rolls.elements(from: seen.rolls) {
            if let rollID = roll.rollID { records.append(.roll(campaign: id, rollID: rollID, id: roll.id)) }
        }
        for key in campaign.changedCharacters {
            if let character = campaign.characters[key] { records.append(.character(campaign: id, character)) }
        }
        campaign.changedCharacters = []
        if seen.combat != campaign.combat { records.append(.combat(campaign: id, campaign.combat)) }
        seen.row = row
        seen.combat = campaign.combat
        seen.rolls = campaign.rolls.total
        seen.hadRestoredRolls = !campaign.restoredRolls.isEmpty
        campaigns[id] = seen
        return true
    }
}
