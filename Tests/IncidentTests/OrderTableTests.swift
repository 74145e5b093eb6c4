import Basics
import Testing

@testable import Incident

@Suite("The life of an order") struct OrderTableTests {
  typealias Phase = OrderState.Phase

  /// The whole table by hand, independent of the code: a row per phase, a column per step, in the order of `Phase.allCases`
  /// without `issued`. h happens, a happens with acceptance, . known, x refused.
  static let table: [(Phase, String)] = [
    //                delivered unanswered accepted declined enRoute arrived onDuty relieved released stoodDown
    (.issued, "h h h h a a a x x h"),
    (.delivered, ". h h h a a a x x h"),
    (.unanswered, ". . h h a a a x x h"),
    (.accepted, ". . . h h h h x x h"),
    (.declined, ". . x . x x x x x ."),
    (.enRoute, ". . . h . h h x x h"),
    (.arrived, ". . . x . . h x h h"),
    (.onDuty, ". . . x . . . h h x"),
    (.relieved, ". . . x . . . . h x"),
    (.released, ". . . x . . . . . x"),
    (.stoodDown, ". . x . x x x x x ."),
  ]

  @Test("each step from each state does what the table says") func table() {
    let steps = Phase.allCases.filter { $0 != .issued }
    #expect(Self.table.map(\.0) == Phase.allCases)
    for (phase, row) in Self.table {
      let cells = row.split(separator: " ").map(String.init)
      #expect(cells.count == steps.count)
      for (step, cell) in zip(steps, cells) {
        let mark =
          switch phase.verdict(for: step) {
          case .happens: "h"
          case .happensWithAcceptance: "a"
          case .known: "."
          case .refused: "x"
          }
        #expect(mark == cell, "\(phase) then \(step)")
      }
    }
  }

  /// How a phase is reached from a fresh order.
  static let paths: [Phase: [Phase]] = [
    .issued: [], .delivered: [.delivered], .unanswered: [.unanswered], .accepted: [.accepted], .declined: [.declined],
    .enRoute: [.accepted, .enRoute], .arrived: [.accepted, .arrived], .onDuty: [.accepted, .arrived, .onDuty],
    .relieved: [.accepted, .arrived, .onDuty, .relieved], .released: [.accepted, .arrived, .onDuty, .released],
    .stoodDown: [.stoodDown],
  ]

  static func command(_ step: Phase, _ order: OrderID, _ at: Instant) -> Command {
    let receipt = OrderReceipt(order: order, at: at)
    return switch step {
    case .issued: .order(.issue(PlanID("plan-1"), duties: nil, deadline: at.adding(minutes: 60)))
    case .delivered: .order(.deliver(receipt))
    case .unanswered: .order(.passDeadline(receipt))
    case .accepted: .order(.accept(OrderAcceptance(order: order, at: at)))
    case .declined: .order(.decline(OrderDecline(order: order, at: at, reason: .personal)))
    case .enRoute: .order(.depart(receipt))
    case .arrived: .order(.arrive(receipt))
    case .onDuty: .order(.startDuty(receipt))
    case .relieved: .order(.relieve(OrderRelief(order: order, at: at)))
    case .released: .order(.release(receipt))
    case .stoodDown: .order(.standDown(OrderStandDown(order: order, at: at, reason: .other)))
    }
  }

  @Test("a late or doubled receipt never leads an order back", arguments: Phase.allCases) func commands(_ phase: Phase) throws {
    for step in Phase.allCases where step != .issued {
      var post = try TestPost(mode: .exercise)
      try post.open([World.kitchen])
      let order = try #require(try post.call([(1, World.kitchen)]).first)
      post.now = post.now.adding(minutes: 25)
      for step in Self.paths[phase] ?? [] { try post.do(Self.command(step, order, post.now)) }
      #expect(post.state.orders[order]?.phase == phase)
      let result = post.handle(Self.command(step, order, post.now))
      switch phase.verdict(for: step) {
      case .happens, .happensWithAcceptance: #expect(post.state.orders[order]?.phase == step)
      case .known:
        #expect(post.state.orders[order]?.phase == phase)
        #expect((try? result.get())?.isEmpty == true)
      case .refused(let code):
        #expect(post.state.orders[order]?.phase == phase)
        #expect(throws: Refusal(code, ["order": order.rawValue])) { try result.get() }
      }
      #expect(post.state.checkInvariants() == [])
    }
  }

  @Test("the hours worked are kept from the start of duty to the relief") func worked() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let order = try #require(try post.call([(1, World.kitchen)]).first)
    for step in [Phase.accepted, .arrived, .onDuty] { try post.do(Self.command(step, order, post.now)) }
    let from = post.now
    post.now = post.now.adding(minutes: 480)
    try post.do(Self.command(.relieved, order, post.now))
    let to = post.now
    post.now = post.now.adding(minutes: 30)
    try post.do(Self.command(.released, order, post.now))
    #expect(post.state.orders[order]?.state == .released(worked: Interval(start: from, end: to), at: post.now))
  }
}
