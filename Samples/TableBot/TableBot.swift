@main
struct TableBot {
    static func main() {}
}
