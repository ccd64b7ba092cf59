package import Events

/// Why an object is not one of our frames.
package typealias WireMistake = TextMistake
