import Transport
struct SocketDialer: LinkDialer {
    let address: ServerAddress
    let options: ConnectOptions
    func dial(token: String) async throws(DialError) -> any TableLink { throw .failed(reason: "stub") }
}
