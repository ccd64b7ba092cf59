import Foundation

/// Whether it becomes true in time. Asks again and again; a busy machine has its minute.
package func soon(within limit: Duration = .seconds(60), _ claim: () throws -> Bool) rethrows
  -> Bool
{
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if try claim() { return true }
    usleep(5000)
  }
  return try claim()
}
