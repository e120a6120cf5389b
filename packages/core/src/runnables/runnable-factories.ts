import type { RunnableConfig } from "../context/run-config.js";
import type { Handler } from "../events/handler.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatModelStreamEvent } from "../outputs/chat-model-stream-event.js";
import { NotWiredError } from "./not-wired-error.js";
import type { Runnable } from "./runnable.js";

/** Tells LangChain's stream events of an answer as it comes. */
export interface StreamEventsTeller {
  push(chunk: ChatGenerationChunk): void;
  /** No more chunks come. */
  finish(): void;
}

/** What the methods of every runnable build, by the method's name, and what few programs need and is large. */
export interface RunnableFactories {
  pipe(first: Runnable, next: unknown): Runnable;
  withConfig(bound: Runnable, config: RunnableConfig): Runnable;
  /** The handler that prints what a `verbose` object does; always the same one. */
  verbose(): Handler;
  /** For handlers that ask for LangChain's stream events of models. */
  chatModelStreamEvents(tell: (event: ChatModelStreamEvent) => void): StreamEventsTeller;
}

let factories: Partial<RunnableFactories> = {};

/** Fills the port, or the rest of it: called by the modules of `wiring`. What is there already stays. */
export function installFactories(made: Partial<RunnableFactories>): void {
  factories = { ...made, ...factories };
}

/**
 * The port through which `runnable.ts` builds other kinds of runnable without importing them: they extend what it defines, and none of
 * them is to be in a bundle that doesn't use it.
 *
 * @throws NotWiredError if the bundle was made without it
 */
export function runnableFactory<TName extends keyof RunnableFactories>(name: TName): RunnableFactories[TName] {
  const factory = factories[name];
  if (factory === undefined) throw new NotWiredError(name);
  return factory as RunnableFactories[TName];
}
