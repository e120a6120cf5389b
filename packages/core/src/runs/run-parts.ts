import type { Audience } from "../context/audience.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { RunStatus } from "../events/run-facts.js";
import type { RunIdentity } from "./run-identity.js";
import type { RunSpec } from "./run-spec.js";

/** How a run ended, and with what. */
export interface Outcome {
  readonly status: RunStatus;
  readonly output?: unknown;
  readonly error?: unknown;
}

/** How a run was cancelled; `ended` once the handlers that have to be waited for are done. */
export interface Cancellation {
  readonly error: unknown;
  readonly ended: Promise<void> | undefined;
}

/** What a run is made of; worked out by `openRun`. */
export interface RunParts<TRun extends RunIdentity> {
  readonly spec: RunSpec;
  readonly config: RunnableConfig | undefined;
  readonly parent: TRun | undefined;
  /** Of a parent of another runtime. */
  readonly parentRunId: string | undefined;
  readonly audience: Audience;
  /** What the runs below take over. */
  readonly childAudience: Audience;
}
