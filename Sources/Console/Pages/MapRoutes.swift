import Basics
import Geography
import Incident
import Publication

/// The map of the city at an instant that a slider chooses, and the tables that say the same.
enum MapRoutes {
  static let routes: [Route] = [
    .get("/map.svg", .picture) { call, services in drawing(call, services) },
    .get("/map", .picture) { call, services in WebAnswer(page(call, services)) },
  ]

  private static func drawing(_ call: WebCall, _ services: ConsoleServices) -> WebAnswer {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else { return Gate(services: services).error(404, "error.notFound", call) }
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    let outlook = WaterOutlook(
      frame.picture, operation, at: WaterOutlook.instant(call.query["at"], frame.now), now: frame.now)
    let map = city(frame.picture, operation, shift, outlook, frame.language)
    // The drawing has a style of its own, and nothing else may come with it.
    return WebAnswer(
      type: "image/svg+xml", Array(map.svg().utf8),
      headers: [("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")])
  }

  /// The whole drawing.
  static func city(
    _ picture: Picture, _ operation: EmergencyOperation, _ shift: Shift?, _ outlook: WaterOutlook, _ language: Language
  ) -> CityMap {
    CityMap(
      view: view(picture, operation, shift), areas: outlook.areas, layers: layers(picture, operation, shift), language: language)
  }

  /// The plan of the shift, or its needs where there is no plan.
  private static func view(_ picture: Picture, _ operation: EmergencyOperation, _ shift: Shift?) -> PlanView {
    let title = picture.titles[operation.id] ?? Bilingual(id: operation.opening.name, en: operation.opening.name)
    let names = Names(picture.roster)
    if let shift, let record = picture.state.currentPlan(operation.id, shift: shift.id) {
      return PlanView(record: record, operation: operation, title: title, city: picture.city, names: names)
    }
    let posts = shift.map { operation.openPosts(shifts: [$0.id]) } ?? []
    let plan = Plan(
      shifts: shift.map { [$0.id] } ?? [], posts: posts, duties: [], shortages: [], proof: nil, cost: 0, unmetByTier: [],
      status: .optimal, gap: 0, caveats: [])
    return PlanView(
      plan: plan, id: "-", title: title, mode: operation.mode, city: picture.city, shifts: operation.shiftList, names: names)
  }

  /// Roads, power and people as they are known now; of a later hour only the water is spoken of.
  static func layers(_ picture: Picture, _ operation: EmergencyOperation, _ shift: Shift?) -> MapLayers {
    var staff: [PlaceID: MapLayers.Staff] = [:]
    for order in picture.state.orders(operation.id) where order.shift == shift?.id {
      guard let place = operation.posts[order.post]?.post.place else { continue }
      staff[place, default: MapLayers.Staff()].add(order.phase)
    }
    return MapLayers(
      city: picture.city, mode: operation.mode, closedRoads: operation.closedRoads.keys.sorted(),
      power: operation.power.compactMapValues { $0.report?.state }, staff: staff)
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else { return frame.page(frame.w("map.title"), BoardRoutes.welcome(frame)) }
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    let at = WaterOutlook.instant(call.query["at"], frame.now)
    let view = MapPage(
      frame: frame, operation: operation, shift: shift,
      outlook: WaterOutlook(frame.picture, operation, at: at, now: frame.now))
    return frame.page(frame.w("map.title"), live: true, view.content)
  }
}
