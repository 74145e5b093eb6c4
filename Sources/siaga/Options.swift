import ArgumentParser
import Basics

extension Language: ExpressibleByArgument {}

/// Options of every command that touches a database.
struct DatabaseOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Database file.", valueName: "file"), completion: .file(extensions: ["db"]))
  var database = LiveDesk.database ?? "siaga.db"
}

/// Options of every command that prints.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "Language of what is printed: id or en.")
  var lang = Language.id

  @Flag(name: .long, help: "Print one JSON document (or JSON Lines) for machines.")
  var json = false
}
