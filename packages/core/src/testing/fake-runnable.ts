import type { RunnableConfig } from "../context/run-config.js";
import { Runnable } from "../runnables/runnable.js";

/** A runnable that gives back what it is given: `{ input }`, or the call's config. It is no run of its own. */
export class FakeRunnable extends Runnable<string, Record<string, unknown>> {
  override lc_namespace = ["tests", "fake"];
  readonly returnOptions: boolean;

  constructor(fields: { readonly returnOptions?: boolean } = {}) {
    super(fields);
    this.returnOptions = fields.returnOptions ?? false;
  }

  override async invoke(input: string, config?: Partial<RunnableConfig>): Promise<Record<string, unknown>> {
    return this.returnOptions ? { ...config } : { input };
  }
}
