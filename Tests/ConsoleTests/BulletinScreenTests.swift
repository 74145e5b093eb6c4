import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Publication
import Testing

@testable import Console

@Suite("The information officer's screen") struct BulletinScreenTests {
  static let contact = [
    ("numbers", "112 | darurat | emergency"), ("web", "https://info.example.id/"), ("account", "@info"),
    ("sender", "bpbd@example.id"),
  ]

  /// The fields that a page's form of this action would send by itself.
  static func hidden(_ page: String, _ action: String) -> [(String, String)] {
    guard let start = page.range(of: "action=\"\(action)\"") else { return [] }
    let form = page[start.upperBound...].prefix(while: { _ in true })
    let end = form.range(of: "</form>")?.lowerBound ?? form.endIndex
    return form[..<end].components(separatedBy: "<input type=\"hidden\" name=\"").dropFirst().compactMap { piece in
      let parts = piece.components(separatedBy: "\"")
      return parts.count > 2 && parts[0] != "csrf" ? (parts[0], parts[2]) : nil
    }
  }

  private func record(_ bench: Bench, _ id: String = "bulletin-1") throws -> BulletinRecord {
    try #require(bench.keeper.box.value.state.bulletin(BulletinID(id)))
  }

  /// Presses the button of a step as the page offers it.
  private func press(_ step: String, _ browser: Browser, _ client: any TestClientProtocol, _ more: [(String, String)] = [])
    async throws -> TestResponse
  {
    let path = "/bulletins/bulletin-1"
    let page = try await browser.get(client, path).text
    return try await browser.post(client, "\(path)/\(step)", Self.hidden(page, "\(path)/\(step)") + more)
  }

  @Test("from facts to a published bulletin two accounts are needed, and each step is in the log under its account")
  func fourEyes() async throws {
    let bench = try await Bench.withScenario()
    let (pio, commander) = (try await bench.signedIn(.pio), try await bench.signedIn(.commander))
    try await bench.test { client in
      let empty = try await pio.get(client, "/bulletins").text
      #expect(empty.contains("action=\"/bulletins\"") && empty.contains("LATIHAN"))
      let made = try await pio.post(client, "/bulletins", [("level", "orange"), ("hours", "6"), ("next", "60")] + Self.contact)
      #expect(made.headers[.location] == "/bulletins/bulletin-1?done=drafted")
      let draft = try await pio.get(client, "/bulletins/bulletin-1").text
      for part in ["id=\"check\"", "id=\"facts\"", "id=\"sms\"", "id=\"radio\"", "id=\"cap\"", "id=\"chat\"", "id=\"reach\""] {
        #expect(draft.contains(part), "\(part)")
      }
      #expect(!draft.contains("⟨"))
      // Nobody signs what was not brought in, nor their own; the second account does.
      #expect(try await press("submit", pio, client).status == .seeOther)
      let own = try await pio.post(
        client, "/bulletins/bulletin-1/approve",
        [("version", "1"), ("digest", try record(bench).current.text.digest)])
      #expect(own.status.code >= 400)
      #expect(
        try await pio.get(client, "/bulletins/bulletin-1").text.contains("action=\"/bulletins/bulletin-1/approve\"") == false)
      #expect(try await press("approve", commander, client).status == .seeOther)
      #expect(try await press("publish", pio, client).status == .seeOther)
      let one = try record(bench)
      #expect(one.isLive && one.release?.publication.reach == .participants)
      #expect(one.release?.approvedBy == .person(office: "kantor-commander"))
      #expect(one.authors == [.person(office: "kantor-pio")])
      for (form, type) in [
        ("page.html", "text/html"), ("poster.svg", "image/svg"), ("alert.xml", "application/cap"), ("chat.txt", "text/plain"),
      ] {
        let answer = try await pio.get(client, "/bulletins/bulletin-1/\(form)")
        #expect(answer.status == .ok && answer.headers[.contentType]?.hasPrefix(type) == true, "\(form)")
        #expect(answer.text.contains("LATIHAN"), "\(form)")
      }
    }
  }

  @Test("what was edited after it was seen is not signed, two editors do not undo each other, and a return says why")
  func versions() async throws {
    let bench = try await Bench.withScenario()
    let (pio, commander) = (try await bench.signedIn(.pio), try await bench.signedIn(.commander))
    try await bench.test { client in
      _ = try await pio.post(client, "/bulletins", [("level", "orange")] + Self.contact)
      _ = try await press("submit", pio, client)
      let seen = Self.hidden(
        try await commander.get(client, "/bulletins/bulletin-1").text, "/bulletins/bulletin-1/approve")
      #expect(seen.contains { $0.0 == "digest" })
      let edit =
        [
          ("version", "1"), ("level", "orange"), ("leadID", "Air masuk rumah."), ("leadEN", "Water enters homes."),
          ("actionsID", "Siap-siap."), ("actionsEN", "Get ready."),
        ] + Self.contact
      #expect(try await pio.post(client, "/bulletins/bulletin-1/edit", edit).status == .seeOther)
      #expect(try await pio.post(client, "/bulletins/bulletin-1/edit", edit).status.code >= 400)
      _ = try await press("submit", pio, client)
      #expect(try await commander.post(client, "/bulletins/bulletin-1/approve", seen).status.code >= 400)
      let page = try await commander.get(client, "/bulletins/bulletin-1").text
      #expect(page.contains("<ins>Air masuk rumah.</ins>") && page.contains("<del>"))
      #expect(try await press("return", commander, client).status == .unprocessableContent)
      #expect(try await press("return", commander, client, [("reason", "Jl. Ombak sudah dibuka")]).status == .seeOther)
      #expect(try await pio.get(client, "/bulletins/bulletin-1").text.contains("Jl. Ombak sudah dibuka"))
      #expect(try record(bench).state == .draft)
    }
  }

  @Test("published by one person for life safety, it stands as an alarm on every screen until a second account has signed")
  func alone() async throws {
    let bench = try await Bench.withScenario()
    let (pio, commander) = (try await bench.signedIn(.pio), try await bench.signedIn(.commander))
    try await bench.test { client in
      _ = try await pio.post(client, "/bulletins", [("level", "red"), ("lifeSafety", "yes")] + Self.contact)
      let step = [("version", "1"), ("digest", try record(bench).current.text.digest)]
      #expect(try await pio.post(client, "/bulletins/bulletin-1/alone", step).status.code >= 400)
      #expect(try await commander.post(client, "/bulletins/rules", [("alone", "kantor-pio")]).status == .seeOther)
      #expect(try await press("alone", pio, client).status == .seeOther)
      for path in ["/bulletins", "/"] {
        #expect(try await commander.get(client, path).text.contains("tanda tangan kedua masih ditunggu"), "\(path)")
      }
      #expect(try await pio.post(client, "/bulletins/bulletin-1/countersign", step).status.code >= 400)
      #expect(try await press("countersign", commander, client).status == .seeOther)
      #expect(try await commander.get(client, "/bulletins").text.contains("masih ditunggu") == false)
    }
  }

  @Test("who acts for another office signs in its name, but never under what they wrote themselves") func acting() async throws {
    let bench = try await Bench.withScenario()
    let (pio, commander) = (try await bench.signedIn(.pio), try await bench.signedIn(.commander))
    var acting = Account(name: "a-commander", office: "kantor-commander", role: .commander)
    acting.actingFor = "kalaksa-bpbd"
    bench.keeper.access.accept(acting)
    try await bench.test { client in
      _ = try await commander.post(client, "/bulletins/rules", [("approvers", "kalaksa-bpbd")])
      _ = try await pio.post(client, "/bulletins", [("level", "orange")] + Self.contact)
      _ = try await press("submit", pio, client)
      #expect(try await press("approve", commander, client).status == .seeOther)
      guard case .approved(let by, _) = try record(bench).state else {
        Issue.record("not approved")
        return
      }
      #expect(by == .person(office: "kalaksa-bpbd"))
      let edit = [
        ("version", "1"), ("leadID", "Air."), ("leadEN", "Water."), ("actionsID", "Siap."), ("actionsEN", "Ready."),
      ]
      #expect(try await commander.post(client, "/bulletins/bulletin-1/edit", edit + Self.contact).status == .seeOther)
      _ = try await press("submit", pio, client)
      let step = [("version", "2"), ("digest", try record(bench).current.text.digest)]
      #expect(try await commander.post(client, "/bulletins/bulletin-1/approve", step).status == .unprocessableContent)
    }
  }

  @Test("an agency's text and alert are kept with their source and cited; an order to evacuate is approved before it is needed")
  func statements() async throws {
    let bench = try await Bench.withScenario()
    let (pio, commander) = (try await bench.signedIn(.pio), try await bench.signedIn(.commander))
    try await bench.test { client in
      let text = "Peringatan dini: hujan lebat sampai pukul 22.00 WIB."
      #expect(
        try await pio.post(client, "/bulletins/statement", [("agency", "BMKG"), ("text", text)]).status == .seeOther)
      #expect(try await pio.get(client, "/bulletins").text.contains(text))
      _ = try await pio.post(client, "/bulletins", [("level", "orange"), ("cite", "0")] + Self.contact)
      #expect(try await pio.get(client, "/bulletins/bulletin-1/chat.txt").text.contains(text))
      #expect(try await pio.post(client, "/bulletins/statement", [("text", "<alert>")]).status.code >= 400)
      let standby = [("standby", "yes"), ("area", "14.72.06.1002")] + Self.contact
      #expect(try await pio.post(client, "/bulletins", standby).headers[.location]?.contains("bulletin-2") == true)
      let ready = try record(bench, "bulletin-2").current
      #expect(ready.level == .red && ready.isLifeSafety && ready.areas == [AreaID("14.72.06.1002")])
      let step = [("version", "1"), ("digest", ready.text.digest)]
      _ = try await pio.post(client, "/bulletins/bulletin-2/submit", step)
      _ = try await commander.post(client, "/bulletins/bulletin-2/approve", step)
      #expect(try await pio.post(client, "/bulletins/bulletin-2/publish", step).status == .seeOther)
      #expect(try record(bench, "bulletin-2").isLive)
    }
  }
}
