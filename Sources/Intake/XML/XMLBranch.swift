import Basics

/// One element of an XML document with all that it holds; names are local names, the namespace stands apart.
public struct XMLBranch: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    /// Empty for an attribute without a prefix.
    public var namespace: String
    public var name: String
    public var value: String
  }

  /// Empty where there is none.
  public var namespace: String
  public var name: String
  /// Where its start tag stands; from 1.
  public var line: Int
  public var attributes: [Attribute]
  /// Text that stands directly in it, all pieces in one.
  public internal(set) var text: String
  public internal(set) var children: [XMLBranch]

  /// The first child of this name in the same namespace. O(children)
  public func child(_ name: String) -> XMLBranch? { children.first { $0.name == name && $0.namespace == namespace } }

  /// All children of this name in the same namespace.
  public func children(_ name: String) -> [XMLBranch] { children.filter { $0.name == name && $0.namespace == namespace } }

  public func attribute(_ name: String) -> String? { attributes.first { $0.name == name && $0.namespace.isEmpty }?.value }
}

/// What the reader of XML refuses to take: a document from outside is made by anybody.
public enum XMLLimits {
  /// The largest CAP message seen in the wild (150 polygons) has 60 KiB; pictures inside one are bigger.
  public static let bytes = 4 << 20
  public static let depth = 32
  public static let elements = 50_000
  public static let attributesPerElement = 64
}
