import type { EventType } from "./event-payloads.js";
import type { Handler } from "./handler.js";
import type { RunFacts } from "./run-facts.js";

/** Which handler failed, at what; or which model's cache, which a call goes on without; or the redaction, which then withholds a field. */
export interface HandlerFailure {
  readonly handler: Handler;
  readonly handlerName: string;
  readonly eventType: EventType | "wrap" | "cache" | "redaction";
  readonly run: RunFacts;
}
