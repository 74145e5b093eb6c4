import Basics
import Callout
import Foundation
import Incident
import Testing

@testable import Operations

/// The folder for a gateway.
@Suite struct SpoolFolderTests {
  @Test func aSpooledMessageIsOneWholeFileUnderItsIdHoweverOftenItIsHandedOver() throws {
    let (desk, _, scenario) = try Dumai.running()
    let path = NSTemporaryDirectory() + "siaga-spool-\(UInt32.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try SpoolFolder(path)
    let step = try desk.sendDue(at: scenario.start.adding(minutes: 31))
    let withPhone = step.handOvers.map(desk.parcel).map { Parcel($0.handOver, address: "+6281234567", text: $0.text) }
    for parcel in withPhone + withPhone { #expect(folder.carry(parcel) == .handedOver) }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    #expect(names == Set(withPhone.map { "\($0.handOver.id).json" }).sorted())
    for parcel in withPhone {
      let value = try JSONReader.read(try Files.read(path + "/\(parcel.handOver.id).json"))
      #expect(value["id"]?.string == parcel.handOver.id.rawValue)
      #expect(value["text"]?.string == parcel.text)
      #expect(value["mode"]?.string == "exercise")
    }
    #expect(folder.carry(Parcel(step.handOvers[0], address: nil, text: "x")) == .permanent("no phone number on the roster"))
  }
}
