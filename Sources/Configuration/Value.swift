/// What a setting can hold.
enum Value: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case bytes(Int)
  case duration(Duration)
  case rate(Rate)
  case flag(Bool)
  case texts([String])
  case sites([Site])
  case mirrors([Mirror])
  case hours([[Range<Int>]])
  case holidays([Holiday])
  case specialDays([SpecialDay])
  case queues([QueueSettings])
  case categories([CategorySettings])
  case fields([FieldSettings])
  case serviceLevels([ServiceLevelSettings])
}
