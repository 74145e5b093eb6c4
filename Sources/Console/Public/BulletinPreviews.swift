import Basics
import Incident
import Publication

/// What exactly goes out in each form, and to whom and how many.
struct BulletinPreviews {
  let frame: Frame
  let call: WebCall
  let file: BulletinFile
  let path: String

  private func say(_ key: String, _ values: [String: String] = [:]) -> String { frame.say(key, values) }
  private var city: City { frame.picture.city }
  private var language: Language { call.query["in"] == "en" ? .en : .id }
  private var sheet: BulletinSheet { file.sheet(frame, language) }
  private var sms: ShortMessage { BulletinForms.sms(sheet, city: city) }
  private var recipients: Int { min(50_000_000, max(0, call.query.int("recipients") ?? 0)) }
  private var rupiah: Int { min(100_000, max(0, call.query.int("rupiah") ?? 0)) }

  private func file(_ name: String) -> String { "\(path)/\(name)" + (language == .en ? "?in=en" : "") }

  private func text(_ title: String, _ id: String, _ text: String, _ note: HTML = .none) -> HTML {
    """
    <details class="form" id="\(id)" open><summary>\(title)</summary>\(note)<pre class="sheet" lang="\(language.rawValue)">\(text)</pre></details>
    """
  }

  var html: HTML {
    let radio = BulletinForms.radio(sheet, city: city)
    let other: HTML =
      language == .en
      ? "<a href=\"\(path)#forms\">Bahasa Indonesia</a>" : "<a href=\"\(path)?in=en#forms\" lang=\"en\">English</a>"
    let alert = BulletinAlert.alert(file.content, release: sheet.release, city: city)
    let chat = BulletinForms.chat(sheet)
    return Parts.card(
      say("bulletin.forms"), id: "forms",
      """
      <p>\(other)</p>
      <p class="buttons"><a class="button" href="\(file("page.html"))">\(say("form.page"))</a> <a class="button" href="\(file("page.html"))">\(say("form.a4"))</a>
      <a class="button" href="\(file("poster.svg"))">\(say("form.poster"))</a> <a class="button" href="\(file("alert.xml"))">\(say("form.cap"))</a></p>
      <div class="two"><div>
      \(text(say("form.sms"), "sms", sms.text, smsNote))
      \(text(say("form.radio"), "radio", radio.text, "<p class=\"fine\">\(say("form.radioTime", ["seconds": "\(radio.seconds)", "pace": "\(BulletinForms.wordsPerMinute)"]))</p>"))
      <details class="form" id="cap"><summary>\(say("form.cap"))</summary><p class="fine">\(alert.identifier) · \(alert.status.rawValue) · \(alert.messageType.rawValue)</p><pre class="sheet">\(String(decoding: CAPWriter.bytes(alert), as: UTF8.self))</pre></details>
      </div><div>
      <figure class="poster"><img src="\(file("poster.svg"))" alt="\(sheet.headline)" loading="lazy"></figure></div></div>
      \(text(say("form.chat"), "chat", chat, "<p class=\"fine\">\(say("form.chatLength", ["count": "\(chat.count)"]))</p>"))
      """)
  }

  private var smsNote: HTML {
    """
    <p class="fine">\(say("form.smsParts", ["units": "\(sms.units)", "alphabet": sms.alphabet.rawValue, "parts": "\(sms.parts.count)"]))</p>
    """
  }

  // MARK: To whom

  /// An exercise reaches its participants only, whatever is filled in.
  var reach: HTML {
    let isActual = frame.picture.mode == .actual
    let everyone = say(isActual ? "reach.everyone" : "reach.participants")
    let cost = sms.cost(recipients: recipients, rupiahPerPart: rupiah)
    let parts = Int64(sms.parts.count) * Int64(recipients)
    let paid: HTML =
      rupiah > 0
      ? "\(say("reach.cost", ["parts": frame.style.number(Int(parts)), "rupiah": frame.style.number(Int(cost))]))"
      : "\(say("reach.noPrice"))"
    let rows: [[HTML]] = [
      ["\(say("reach.page"))", "\(everyone)", "\(say("reach.open"))"],
      ["\(say("reach.feed"))", "\(everyone)", "\(say("reach.open"))"],
      [
        "SMS", "\(isActual ? say("reach.telephones") : say("reach.participants"))",
        recipients > 0 ? "\(frame.style.number(recipients)) · \(paid)" : "\(say("reach.notStated"))",
      ],
      ["\(say("form.chat"))", "\(say("reach.groups"))", "\(say("reach.byHand"))"],
      ["\(say("form.radio"))", "\(say("reach.listeners"))", "\(say("reach.byHand"))"],
    ]
    let form: HTML = """
      <form method="get" action="\(path)#reach" class="form row"><label class="field"><span>\(say("reach.howMany"))</span><input type="number" name="recipients" min="0" max="50000000" value="\(recipients)" inputmode="numeric"></label>
      <label class="field"><span>\(say("reach.price"))</span><input type="number" name="rupiah" min="0" max="100000" value="\(rupiah)" inputmode="numeric"></label><button>\(say("reach.count"))</button></form>
      """
    return Parts.card(
      say("reach.title"), id: "reach",
      Parts.table([say("reach.channel"), say("reach.whom"), say("reach.number")], rows) + form)
  }
}
