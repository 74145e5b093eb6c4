import Basics
import Crypto
import Foundation
import Publication

/// Files that are made for the public: pages with a style of their own, pictures, alerts, texts.
enum PublicFiles {
  /// The style that stands in each public page, by its digest: nothing else may style or run.
  static let policy: String = {
    let digest = Data(SHA256.hash(data: Array(PublicPage.css.utf8))).base64EncodedString()
    return
      "default-src 'none'; style-src 'sha256-\(digest)'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }()

  static func answer(_ type: String, _ bytes: [UInt8], status: Int = 200) -> WebAnswer {
    WebAnswer(status: status, type: type, bytes, headers: [("content-security-policy", policy)])
  }
}
