import FuzzSupport

@main
struct Main {
    static func main() {
        let file = FuzzFile(ending: "jsonl")
        FuzzDriver.run { file.read($0) }
    }
}
