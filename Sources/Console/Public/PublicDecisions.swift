import Basics
import Incident

/// What bulletins and residents' reports ask of the command post.
extension Decisions {
  var publicWork: [Decision] {
    let state = frame.picture.state
    var out: [Decision] = state.bulletinAlarms(operation.id, at: frame.now).map { alarm in
      let weight: Decision.Weight = if case .awaitsSecondSignature = alarm { .danger } else { .warning }
      return Decision(weight: weight, text: BulletinListPage.alarmText(alarm, frame), path: "/bulletins")
    }
    let waiting = state.bulletins(operation.id).filter { if case .submitted = $0.state { true } else { false } }
    for record in waiting {
      out.append(
        Decision(
          weight: record.current.isLifeSafety ? .warning : .next,
          text: frame.say("decide.approve", ["bulletin": record.id.rawValue]), path: BulletinListPage.path(record.id)))
    }
    // On the control room's screen at once, before anybody has read it.
    let urgent = state.triageQueue(operation.id).filter { $0.urgency == 1 }.count
    if urgent > 0 {
      out.append(
        Decision(weight: .danger, text: frame.say("decide.urgentTicket", ["count": "\(urgent)"]), path: "/reports#queue"))
    }
    return out
  }
}
