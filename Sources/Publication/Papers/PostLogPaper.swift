import Basics
import Incident

/// The log of each post, from the recorded events alone; every line names its entry.
extension PaperMaker {
  struct LogLine {
    var record: RecordedEvent
    var text: String
  }

  /// Lines by post, and those that concern no single post.
  var logLines: (byPost: [PostID: [LogLine]], general: [LogLine]) {
    var byPost: [PostID: [LogLine]] = [:]
    var general: [LogLine] = []
    for record in facts.records {
      guard let text = events.text(record.event) else { continue }
      let line = LogLine(record: record, text: text)
      if case .need(.postsOpened(let opened)) = record.event {
        general.append(line)
        for post in opened.posts {
          let own = words("event.posts.openedOne", ["heads": style.number(post.heads)])
          byPost[post.id, default: []].append(LogLine(record: record, text: own))
        }
        continue
      }
      let posts = events.posts(record.event)
      if posts.isEmpty { general.append(line) }
      for post in posts { byPost[post, default: []].append(line) }
    }
    return (byPost, general)
  }

  /// Posts of the plan in its order, then others with lines, by id.
  func loggedPosts(_ lines: [PostID: [LogLine]]) -> [PostID] {
    let planned = (context.plan?.sections ?? []).flatMap { $0.places.flatMap { $0.posts.map(\.post.id) } }
    return planned + lines.keys.filter { !planned.contains($0) }.sorted()
  }

  func postLog() -> [PaperBlock] {
    let lines = logLines
    var blocks: [PaperBlock] = [
      .heading(1, words("paper.post-log")), .paragraph(title + " · " + period, kind: "sub"),
      .paragraph(words("log.note", ["count": style.number(facts.records.count)]), kind: "note"),
      .heading(2, words("log.general")),
    ]
    blocks.append(lines.general.isEmpty ? .paragraph(words("log.empty")) : .table(table(lines.general)))
    blocks.append(.heading(2, words("log.posts")))
    for post in loggedPosts(lines.byPost) {
      blocks.append(.heading(3, lookup.postName(post)))
      blocks.append(.paragraph(words("log.holders", ["names": holders(post)]), kind: "note"))
      if let own = lines.byPost[post] {
        blocks.append(.table(table(own)))
      } else {
        blocks.append(.paragraph(words("log.empty")))
      }
    }
    return blocks
  }

  func holders(_ post: PostID) -> String {
    let names = (plan?.duties ?? []).filter { $0.post == post }.map { context.names.name($0.staff) }
    return names.isEmpty ? words("log.noHolder") : names.joined(separator: ", ")
  }

  func table(_ lines: [LogLine]) -> PaperTable {
    var table = PaperTable(
      [words("column.time"), words("column.event"), words("column.by"), words("column.log")], kinds: ["nowrap", "", "", "n"])
    for line in lines {
      table.add([
        shortMoment(line.record.instant), line.text, events.recorder(line.record), "\(line.record.sequence)",
      ])
    }
    return table
  }

  /// `8 Okt 05.12`: day and clock, for columns of time.
  func shortMoment(_ instant: Instant) -> String {
    let (_, month, day) = instant.date(offsetMinutes: style.offsetMinutes).parts
    return "\(day) \(words("month.\(month)").prefix(3)) \(style.clock(instant))"
  }
}
