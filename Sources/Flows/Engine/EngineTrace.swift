package import Expressions

/// Telling what happened, for tests and simulations; nothing is kept unless it was asked for.
extension Engine {
  /// The conversation comes to the current step.
  mutating func arrive() {
    guard trace != nil, let step = currentStep else { return }
    note(step, exit: nil)
  }

  /// The conversation leaves the current step this way.
  mutating func mark(_ exit: @autoclosure () -> Exit) {
    guard trace != nil, let step = currentStep else { return }
    note(step, exit: exit())
  }

  private mutating func note(_ step: Step, exit: Exit?) {
    let passage = Passage(
      flow: frame.flow, section: frame.section, place: step.place, exit: exit,
      isFirstOfSection: frame.step == 0)
    trace?.passages.append(passage)
  }

  /// A flow is started by its trigger.
  mutating func markTrigger(of flow: Flow) {
    guard trace != nil, let trigger = flow.triggers.first else { return }
    trace?.passages.append(
      Passage(
        flow: flow.name.text, section: "", place: trigger.written.place, exit: .trigger,
        isFirstOfSection: false))
  }

  /// Keeps the variables of flows that are about to go, or that wait.
  mutating func keepVariables() {
    guard trace != nil else { return }
    for frame in session.frames { trace?.variables[frame.flow] = frame.vars }
  }
}

extension Revision {
  /// `step`, with what happened on the way added to the trace.
  package func step(
    _ session: Session?, _ stimulus: Stimulus, _ surroundings: FlowContext,
    tracing trace: inout Trace
  ) -> Turn {
    Engine.step(self, session, stimulus, surroundings, tracing: &trace)
  }

  /// Begins a session in a flow, or in one of its sections, whatever the entry rules say.
  ///
  /// For tests and simulations; customers begin with `Stimulus.opened`.
  package func begin(
    _ start: Start, _ surroundings: FlowContext, tracing trace: inout Trace
  ) -> Turn {
    Engine.begin(self, start, surroundings, tracing: &trace)
  }
}

/// A place in the flows to begin at.
package struct Start: Sendable {
  package var flow: String
  /// The flow's first one where it is nil.
  package var section: String?
  package var variables: [String: Value]
  package var language: String?

  package init(
    flow: String, section: String? = nil, variables: [String: Value] = [:],
    language: String? = nil
  ) {
    self.flow = flow
    self.section = section
    self.variables = variables
    self.language = language
  }
}
