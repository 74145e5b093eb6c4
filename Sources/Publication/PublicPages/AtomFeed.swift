import Basics
import Incident

/// The public feed (RFC 4287) with a link to the alert of each bulletin; newest first. Exercises have a feed of their own, which
/// is never laid out for the public.
public enum AtomFeed {
  /// One bulletin with the name of its page and its alert beside the feed.
  public struct Entry: Sendable {
    public var sheet: BulletinSheet
    public var page: String
    public var alert: String

    public init(sheet: BulletinSheet, page: String, alert: String) {
      self.sheet = sheet
      self.page = page
      self.alert = alert
    }
  }

  /// - Parameter base: absolute address of the folder that the feed lies in, with `/` at its end.
  public static func xml(_ entries: [Entry], title: String, base: String, updated: Instant) -> String {
    var out = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
        <id>\(escapeMarkup(base))feed.xml</id>
        <title>\(escapeMarkup(title))</title>
        <updated>\(updated.text)</updated>
        <link rel="self" type="application/atom+xml" href="\(escapeMarkup(base))feed.xml"/>
        <link rel="alternate" type="text/html" href="\(escapeMarkup(base))"/>

      """
    for entry in entries { out += text(entry, base: base) }
    return out + "</feed>\n"
  }

  private static func text(_ entry: Entry, base: String) -> String {
    guard let release = entry.sheet.release else { return "" }
    let sheet = entry.sheet
    let title = (sheet.mark.map { $0 + " - " } ?? "") + sheet.headline
    let summary = (sheet.banners + [sheet.lead] + sheet.actions).joined(separator: " ")
    let end = sheet.mark.map { " " + $0 } ?? ""
    return """
        <entry>
          <id>tag:\(escapeMarkup(tag(sheet.content.contact.sender))),2026:\(escapeMarkup(release.identifier))</id>
          <title>\(escapeMarkup(title))</title>
          <updated>\(release.sentAt.text)</updated>
          <published>\(release.sentAt.text)</published>
          <author><name>\(escapeMarkup(sheet.content.contact.account))</name></author>
          <link rel="alternate" type="text/html" href="\(escapeMarkup(base + entry.page))"/>
          <link rel="related" type="application/cap+xml" href="\(escapeMarkup(base + entry.alert))"/>
          <category term="\(sheet.content.level.rawValue)"/>
          <summary>\(escapeMarkup((sheet.mark.map { $0 + ". " } ?? "") + summary + end))</summary>
        </entry>

      """
  }

  /// Authority of a tag URI: the domain of an e-mail address.
  private static func tag(_ sender: String) -> String { sender.split(separator: "@").last.map(String.init) ?? sender }
}
