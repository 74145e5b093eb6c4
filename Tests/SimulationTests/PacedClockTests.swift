import Basics
import Testing

@testable import Simulation

private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

@Test func aDrillAtSixtyTimesTheSpeedShowsAMinuteASecond() {
  let clock = PacedClock(simulated: at(1_000_000), at: at(5_000), speed: 60)
  #expect(clock.simulated(at: at(6_000)) == at(1_060_000))
  #expect(clock.wall(when: at(1_060_000)) == at(6_000))
  #expect(clock.wall(when: at(1_060_001)) == at(6_001))
  #expect(clock.wall(when: at(900_000)) == at(5_000))
}

@Test func nothingIsLostByPausingAndChangingTheSpeed() {
  var clock = PacedClock(simulated: at(0), at: at(0), speed: 7)
  clock.pause(at: at(1_001))
  #expect(clock.simulated(at: at(500_000)) == at(7_007) && clock.wall(when: at(8_000)) == nil)
  clock.proceed(at: at(500_000))
  clock.setSpeed(3, at: at(500_010))
  #expect(clock.simulated(at: at(500_020)) == at(7_007 + 70 + 30))
  clock.jump(to: at(50), at: at(500_030))
  #expect(clock.simulated(at: at(500_040)) == at(80))
}

@Test func aWallClockThatIsSetBackDoesNotTurnTheDrillBack() {
  var clock = PacedClock(simulated: at(0), at: at(10_000), speed: 2)
  clock.setSpeed(2, at: at(20_000))
  #expect(clock.simulated(at: at(15_000)) == at(20_000))
  clock.setSpeed(4, at: at(15_000))
  #expect(clock.simulated(at: at(21_000)) == at(24_000))
}

@Test func extremeInstantsAndSpeedsNeitherOverflowNorStop() {
  var clock = PacedClock(simulated: at(.max - 5), at: at(.min), speed: 1_000_000)
  #expect(clock.speed == SimulationLimits.fastestPace)
  #expect(clock.simulated(at: at(.max)) == at(.max - 5) || clock.simulated(at: at(.max)) == at(.max))
  clock.setSpeed(0, at: at(0))
  #expect(clock.speed == 1)
  #expect(PacedClock(simulated: at(.min), at: at(.max)).wall(when: at(.max)) == at(.max))
}

@Test func theEventAtItsWallInstantIsDueAndNotBefore() {
  var random = RandomStream(seed: 20_211_024, name: "paced-clock")
  for _ in 0..<2000 {
    let clock = PacedClock(
      simulated: at(Int64(random.int(in: -1_000_000...1_000_000))), at: at(Int64(random.int(in: -1_000_000...1_000_000))),
      speed: random.int(in: 1...60))
    let event = at(clock.simulated(at: at(.min)).milliseconds + Int64(random.int(in: 1...100_000)))
    guard let wall = clock.wall(when: event) else {
      Issue.record("a running clock reaches each instant")
      return
    }
    #expect(clock.simulated(at: wall) >= event)
    #expect(clock.simulated(at: at(wall.milliseconds - 1)) < event)
  }
}
