extension RecordFailure {
  /// What the program ends with when a record fails it, as `sysexits.h` has it.
  package var code: Int32 {
    switch kind {
    case .damaged: 65
    case .taken: 75
    case .broken, .full: 74
    case .moved, .stopped, .fault: 70
    }
  }
}
