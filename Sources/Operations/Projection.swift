import Basics
import Incident
import Ledger

/// Tables for other programs' eyes: where each order stands and how each post is covered, as rows of canonical JSON.
///
/// They are derived: written in the transaction of the events that change them, and rebuilt from the log at any time
/// (`siaga doctor` compares the two, byte for byte).
enum Projection {
  static let orderTable = "projection.order"
  static let postTable = "projection.post"

  /// The rows that these events touch, as of `state`.
  static func rows(after events: [RecordedEvent], _ state: State) -> [SideRow] {
    var orders: Set<OrderID> = []
    var posts: Set<PostKey> = []
    for recorded in events { touch(recorded.event, state, &orders, &posts) }
    for id in orders {
      if let order = state.order(id) { posts.insert(PostKey(operation: order.operation, post: order.post)) }
    }
    return orders.sorted().compactMap { state.order($0) }.compactMap(row) + posts.sorted().compactMap { row($0, state) }
  }

  /// All rows, from nothing but the state.
  static func all(_ state: State) -> [SideRow] {
    let orders = state.operationIDs.flatMap { state.orders($0) }.compactMap(row)
    let posts = state.operationIDs.flatMap { id in
      (state.operation(id)?.posts.keys.sorted() ?? []).compactMap { row(PostKey(operation: id, post: $0), state) }
    }
    return (orders + posts).sorted { ($0.table, $0.id) < ($1.table, $1.id) }
  }

  /// Rows that are not what the state makes of them, and rows that are missing.
  static func faults(_ reader: some LogReader, _ state: State) throws(Problem) -> [String] {
    let rebuilt = all(state)
    let stored = try reader.sideRows(orderTable) + reader.sideRows(postTable)
    let expected = Dictionary(rebuilt.map { ($0.key, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let present = Set(stored.map(\.key))
    return stored.filter { expected[$0.key] != $0.bytes }.map { "\($0.table)/\($0.id) differs from the log" }
      + rebuilt.filter { !present.contains($0.key) }.map { "\($0.table)/\($0.id) is missing" }
  }

  private struct PostKey: Hashable, Comparable {
    var operation: OperationID
    var post: PostID
    static func < (a: Self, b: Self) -> Bool { (a.operation, a.post) < (b.operation, b.post) }
  }

  private static func touch(_ event: Event, _ state: State, _ orders: inout Set<OrderID>, _ posts: inout Set<PostKey>) {
    switch event {
    case .order: orders.insert(OrderID(subject(of: event)))
    case .need(let need):
      let operation = OperationID(subject(of: event))
      for post in need.touchedPosts(state, operation) { posts.insert(PostKey(operation: operation, post: post)) }
    case .database, .operation, .situation, .plan, .paper, .safety, .broadcast, .bulletin, .citizen, .exercise, .service, .access:
      break
    }
  }

  /// What comes after the slash of the stream: the id of the operation or order.
  private static func subject(of event: Event) -> String { String(event.stream.drop { $0 != "/" }.dropFirst()) }

  private static func row(_ order: OrderRecord) -> SideRow? {
    let value: JSONValue = [
      "deadline": .string(order.issue.deadline.text), "operation": .string(order.operation.rawValue),
      "phase": .string(order.phase.rawValue), "plan": .string(order.issue.plan.rawValue), "post": .string(order.post.rawValue),
      "seat": .string(order.issue.seat.rawValue), "staff": .string(order.staff.rawValue),
    ]
    guard let bytes = try? CanonicalJSON.encode(value) else { return nil }
    return SideRow(table: orderTable, id: order.id.rawValue, bytes: bytes)
  }

  private static func row(_ key: PostKey, _ state: State) -> SideRow? {
    guard let record = state.operation(key.operation)?.posts[key.post] else { return nil }
    let heads = state.heads(key.operation, post: key.post)
    let value: JSONValue = [
      "heads": .integer(Int64(record.post.heads)), "open": .bool(record.isOpen), "operation": .string(key.operation.rawValue),
      "ordered": .integer(Int64(heads.ordered)), "partners": .integer(Int64(heads.partners)), "post": .string(key.post.rawValue),
    ]
    guard let bytes = try? CanonicalJSON.encode(value) else { return nil }
    let id = "\(key.operation)/\(key.post)"
    return SideRow(
      table: postTable, id: id.utf8.count <= LedgerLimits.identifierBytes ? id : sha256(Array(id.utf8)), bytes: bytes)
  }
}

extension NeedEvent {
  /// Posts whose coverage or need this event may have changed.
  fileprivate func touchedPosts(_ state: State, _ operation: OperationID) -> [PostID] {
    switch self {
    case .postsOpened(let opened): opened.posts.map(\.id)
    case .postChanged(let change): [change.post]
    case .postClosed(let closing): [closing.post]
    case .aidRequested, .aidPromised, .aidArrived, .aidReleased:
      (state.operation(operation)?.partnerTeams ?? []).map(\.post)
    case .shiftsDefined, .postureActivated, .postureDeactivated, .equipmentReported: []
    }
  }
}
