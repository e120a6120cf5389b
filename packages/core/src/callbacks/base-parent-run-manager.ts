import type { Run } from "../runs/run.js";
import { BaseRunManager } from "./base-run-manager.js";
import type { CallbackManager } from "./callback-manager.js";

/**
 * Makes the manager for the runs below a run: `CallbackManager.forRun`. Handed to the run managers rather than imported by them, since
 * the manager that starts runs makes run managers in turn.
 */
export type MakeChildManager = (run: Run, tag?: string) => CallbackManager;

/** The manager of a run that may have runs below it. */
export class BaseParentRunManager extends BaseRunManager {
  declare private readonly makeChild: MakeChildManager;

  constructor(run: Run, makeChild: MakeChildManager) {
    super(run);
    this.makeChild = makeChild;
  }

  /** What to hand as `callbacks` to whatever runs below this run; `tag` is on the next run alone. */
  getChild(tag?: string): CallbackManager {
    return this.makeChild(this.run, tag);
  }
}
