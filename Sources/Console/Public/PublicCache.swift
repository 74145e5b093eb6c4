import Basics
import Crypto
import Incident
import Operations
import Publication
import Synchronization

/// The public pages in memory: made once per change of what they show, served to any number of readers without a word to the desk.
final class PublicCache: Sendable {
  /// Minutes after which pages are made anew although nothing was reported: figures grow old by themselves.
  static let freshMinutes = 2
  /// Seconds for which a browser or a proxy may keep them.
  static let maxAge = 30

  struct Served: Sendable {
    var type: String
    var bytes: [UInt8]
    /// With quotes, as in the header.
    var tag: String
  }

  struct Made: Sendable {
    var version: PublicVersion
    var at: Instant
    var files: [String: Served]
    var isExercise: Bool
  }

  private struct Box: Sendable {
    var made: Made?
    var isMaking = false
    /// How often pages were made: for tests.
    var count = 0
    var contents: [String: BulletinContent] = [:]
  }

  private let box = Mutex(Box())

  var timesMade: Int { box.withLock { $0.count } }

  /// The pages as of now. While they are made anew, readers get the ones before.
  func pages(_ services: ConsoleServices) async throws -> Made? {
    let picture = services.picture
    guard let version = PublicVersion(picture) else { return nil }
    let now = services.now
    let (old, makes) = box.withLock { box -> (Made?, Bool) in
      if let made = box.made, made.version == version, now.minutes(since: made.at) < Self.freshMinutes, now >= made.at {
        return (made, false)
      }
      if box.isMaking, let made = box.made { return (made, false) }
      box.isMaking = true
      return (box.made, true)
    }
    if !makes { return old }
    defer { box.withLock { $0.isMaking = false } }
    let known = box.withLock { $0.contents }
    let read = try await services.keeper.look { desk, _ -> ([PublicSite.Published], [String: BulletinContent]) in
      var contents = known
      var all: [PublicSite.Published] = []
      for id in picture.state.operationIDs {
        let isOpen = picture.state.operation(id)?.isOpen ?? false
        all += try PublicSite.published(picture.state, id) { (text) throws(Problem) in
          if let content = contents[text.row] { return content }
          let content = try desk.bulletin(text)
          contents[text.row] = content
          return content
        }.map { one in
          // What an operation said holds while it is open; the archive keeps it.
          var one = one
          one.isLive = one.isLive && isOpen
          return one
        }
      }
      return (all, contents)
    }
    let made = Self.make(picture, version, read.0, now)
    box.withLock { box in
      box.made = made
      box.contents = read.1
      box.count += 1
    }
    return made
  }

  private static func make(_ picture: Picture, _ version: PublicVersion, _ published: [PublicSite.Published], _ now: Instant)
    -> Made
  {
    var files: [String: Served] = [:]
    if let frame = picture.operation ?? picture.state.operationIDs.last.flatMap({ picture.state.operation($0) }) {
      var site = PublicSite(city: picture.city, frame: frame, bulletins: published, now: now)
      site.reportAddress = "/lapor"
      for file in site.files() {
        files[file.path] = Served(type: file.mediaType, bytes: file.bytes, tag: "\"\(tag(file.bytes))\"")
      }
    }
    return Made(version: version, at: now, files: files, isExercise: picture.mode == .exercise)
  }

  private static func tag(_ bytes: [UInt8]) -> String { SecretText.hex(Array(Array(SHA256.hash(data: bytes)).prefix(12))) }
}

/// What the public pages depend on. Parts that did not change share their storage, so that comparing them costs next to nothing.
struct PublicVersion: Equatable, Sendable {
  var operation: OperationID
  var isOpen: Bool
  var bulletins: [BulletinID: BulletinRecord]
  var depths: [AreaID: [DepthRecord]]
  var roads: [String: RoadReport]
  var power: [AreaID: PowerRecord]
  var affected: [AffectedReport]
  var shelters: [PlaceID: ShelterCount]
  var posts: [PostID: PostRecord]

  /// Nil where there was never an operation.
  init?(_ picture: Picture) {
    guard let frame = picture.operation ?? picture.state.operationIDs.last.flatMap({ picture.state.operation($0) }) else {
      return nil
    }
    operation = frame.id
    isOpen = frame.isOpen
    bulletins = picture.state.bulletins
    depths = frame.depths
    roads = frame.closedRoads
    power = frame.power
    affected = frame.affected
    shelters = frame.shelterCounts
    posts = frame.posts
  }
}

/// Routes of the public pages.
enum PublicRoutes {
  static let routes: [Route] = [
    .get("/info", .everyone) { _, _ in .seeOther("/info/index.html") },
    .get("/info/{file}", .everyone) { call, services in
      guard let made = try await services.keeper.publicPages.pages(services), let file = made.files[call.parameter("file")] else {
        let frame = Frame(call, services)
        guard call.parameter("file") == "index.html" else { return Gate(services: services).error(404, "error.notFound", call) }
        return WebAnswer(frame.plainPage(frame.picture.city.sender, Parts.notice(frame.say("public.nothing"))))
      }
      var answer = PublicFiles.answer(file.type, file.bytes)
      if call.ifNoneMatch.contains(file.tag) {
        answer.status = 304
        answer.body = .bytes([])
      }
      answer.headers += [
        ("etag", file.tag), ("cache-control", "public, max-age=\(PublicCache.maxAge)"), ("vary", "accept-encoding"),
        ("cross-origin-resource-policy", "cross-origin"), ("access-control-allow-origin", "*"),
      ]
      if made.isExercise { answer.set("x-robots-tag", "noindex") }
      return answer
    },
  ]
}
