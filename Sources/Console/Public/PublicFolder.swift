/// All routes of this folder.
enum PublicFolder {
  static let routes: [Route] =
    BulletinRoutes.routes + PublicRoutes.routes + CitizenRoutes.routes + TriageRoutes.routes + RumourRoutes.routes
}
