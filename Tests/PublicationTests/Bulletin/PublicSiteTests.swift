import Basics
import Foundation
import Incident
import Intake
import Testing

@testable import Publication

@Suite("Public pages")
struct PublicSiteTests {
  func site(_ mode: Mode, _ fates: [BulletinRelease.Fate], now: Int = 130) throws -> PublicSite {
    let frame = try #require(BulletinSample.frame(mode))
    let bulletins = try fates.enumerated().map { i, fate in
      var release = BulletinSample.release(mode, number: i + 1)
      release.fate = fate
      return PublicSite.Published(content: try #require(BulletinSample.content(mode)), release: release, isLive: fate == .live)
    }
    return PublicSite(city: Sample.city, frame: frame, bulletins: bulletins, now: Sample.at(now))
  }

  func text(_ files: [PublicSite.File], _ path: String) -> String {
    files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test("each bulletin that ever went out keeps its page, poster, text and alert, and stands in the archive with its fate")
  func archive() throws {
    let files = try site(.actual, [.corrected(by: "dumai-20211008-0700-2"), .withdrawn(by: "dumai-20211008-0700-3"), .live])
      .files()
    for i in 1...3 {
      for tail in [".html", ".en.html", ".svg", ".en.svg", ".txt", ".en.txt", ".xml"] {
        #expect(files.contains { $0.path == "dumai-20211008-0700-\(i)\(tail)" }, "\(i)\(tail)")
      }
    }
    let archive = Markup.plain(text(files, "archive.html"))
    #expect(archive.contains("SUDAH DIRALAT oleh dumai-20211008-0700-2"))
    #expect(archive.contains("DICABUT"))
    #expect(text(files, "dumai-20211008-0700-2.html").contains("DICABUT. Jangan dipakai lagi"))
    let feed = try #require(XMLReader.read(Array(text(files, "feed.xml").utf8), file: "feed.xml").value)
    #expect(feed.name == "feed" && feed.children("entry").count == 3)
    for entry in feed.children("entry") {
      for name in ["id", "title", "updated", "author", "link"] { #expect(entry.child(name) != nil, "\(name)") }
    }
    #expect(Set(feed.children("entry").compactMap { $0.child("id")?.text }).count == 3)
  }

  @Test("an alert's bytes are those of its publication whatever became of the bulletin")
  func frozen() throws {
    let before = text(try site(.actual, [.live]).files(), "dumai-20211008-0700-1.xml")
    let after = text(try site(.actual, [.withdrawn(by: "x"), .live], now: 9_000).files(), "dumai-20211008-0700-1.xml")
    #expect(!before.isEmpty && before == after)
    #expect(CAPReader.read(Array(before.utf8), file: "a", profile: .feed).isValid)
  }

  @Test("an alert that one person published says so for ever; the page stops saying so when it was countersigned")
  func alone() throws {
    let frame = try #require(BulletinSample.frame(.actual))
    let content = try #require(BulletinSample.content(.actual))
    var release = BulletinSample.release(.actual)
    (release.publishedAlone, release.awaitsSecondSignature) = (true, true)
    var alerts: Set<String> = []
    for isCountersigned in [false, true] {
      release.awaitsSecondSignature = !isCountersigned
      let published = PublicSite.Published(content: content, release: release, isLive: true)
      let files = PublicSite(city: Sample.city, frame: frame, bulletins: [published], now: Sample.at(130)).files()
      #expect(text(files, "index.html").contains("menunggu tanda tangan kedua") == !isCountersigned)
      alerts.insert(text(files, "dumai-20211008-0700-1.xml"))
    }
    #expect(alerts.count == 1 && alerts.first?.contains("menunggu tanda tangan kedua") == true)
  }

  @Test("an area without a report says so on page, map and in data; without a bulletin nothing looks safe")
  func unknown() throws {
    let files = try site(.actual, []).files()
    let page = text(files, "index.html")
    #expect(page.contains("Itu bukan tanda aman"))
    #expect(Markup.plain(page).contains("BELUM ADA LAPORAN"))
    #expect(page.contains("url(#depth-no_report)"))
    #expect(text(files, "kelurahan.json").contains("\"state\":\"no_report\""))
    #expect(text(files, "kelurahan.geojson").contains("\"state\":\"no_report\""))
    #expect(!text(files, "kelurahan.json").contains("reported_dry"))
  }

  @Test("in an exercise each page is marked at both ends; pages are well-formed and hold no script and no outside address")
  func pages() throws {
    for mode in [Mode.actual, .exercise] {
      for file in try site(mode, [.replaced(by: "b"), .live]).files()
      where file.path.hasSuffix(".html") || file.path.hasSuffix(".svg") {
        let html = String(decoding: file.bytes, as: UTF8.self)
        #expect(Markup.faults(html) == [], "\(file.path)")
        #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("@import"), "\(file.path)")
        let plain = Markup.plain(html)
        if mode == .exercise { #expect(CAPMark.stands(atEndOf: plain), "\(file.path): \(plain.suffix(60))") }
        if mode == .actual { #expect(!plain.contains("LATIHAN"), "\(file.path)") }
      }
    }
  }

  @Test("bulletins of an exercise never stand on the pages of an actual operation")
  func modes() throws {
    let frame = try #require(BulletinSample.frame(.actual))
    let exercise = PublicSite.Published(
      content: try #require(BulletinSample.content(.exercise)), release: BulletinSample.release(.exercise), isLive: true)
    let files = PublicSite(city: Sample.city, frame: frame, bulletins: [exercise], now: Sample.at(130)).files()
    #expect(!files.contains { $0.path.contains("-X") })
    #expect(text(files, "index.html").contains("Itu bukan tanda aman"))
  }

  @Test("the same input gives the same bytes")
  func deterministic() throws {
    #expect(try site(.exercise, [.live]).files() == site(.exercise, [.live]).files())
  }
}
