import type { Audience } from "../context/audience.js";
import { emptyContext, type RunContext } from "../context/run-context.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { HandlerSet } from "../events/handler-set.js";
import type { RunFacts, RunKind, Visibility } from "../events/run-facts.js";
import type { Serialized } from "../load/serialized.js";
import { uuidV7 } from "../util/uuid-v7.js";
import type { RunParts } from "./run-parts.js";
import type { RunSpec } from "./run-spec.js";

const unserialized: Serialized = Object.freeze({ lc: 1, type: "not_implemented", id: [] as string[] });

/** Who a run is: its place in the tree, its names and labels, and who hears it. Nothing of this changes; see `Run` for what does. */
export class RunIdentity implements RunFacts {
  declare readonly spec: RunSpec;
  declare readonly config: RunnableConfig | undefined;
  declare readonly parent: this | undefined;
  declare readonly root: this;
  /** What the runs below take over. */
  declare readonly childAudience: Audience;
  readonly #audience: Audience;
  readonly #foreignParentId: string | undefined;
  #id: string | undefined;
  #ownName: string | undefined;

  constructor(parts: RunParts<RunIdentity>) {
    const { parent } = parts;
    this.spec = parts.spec;
    this.config = parts.config;
    this.parent = parent as this | undefined;
    this.root = parent === undefined ? this : (parent.root as this);
    this.childAudience = parts.childAudience;
    this.#audience = parts.audience;
    this.#foreignParentId = parts.parentRunId;
  }

  get runId(): string {
    return (this.#id ??= this.config?.runId ?? uuidV7());
  }

  get parentRunId(): string | undefined {
    return this.parent === undefined ? this.#foreignParentId : this.parent.runId;
  }

  get rootRunId(): string {
    return this.root.runId;
  }

  get kind(): RunKind {
    return this.spec.kind;
  }

  get runType(): string | undefined {
    return this.spec.runType;
  }

  get runName(): string | undefined {
    const { spec } = this;
    return this.config?.runName ?? ("runName" in spec ? spec.runName : spec.name);
  }

  /** As it was when it was first asked for: every event says it. */
  get name(): string {
    return (this.#ownName ??= this.config?.runName ?? this.spec.name);
  }

  get handlers(): HandlerSet {
    return this.#audience.handlers;
  }

  get tags(): readonly string[] {
    return this.#audience.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> {
    return this.#audience.metadata;
  }

  get visibility(): Visibility {
    return this.#audience.visibility;
  }

  get serialized(): Serialized {
    return this.spec.serialized ?? unserialized;
  }

  /** True if anybody hears anything of it. */
  get isHeard(): boolean {
    return this.#audience.handlers.list.length > 0;
  }

  /** True if an event of this row would be heard by anybody. */
  hears(row: { readonly bit: number }): boolean {
    return (this.#audience.handlers.mask & row.bit) !== 0;
  }

  /** What the runs below take over, with `tag` on the next of them alone. */
  contextForChildren(tag?: string): RunContext<this> {
    const { handlers, tags, metadata, visibility } = this.childAudience;
    const localTags = tag === undefined ? emptyContext.localTags : [tag];
    return { ...emptyContext, parent: this, handlers, tags, localTags, metadata, visibility };
  }
}
