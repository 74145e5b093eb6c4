import Basics
import Foundation

/// Files that come to be whole: written under another name, then given their own.
enum NewFile {
  enum Outcome { case given, taken }

  /// Gives a finished draft its name, unless a file of that name exists, and forces both to disk. The draft's name is gone after.
  ///
  /// - Parameter hasLinks: false as on file systems without links; for tests.
  static func give(_ draft: String, name path: String, hasLinks: Bool = true) throws(Problem) -> Outcome {
    try sync(draft)
    defer { unlink(draft) }
    if !hasLinks || link(draft, path) != 0 {
      let error = hasLinks ? errno : EPERM
      if error == EEXIST { return .taken }
      // File systems of sticks (FAT) have no links.
      guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(error) else { throw SystemProblem.failed("create", path, error) }
      if access(path, F_OK) == 0 { return .taken }
      guard rename(draft, path) == 0 else { throw SystemProblem.failed("create", path) }
    }
    let folder = (path as NSString).deletingLastPathComponent
    try sync(folder.isEmpty ? "." : folder)
    return .given
  }

  private static func sync(_ path: String) throws(Problem) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SystemProblem.failed("open", path) }
    defer { close(file) }
    // Some file systems cannot sync a folder (EINVAL): then there is nothing more to be had.
    guard fsync(file) == 0 || errno == EINVAL else { throw SystemProblem.failed("write", path) }
  }
}
