import type { Serialized } from "../load/serialized.js";
import type { Handler } from "../events/handler.js";
import type { RunKind, Visibility } from "../events/run-facts.js";

/** What a component says of the runs it makes. Read anew for each run, so a getter may answer what holds just then. */
export interface RunSpec {
  readonly kind: RunKind;
  /** What typed events call the run, unless its config names it. */
  readonly name: string;
  /**
   * What LangChain's methods are given as `runName`, unless its config names it. Left out, the name; `undefined` for the components that
   * LangChain leaves without.
   */
  readonly runName?: string | undefined;
  /** The finer kind of a chain. */
  readonly runType?: string | undefined;
  /** Handlers of the component itself; they hear its own runs and nothing below. */
  readonly callbacks?: readonly Handler[] | undefined;
  /** Tags of the component's own runs. */
  readonly tags?: readonly string[] | undefined;
  /** Metadata of the component's own runs; wins over what is inherited. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly visibility?: Visibility | undefined;
  /** The component in LangChain's serialized form, secrets masked. */
  readonly serialized?: Serialized | undefined;
}
