import Ledger
import Testing

/// Vectors of the standard 8-leaf set (certificate-transparency test data) and exhaustive checks against the definition.
struct MerkleTests {
  static let data: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57), Array(0x60...0x6f),
  ]
  static let leafHex = """
    6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
    96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7
    0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7
    07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7
    bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b
    4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658
    b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f
    46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1
    """
  static let rootHex = """
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
    fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
    aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
    d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
    4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
    76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
    ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
    5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
    """
  static let leaves = data.map { LogHash.leaf($0) }
  static let roots = rootHex.split(separator: "\n").map(String.init)

  /// Named hashes of the vectors' paths: L leaf, R root of a size, N inner node.
  static func named(_ name: String) -> String {
    switch name {
    case "N23": return "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
    case "N45": return "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
    case "N67": return "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
    case "N47": return "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
    default:
      let index = Int(name.dropFirst()) ?? 0
      return name.hasPrefix("L") ? leaves[index].hex : roots[index]
    }
  }

  @Test func leafAndRootHashesAreThoseOfTheStandardVectors() {
    #expect(Self.leaves.map(\.hex) == Self.leafHex.split(separator: "\n").map(String.init))
    var tree = MerkleTree()
    #expect(tree.root.hex == Self.roots[0])
    for (i, leaf) in Self.leaves.enumerated() {
      tree.append(leaf)
      #expect(tree.root.hex == Self.roots[i + 1])
      #expect(tree.size == UInt64(i + 1))
    }
  }

  @Test(arguments: [
    (0, 1, ""), (0, 8, "L1 N23 N47"), (5, 8, "L4 N67 R4"), (2, 3, "R2"), (1, 5, "L0 N23 L4"),
  ])
  func inclusionPathsAreThoseOfTheVectors(index: Int, size: Int, path: String) throws {
    let proof = try #require(MerkleProof.inclusion(of: index, in: Array(Self.leaves.prefix(size))))
    #expect(proof.map(\.hex) == path.split(separator: " ").map { Self.named(String($0)) })
  }

  @Test(arguments: [
    (1, 1, ""), (1, 8, "L1 N23 N47"), (6, 8, "N45 N67 R4"), (2, 5, "N23 L4"), (6, 7, "N45 L6 R4"),
  ])
  func consistencyPathsAreThoseOfTheVectors(earlier: Int, later: Int, path: String) throws {
    let proof = try #require(MerkleProof.consistency(from: earlier, in: Array(Self.leaves.prefix(later))))
    #expect(proof.map(\.hex) == path.split(separator: " ").map { Self.named(String($0)) })
  }

  /// RFC 6962's definition, word for word.
  static func definition(_ leaves: ArraySlice<LogHash>) -> LogHash {
    if leaves.isEmpty { return LogHash(hashing: []) }
    guard leaves.count > 1, let first = leaves.indices.first else { return leaves[leaves.startIndex] }
    var k = 1
    while k * 2 < leaves.count { k *= 2 }
    return LogHash.node(definition(leaves[first..<(first + k)]), definition(leaves[(first + k)...]))
  }

  static let many: [LogHash] = (0..<130).map { LogHash.leaf([UInt8($0), UInt8($0 / 7)]) }

  @Test func rootsFollowTheDefinitionForEverySizeTo130() {
    var tree = MerkleTree()
    for size in 0...130 {
      #expect(tree.root == Self.definition(Self.many[..<size]))
      if size < 130 { tree.append(Self.many[size]) }
    }
  }

  @Test func everyInclusionProofTo130HoldsForItsPlaceOnly() throws {
    for size in 1...130 {
      let leaves = Array(Self.many[..<size])
      let root = MerkleTree(leaves: leaves).root
      for index in 0..<size {
        let path = try #require(MerkleProof.inclusion(of: index, in: leaves))
        func holds(_ place: Int, _ path: [LogHash], _ size: Int) -> Bool {
          MerkleProof.verifyInclusion(leaf: leaves[index], index: UInt64(place), size: UInt64(size), path: path, root: root)
        }
        var good = holds(index, path, size)
        good = good && !holds((index + 1) % size, path, size) || (size == 1 && good)
        good = good && !holds(index, path + [root], size) && !holds(index, path, 0)
        good = good && (path.isEmpty || !holds(index, Array(path.dropLast()), size))
        if !good { Issue.record("inclusion of \(index) in \(size)") }
      }
      #expect(MerkleProof.inclusion(of: size, in: leaves) == nil)
    }
  }

  @Test func everyConsistencyProofTo130HoldsForItsRootsOnly() throws {
    let roots = (0...130).map { MerkleTree(leaves: Self.many[..<$0]).root }
    for later in 1...130 {
      let leaves = Array(Self.many[..<later])
      for earlier in 1...later {
        let path = try #require(MerkleProof.consistency(from: earlier, in: leaves))
        func holds(_ root: LogHash, _ path: [LogHash]) -> Bool {
          MerkleProof.verifyConsistency(
            earlier: UInt64(earlier), earlierRoot: root, later: UInt64(later), laterRoot: roots[later], path: path)
        }
        var good = holds(roots[earlier], path) && !holds(roots[earlier - 1], path)
        good = good && !holds(roots[earlier], path + [roots[0]])
        good = good && (path.isEmpty || !holds(roots[earlier], Array(path.dropLast())))
        if !good { Issue.record("consistency of \(earlier) in \(later)") }
      }
    }
    #expect(MerkleProof.consistency(from: 0, in: Self.many) == nil)
    #expect(MerkleProof.verifyConsistency(earlier: 0, earlierRoot: roots[0], later: 5, laterRoot: roots[5], path: []))
    #expect(!MerkleProof.verifyConsistency(earlier: 6, earlierRoot: roots[6], later: 5, laterRoot: roots[5], path: [roots[1]]))
  }
}
