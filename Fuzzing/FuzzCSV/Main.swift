import FuzzSupport

@main
struct Main {
    static func main() {
        let file = FuzzFile(ending: "csv")
        FuzzDriver.run { file.read($0) }
    }
}
