/// Raw memory that grows and is kept from use to use; the owner frees it.
struct RawMemory<Element> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int

  init(_ capacity: Int = 0) {
    self.capacity = max(16, capacity)
    base = .allocate(capacity: self.capacity)
  }

  func deallocate() { base.deallocate() }

  /// Room for `count` elements, the first `kept` of which stay.
  mutating func reserve(_ count: Int, keeping kept: Int = 0) {
    if count <= capacity { return }
    let wider = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 2 * capacity))
    wider.update(from: base, count: kept)
    base.deallocate()
    capacity = max(count, 2 * capacity)
    base = wider
  }
}
