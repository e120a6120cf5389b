import { ambientContext } from "../ambient-context/ambient-context.js";
import { carriedContext, emptyContext, type ContextCarrier, type RunContext } from "../context/run-context.js";
import { mergeMetadata } from "../context/metadata.js";
import { mergeTags } from "../context/tags.js";
import type { Handler } from "../events/handler.js";
import { noHandlers, withHandlers } from "../events/handler-set.js";
import type { Run } from "../runs/run.js";
import { BaseCallbackManager } from "./base-callback-manager.js";
import { partsOf, partsOfRun, type ManagerOptions, type ManagerParts } from "./manager-parts.js";

/**
 * The part of a callback manager that says who is to hear: `handlers`, `tags` and `metadata` are for the next run, and the
 * `inheritable` ones reach the runs below it as well. The lists it shows are its own and may be changed or replaced: LangChain's
 * classes do both to a manager they are handed.
 */
export abstract class InheritingManager extends BaseCallbackManager implements ContextCarrier {
  // Declared, and stored to in the constructor: initialized fields make it three times as dear, and each lambda's run makes one.
  declare protected run: Run | undefined;
  declare protected tag: string | undefined;
  declare protected readonly givenParentRunId: string | undefined;
  /** Made when somebody reads or changes them: a run's body is handed a manager whether it looks at it or not. */
  declare protected parts: ManagerParts | undefined;

  /** @param parentRunId the id of a run of another runtime; the body of a run of this one is handed its manager */
  constructor(parentRunId?: string, options?: ManagerOptions) {
    super();
    this.run = undefined;
    this.tag = undefined;
    this.givenParentRunId = parentRunId;
    this.parts = options === undefined ? undefined : partsOf(options);
  }

  get name(): string {
    return "callback_manager";
  }

  get handlers(): Handler[] {
    return this.lists.handlers;
  }

  set handlers(handlers: Handler[]) {
    this.lists.handlers = handlers;
  }

  get inheritableHandlers(): Handler[] {
    return this.lists.inheritableHandlers;
  }

  set inheritableHandlers(handlers: Handler[]) {
    this.lists.inheritableHandlers = handlers;
  }

  get tags(): string[] {
    return this.lists.tags;
  }

  set tags(tags: string[]) {
    this.lists.tags = tags;
  }

  get inheritableTags(): string[] {
    return this.lists.inheritableTags;
  }

  set inheritableTags(tags: string[]) {
    this.lists.inheritableTags = tags;
  }

  get metadata(): Record<string, unknown> {
    return this.lists.metadata;
  }

  set metadata(metadata: Record<string, unknown>) {
    this.lists.metadata = metadata;
  }

  get inheritableMetadata(): Record<string, unknown> {
    return this.lists.inheritableMetadata;
  }

  set inheritableMetadata(metadata: Record<string, unknown>) {
    this.lists.inheritableMetadata = metadata;
  }

  /** What a run that is given this manager takes from it. A manager made by hand inside a run belongs to that run. */
  get [carriedContext](): RunContext<Run> {
    const { run, parts, givenParentRunId } = this;
    if (parts === undefined && run !== undefined) return run.contextForChildren(this.tag);
    const ambient =
      run === undefined && givenParentRunId === undefined ? (ambientContext.current as Run | undefined) : undefined;
    const around = ambient === undefined ? emptyContext : ambient.contextForChildren();
    const { lists } = this;
    return {
      parent: run ?? ambient,
      parentRunId: givenParentRunId,
      handlers: withHandlers(around.handlers, lists.inheritableHandlers),
      localHandlers: withHandlers(noHandlers, lists.handlers),
      tags: mergeTags(around.tags, [...lists.inheritableTags]),
      localTags: [...lists.tags],
      metadata: mergeMetadata(around.metadata, lists.inheritableMetadata),
      localMetadata: { ...lists.metadata },
      visibility: (run ?? ambient)?.visibility,
    };
  }

  /** The id of the run that the next run is below; `undefined` for a manager made by hand. */
  getParentRunId(): string | undefined {
    return this.run?.runId ?? this.givenParentRunId;
  }

  /** The same id, as LangChain's own classes read it. */
  get _parentRunId(): string | undefined {
    return this.getParentRunId();
  }

  /** Adds a handler for the next run; unless `inherit` is false, for the runs below it too. One that is there is not added twice. */
  addHandler(handler: Handler, inherit = true): void {
    const { handlers, inheritableHandlers } = this.lists;
    if (!handlers.includes(handler)) handlers.push(handler);
    if (inherit && !inheritableHandlers.includes(handler)) inheritableHandlers.push(handler);
  }

  removeHandler(handler: Handler): void {
    const { lists } = this;
    lists.handlers = lists.handlers.filter((known) => known !== handler);
    lists.inheritableHandlers = lists.inheritableHandlers.filter((known) => known !== handler);
  }

  /** Replaces all handlers. */
  setHandlers(handlers: readonly Handler[], inherit = true): void {
    const { lists } = this;
    lists.handlers = [];
    lists.inheritableHandlers = [];
    for (const handler of handlers) this.addHandler(handler, inherit);
  }

  /** Adds tags behind those there are; one that is there moves to the end. */
  addTags(tags: readonly string[], inherit = true): void {
    this.removeTags(tags);
    const { lists } = this;
    lists.tags.push(...tags);
    if (inherit) lists.inheritableTags.push(...tags);
  }

  removeTags(tags: readonly string[]): void {
    const { lists } = this;
    lists.tags = lists.tags.filter((tag) => !tags.includes(tag));
    lists.inheritableTags = lists.inheritableTags.filter((tag) => !tags.includes(tag));
  }

  /** Adds metadata; what is given wins over what is there. */
  addMetadata(metadata: Readonly<Record<string, unknown>>, inherit = true): void {
    const { lists } = this;
    Object.assign(lists.metadata, metadata);
    if (inherit) Object.assign(lists.inheritableMetadata, metadata);
  }

  /** Removes the keys of `metadata`. */
  removeMetadata(metadata: Readonly<Record<string, unknown>>): void {
    const { lists } = this;
    for (const key of Object.keys(metadata)) {
      delete lists.metadata[key];
      delete lists.inheritableMetadata[key];
    }
  }

  private get lists(): ManagerParts {
    return (this.parts ??= this.run === undefined ? partsOf({}) : partsOfRun(this.run, this.tag));
  }
}
