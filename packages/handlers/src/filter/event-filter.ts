import type { EarshotEvent, EventType, RunKind } from "@earshot/core/events";
import type { RunConditions } from "./run-conditions.js";

/** Which events a handler is to hear. What is left out lets everything through; within a list one match is enough. */
export interface EventFilter extends RunConditions {
  /** What the run does. */
  readonly kinds?: readonly RunKind[];
  readonly types?: readonly EventType[];
  /** Asked last, and only of events that all else lets through. A throw counts as the handler's failure. */
  where?(event: EarshotEvent): boolean;
}
