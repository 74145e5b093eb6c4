import ArgumentParser
import Basics
import Incident
import Operations
import Publication

extension BulletinNoun {
  enum Form: String, ExpressibleByArgument, CaseIterable { case text, sms, radio, page, poster, cap, json, diff }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All bulletins of the operation with where they stand, and the alarms.",
      discussion: "Example: siaga bulletin list")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Operation, where several are open.") var operation: String?

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        let rows = desk.state.bulletins(frame.id).map(row)
        let alarms = desk.state.bulletinAlarms(frame.id, at: desk.bulletinNow).map(alarm) + (try contradictions(desk, frame))
        if output.json {
          let value: JSONValue = [
            "bulletins": .array(rows.map { .array($0.map(JSONValue.string)) }), "alarms": .array(alarms.map(JSONValue.string)),
          ]
          Terminal.out((try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}")
          return
        }
        for row in rows { Terminal.out(row.joined(separator: "  ")) }
        for alarm in alarms { Terminal.out("ALARM: \(alarm)") }
      }
    }

    private func row(_ record: BulletinRecord) -> [String] {
      let state: String =
        switch record.state {
        case .draft: record.returned == nil ? "draft" : "returned"
        case .submitted: "submitted"
        case .approved: "approved"
        case .published: record.isLive ? "in force" : "published, no longer in force"
        case .discarded: "discarded"
        }
      return [
        record.id.rawValue, "v\(record.current.version)", record.current.level.rawValue, state,
        record.release?.publication.identifier ?? "-",
      ]
    }

    private func alarm(_ alarm: BulletinAlarm) -> String {
      switch alarm {
      case .awaitsSecondSignature(let id, let since): "\(id) awaits its second signature since \(since.text)"
      case .overdue(let id, let due): "the bulletin after \(id) was promised for \(due.text)"
      case .expired(let id, let at): "\(id) expired at \(at.text) and nothing followed"
      }
    }

    /// Where the public picture no longer fits the log.
    private func contradictions(_ desk: ReadingDesk, _ frame: EmergencyOperation) throws(Problem) -> [String] {
      var out: [String] = []
      for record in desk.state.liveBulletins(frame.id) {
        let content = try desk.bulletin(record.current.text)
        for finding in BulletinLint.contradictions(content, frame, city: desk.city, at: desk.bulletinNow) {
          out.append("\(record.id): \(finding.text(output.lang))")
        }
      }
      return out
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One bulletin in a form: text (chat), sms, radio, page (HTML, A4), poster (SVG), cap, json, diff.",
      discussion: "Example: siaga bulletin show bulletin-1 --form sms --recipients 12000 --rupiah 300")
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "Bulletin.") var bulletin: String
    @Option(help: "text, sms, radio, page, poster, cap, json or diff (to the version before).") var form = Form.text
    @Option(help: "Version; the last by default.") var version: Int?
    @Option(help: "id or en.") var lang = Language.id
    @Option(help: "Of a short message: how many telephones.") var recipients = 0
    @Option(help: "Of a short message: price of one part.") var rupiah = 0

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let record = try BulletinLookup.find(bulletin, desk.state)
        let wanted = version ?? record.current.version
        guard let draft = record.versions.first(where: { $0.draft.version == wanted })?.draft else {
          throw Problem("bulletin.version", "\(bulletin) has no version \(wanted)", exit: .usage)
        }
        // What went out is its last version; the others are previews.
        let release = wanted == record.current.version ? BulletinRelease(record, desk.state) : nil
        let content = try desk.bulletin(draft.text)
        let sheet = BulletinSheet(content, release: release, city: desk.city, language: lang, now: desk.bulletinNow)
        try print(desk, record, content, sheet, release)
      }
    }

    private func print(
      _ desk: ReadingDesk, _ record: BulletinRecord, _ content: BulletinContent, _ sheet: BulletinSheet,
      _ release: BulletinRelease?
    ) throws(Problem) {
      switch form {
      case .text: Terminal.out(BulletinForms.chat(sheet))
      case .json: Terminal.out(content.text)
      case .page: Terminal.out(BulletinPage.html(sheet, city: desk.city, links: nil))
      case .poster: Terminal.out(Poster.svg(sheet, city: desk.city))
      case .cap: Terminal.out(CAPWriter.bytes(BulletinAlert.alert(content, release: release, city: desk.city)))
      case .radio:
        let script = BulletinForms.radio(sheet, city: desk.city)
        Terminal.out(script.text)
        Terminal.note("\(script.seconds) s at \(BulletinForms.wordsPerMinute) words a minute")
      case .sms:
        let sms = BulletinForms.sms(sheet, city: desk.city)
        Terminal.out(sms.text)
        let cost = sms.cost(recipients: recipients, rupiahPerPart: rupiah)
        Terminal.note(
          "\(sms.units) units of \(sms.alphabet.rawValue), \(sms.parts.count) part(s)"
            + (recipients > 0 ? ", \(recipients) telephones: Rp \(cost)" : ""))
      case .diff: try difference(desk, record, sheet)
      }
    }

    private func difference(_ desk: ReadingDesk, _ record: BulletinRecord, _ sheet: BulletinSheet) throws(Problem) {
      let wanted = version ?? record.current.version
      guard let before = record.versions.first(where: { $0.draft.version == wanted - 1 })?.draft else {
        throw Problem("bulletin.version", "there is no version before \(wanted)", exit: .usage)
      }
      let old = BulletinSheet(
        try desk.bulletin(before.text), release: sheet.release, city: desk.city, language: lang, now: desk.bulletinNow)
      for line in BulletinDifference.lines(BulletinForms.chat(old), BulletinForms.chat(sheet)) {
        switch line {
        case .same(let text): Terminal.out("  \(text)")
        case .removed(let text): Terminal.out("- \(text)")
        case .added(let text): Terminal.out("+ \(text)")
        }
      }
    }
  }

  struct Site: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Write the public pages as files: status by kelurahan with map, bulletins, archive, Atom with CAP, JSON, GeoJSON.",
      discussion: """
        To be put on any web host or kept on a stick. Files of bulletins that went out before stay: the archive loses nothing.
        Example: siaga bulletin site --out public
        """)
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Operation, where several are open.") var operation: String?
    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var out: String

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        let files = try desk.site(frame.id, at: desk.bulletinNow).files()
        // Alerts and pages first, feed and first page last: nothing points to what is not there yet.
        let isIndex = { (file: PublicSite.File) in file.path.hasPrefix("index") || file.path == "feed.xml" }
        for file in files.filter({ !isIndex($0) }) + files.filter(isIndex) {
          try Files.write(file.bytes, to: "\(out)/\(file.path)")
        }
        Terminal.out("\(files.count) files in \(out)")
      }
    }
  }
}
