/// Where the water of a run came from and went, in m3, summed in double precision while it ran.
public struct FloodTotals: Hashable, Sendable {
  /// In the cells at the start.
  public var initial = 0.0
  /// In the cells now.
  public var stored = 0.0
  /// Rain on cells inside.
  public var rain = 0.0
  /// Of it and of standing water, what soil took.
  public var infiltrated = 0.0
  public var drained = 0.0
  /// Out of the area; what a pump gives to another cell stays.
  public var pumped = 0.0
  /// Rivers: point inflows.
  public var inflow = 0.0
  /// What inflows with a negative flow took out.
  public var abstracted = 0.0
  /// Over edges with a flow, and open ones.
  public var edgeIn = 0.0
  public var edgeOut = 0.0
  /// From and to cells with a given level, edges with a level included.
  public var levelIn = 0.0
  public var levelOut = 0.0

  public var volumeIn: Double { rain + inflow + edgeIn + levelIn }
  public var volumeOut: Double { infiltrated + drained + pumped + abstracted + edgeOut + levelOut }
  /// What is in the cells beyond what should be.
  public var error: Double { stored - (initial + volumeIn - volumeOut) }
  /// Of the water moved: of all that came in and went out, or of what was there at the start where that is more.
  public var relativeError: Double {
    let moved = max(volumeIn + volumeOut, initial)
    return moved > 0 ? error / moved : error == 0 ? 0 : .infinity
  }
}
