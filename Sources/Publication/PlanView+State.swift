import Basics
import Incident

extension PlanView {
  /// A plan as the log's state holds it, with the shifts and partners' teams of its operation.
  public init(
    record: PlanRecord, operation: EmergencyOperation, title: Bilingual, city: City, names: Names,
    explanations: [Explanation] = []
  ) {
    self.init(
      plan: record.plan, id: record.id.rawValue, title: title, mode: operation.mode, city: city, shifts: operation.shiftList,
      names: names, partnerTeams: operation.partnerTeams.filter { $0.heads > 0 }, explanations: explanations)
  }
}
