import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Console

@Suite struct APITests {
  @Test func theDocumentNamesEachActWithItsFields() throws {
    for route in RouteTable.all where route.method == .post {
      #expect(OpenAPIDocument.fields[route.path] != nil, "\(route.path)")
    }
    let posts = Set(RouteTable.all.filter { $0.method == .post }.map(\.path))
    #expect(Set(OpenAPIDocument.fields.keys).subtracting(posts) == [])
    let document = OpenAPIDocument.value(ServeSettings())
    #expect(document["openapi"]?.string == "3.1.0")
    #expect(document["paths"]?["/situation/depth"]?["post"]?["requestBody"] != nil)
  }

  @Test func aProgramActsByTheSameFormsAndAnActSentAgainHappensOnce() async throws {
    let bench = try await Bench.make()
    var program = try await bench.signedIn(.operator)
    program.accept = "application/json"
    program.extra = ["idempotency-key": "k-1"]
    let caller = program
    try await bench.test { client in
      let me = try JSONReader.read(Array((try await caller.get(client, "/api/me")).text.utf8))
      #expect(me["role"]?.string == "operator" && me["csrf"]?.string == caller.csrf)
      let fields = [("hazard", "tidal_flood"), ("area", "14.72.06.1001"), ("since", "2026-11-24T18:30")]
      for _ in 0..<2 {
        let answer = try await caller.post(client, "/operations", fields)
        #expect(answer.status == .ok && answer.text.contains("\"done\":true"), "\(answer.text)")
      }
      #expect(bench.keeper.box.value.state.openOperations.count == 1)
      let operation = try JSONReader.read(Array((try await caller.get(client, "/api/operation")).text.utf8))
      #expect(operation["mark"]?.string == "LATIHAN / EXERCISE")
      // No report is no figure, not 0.
      #expect(operation["areas"]?[0]?["millimetres"] == nil)
      let refused = try await caller.post(client, "/plan/propose", [("shift", "nothing")])
      #expect(refused.status.code >= 400 && refused.text.contains("\"error\""), "\(refused.text)")
    }
  }
}
