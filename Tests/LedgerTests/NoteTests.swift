import Basics
import Ledger
import Testing

/// Vectors of C2SP signed-note, and own ones made with another implementation (Python, cryptography).
struct NoteTests {
  static let logKey = "siaga.example/dumai+89b7cbaf+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witnessKey = "saksi.example/inspektorat+b7b9fc66+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
  static let note = """
    siaga.example/dumai
    8
    XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

    — siaga.example/dumai ibfLr3aAePBcPYcOQMkWeVM00xXmioC/LG40+kOWN0viqRvqOYAPgAFlh3qZqrY6vplo4TtNR+Iv35vibOONPOK48go=

    """
  static let witnessLine =
    "— saksi.example/inspektorat t7n8ZgAAAABrBCrA/8ZLYz8mrwl0im6BX89temiC27b2RiWtv2aLBptMRiplKU88M+xS1In4m7/6sa9RN59kSYeTPQatdBZbNnB5Cg==\n"

  @Test func theSpecificationsNoteVerifies() throws {
    let key = try VerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    let text = "This is an example message.\n"
    let line =
      "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    let note = try SignedNote(text + "\n" + line)
    #expect(note.text == text)
    #expect(try note.verify([key]) == [key])
    let key2 = try VerifierKey(Self.logKey)
    #expect(problemCode { try note.verify([key2]) } == "ledger.note.unsigned")
    let other = try SignedNote("This is another message.\n\n" + line)
    #expect(problemCode { try other.verify([key2, key]) } == "ledger.note.badSignature")
  }

  @Test func theCheckpointVectorVerifiesAndIsSignedAgainByteForByte() throws {
    let key = try SigningKey(name: "siaga.example/dumai", seed: Array(0...31))
    #expect(key.verifier.text == Self.logKey)
    let signed = try SignedCheckpoint(Self.note)
    #expect(signed.encoded == Self.note)
    #expect(signed.head == LogHead(size: 8, root: MerkleTree(leaves: MerkleTests.leaves).root))
    try signed.verify(LogIdentity(mode: .exercise, key: key.verifier))
    #if os(Linux)
      // Drills rely on it here: swift-crypto signs by RFC 8032, the same bytes each time.
      #expect(try SignedCheckpoint(signed.checkpoint, signedBy: key).encoded == Self.note)
    #endif
  }

  @Test func aWitnessSignsCheckpointAndTime() throws {
    let keys = try [VerifierKey(Self.logKey), VerifierKey(Self.witnessKey)]
    let note = try SignedNote(Self.note + Self.witnessLine)
    #expect(try note.verify(keys) == keys)
    #expect(note.witnessTime(of: keys[1]) == 1_795_435_200)
    #expect(note.witnessTime(of: keys[0]) == nil)
    #expect(keys[1].text == Self.witnessKey)
    let late = Self.witnessLine.replacingOccurrences(of: "AAAABrBCrA", with: "AAAABrBCrB")
    #expect(problemCode { try SignedNote(Self.note + late).verify(keys) } == "ledger.note.badSignature")
  }

  @Test func everyFlippedBitOfACheckpointIsFound() throws {
    let identity = LogIdentity(mode: .exercise, key: try VerifierKey(Self.logKey))
    let bytes = Self.note.bytes
    for bit in 0..<(8 * bytes.count) {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let text = String(validating: changed, as: UTF8.self) else { continue }
      #expect(problemCode { try SignedCheckpoint(text).verify(identity) } != nil, "bit \(bit)")
    }
  }

  @Test(arguments: [
    "", "\n", "a\n", "a\n\n", "a\n\n— b\n", "a\n\n— b c\n", "a\n\n- b AAAAAAAA\n", "a\tb\n\n— b AAAAAAAA\n",
    "a\n\n— b AAAAAAAA", "a\n\n— b AAAAAAAA\nx\n", "a\n\n— b+c AAAAAAAA\n", "a\n\n— b AAAAAAAB=\n", "a\n\n— b AAAA\n",
  ])
  func whatIsNoNoteIsRefused(text: String) {
    #expect(problemCode { _ = try SignedNote(text) } == "ledger.note.malformed")
  }

  @Test(arguments: [
    "a\n8\n", "a\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", "a\n-1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
    "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n", "a\n8\n\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
  ])
  func whatIsNoCheckpointIsRefused(text: String) {
    #expect(problemCode { _ = try Checkpoint(text) } == "ledger.checkpoint.malformed")
  }

  @Test func keysThatAreDamagedOrMisnamedAreRefused() {
    let at = Self.logKey.index(Self.logKey.startIndex, offsetBy: 25)
    for (i, character) in zip([0, 20, 30], ["z", "0", "x"]) {
      var text = Self.logKey
      let place = text.index(text.startIndex, offsetBy: i)
      text.replaceSubrange(place...place, with: character)
      #expect(problemCode { _ = try VerifierKey(text) } == "ledger.key.malformed", "\(i) \(at)")
    }
    for name in ["", "a b", "a+b"] {
      #expect(problemCode { _ = try SigningKey(name: name, drillSeed: 1) } == "ledger.key.name")
    }
    #expect(problemCode { _ = try SigningKey(name: "a", seed: [1]) } == "ledger.key.length")
  }

  @Test func aDrillsKeyDependsOnItsSeedAndNameOnly() throws {
    let key = try SigningKey(name: "a", drillSeed: 7).verifier
    #expect(try SigningKey(name: "a", drillSeed: 7).verifier == key)
    #expect(try SigningKey(name: "a", drillSeed: 8).verifier.publicKey != key.publicKey)
    #expect(try SigningKey(name: "b", drillSeed: 7).verifier.publicKey != key.publicKey)
    #expect(try SigningKey.generate(name: "a").verifier != SigningKey.generate(name: "a").verifier)
  }

  @Test func aKeyFileIsPrivateAndNeverOverwritten() throws {
    let folder = try Folder()
    let path = KeyFile.path(forDatabase: folder.file("siaga.db"))
    let key = try Samples.key()
    try KeyFile.save(key, at: path)
    #expect(try KeyFile.load(path).verifier == key.verifier)
    #expect(problemCode { try KeyFile.save(key, at: path) } == "ledger.key.exists")
    #expect(try permissions(path) == 0o600)
    try setPermissions(path, 0o640)
    #expect(problemCode { _ = try KeyFile.load(path) } == "ledger.key.permissions")
    try setPermissions(path, 0o600)
    try overwrite(path, "PRIVATE+KEY+a+00000000+AAAA\n".bytes)
    #expect(problemCode { _ = try KeyFile.load(path) } == "ledger.key.malformed")
    #expect(problemCode { _ = try KeyFile.load(folder.file("none")) } == "ledger.file")
    let database = folder.file("other.db")
    let made = try KeyFile.loadOrCreate(forDatabase: database, name: "a")
    #expect(try KeyFile.loadOrCreate(forDatabase: database, name: "a").verifier == made.verifier)
    try overwrite(folder.file("third.db"), [])
    #expect(problemCode { _ = try KeyFile.loadOrCreate(forDatabase: folder.file("third.db"), name: "a") } == "ledger.key.missing")
  }

  @Test func aProofOfAnEntryStandsAlone() throws {
    let store = MemoryStore(try Samples.identity())
    let entries = try store.append(Samples.entries(13))
    #expect(problemCode { _ = try store.proof(of: 3) } == "ledger.proof.uncovered")
    _ = try store.checkpoint(signedBy: Samples.key())
    _ = try store.append(Samples.entries(4))
    for entry in entries {
      let proof = try EntryProof(store.proof(of: entry.sequence).encoded)
      try proof.verify(entry: entry.encoded(), identity: store.identity)
      #expect(
        problemCode { try proof.verify(entry: entries[5].encoded(), identity: store.identity) }
          == (entry == entries[5] ? nil : "ledger.proof.wrong"))
    }
    #expect(problemCode { _ = try store.proof(of: 14) } == "ledger.proof.uncovered")
    #expect(problemCode { _ = try store.proof(of: 17) } == "ledger.beyondEnd")
    let path = try store.consistency(from: 13, to: 17)
    let old = try #require(try store.checkpoints().last?.head)
    #expect(
      MerkleProof.verifyConsistency(earlier: 13, earlierRoot: old.root, later: 17, laterRoot: try store.head().root, path: path))
  }

  @Test func theFormOfAProofIsThatOfTheSpecification() throws {
    let checkpoint = try SignedCheckpoint(Self.note)
    let path = try #require(MerkleProof.inclusion(of: 5, in: MerkleTests.leaves))
    let proof = EntryProof(index: 5, path: path, checkpoint: checkpoint, extra: "hai".bytes)
    let hashes = path.map { $0.base64 + "\n" }.joined()
    #expect(proof.encoded == "c2sp.org/tlog-proof@v1\nextra aGFp\nindex 5\n\(hashes)\n\(Self.note)")
    #expect(try EntryProof(proof.encoded) == proof)
    try proof.verify(entry: MerkleTests.data[5], identity: LogIdentity(mode: .exercise, key: VerifierKey(Self.logKey)))
    for bad in [
      proof.encoded.replacingOccurrences(of: "index 5", with: "index 05"),
      proof.encoded.replacingOccurrences(of: "@v1", with: "@v2"), "", "c2sp.org/tlog-proof@v1\n\n",
    ] {
      #expect(problemCode { _ = try EntryProof(bad) } == "ledger.proof.malformed")
    }
  }
}
