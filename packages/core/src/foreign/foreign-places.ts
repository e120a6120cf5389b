import { ambientContext } from "../ambient-context/ambient-context.js";
import { carriedContext, type ContextCarrier } from "../context/run-context.js";
import { InvalidHandlerError } from "../errors/invalid-handler-error.js";
import type { Handler } from "../events/handler.js";
import type { Run } from "../runs/run.js";
import {
  toldThrough,
  type ForeignCallbacks,
  type ForeignManager,
  type ForeignRunManager,
  type ForeignVoice,
} from "./foreign-callbacks.js";
import { ForeignRuns } from "./foreign-runs.js";
import { langChainAmbience } from "./langchain-ambience.js";

/** Who hears a run of another runtime, and where it belongs for them. */
export interface ForeignPlace {
  readonly runs: ForeignRuns;
  /** The run above, where that is another runtime's. */
  readonly parentRunId: string | undefined;
  /** What the run inherits. */
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

type Above = Omit<ForeignPlace, "runs">;

const nothingAbove: Above = { parentRunId: undefined, tags: [], metadata: {} };

/**
 * Who hears a call of another runtime that is made here, and below which run. `callbacks` are a list of handlers, or the manager of a run,
 * Earshot's or LangChain's, which the call is then below. Besides, whoever hears the run around it does: the run is Earshot's or LangChain's by
 * their ambient context, the innermost of the two. Where there is none, those of the whole process hear it. Only those are answered that hear.
 *
 * @throws InvalidHandlerError
 */
export function foreignPlaces(callbacks?: ForeignCallbacks): readonly ForeignPlace[] {
  const around = placesAround();
  if (callbacks === undefined) return around.filter(isHeard);
  // What is called from the run is heard below the first: the run that was named, or else the one around, by those in the list as well.
  if (!Array.isArray(callbacks)) return [...placesOf(callbacks), ...around].filter(isHeard);
  const { voices, others } = byVoice(callbacks);
  const [{ runs, ...above }, ...rest] = around;
  const first = others.length === 0 ? runs : new ForeignRuns({ besides: runs, handlers: others });
  return [{ runs: first, ...above }, ...rest, ...voices.map((teller) => ({ runs: teller, ...nothingAbove }))].filter(
    isHeard,
  );
}

const isHeard = ({ runs }: ForeignPlace): boolean => runs.isHeard;

/** One at least. */
function placesAround(): readonly [ForeignPlace, ...ForeignPlace[]] {
  const run = ambientContext.current as Run | undefined;
  const below = run === undefined ? [] : [placeBelow(run)];
  const theirs = langChainAmbience();
  const within = theirs === undefined ? [] : placesOf(theirs as ForeignManager);
  const isInner = run === undefined ? within.length > 0 : within.some((place) => isBelow(place, run));
  const [first, ...rest] = isInner ? [...within, ...below] : below;
  if (first !== undefined) return [first, ...rest];
  return [{ runs: new ForeignRuns({ handlers: "configured" }), ...nothingAbove }];
}

function placesOf(callbacks: ForeignCallbacks): readonly ForeignPlace[] {
  if (Array.isArray(callbacks)) return placesOfHandlers(callbacks, nothingAbove);
  if (typeof callbacks !== "object" || (callbacks as unknown) === null) throw new InvalidHandlerError(callbacks);
  if (carriedContext in callbacks) return placesOfCarrier(callbacks);
  const manager = callbacks as Partial<ForeignManager & ForeignRunManager>;
  if (manager.getChild !== undefined) return placesOf(manager.getChild() as ForeignManager);
  const { runId, handlers, inheritableHandlers, inheritableTags: tags = [], inheritableMetadata = {} } = manager;
  const labels = { tags, metadata: inheritableMetadata };
  // A run manager without children is a model's: what is called in its work is below it all the same.
  if (runId !== undefined) return placesOfHandlers(inheritableHandlers ?? [], { ...labels, parentRunId: runId });
  if (handlers === undefined || inheritableHandlers === undefined) throw new InvalidHandlerError(callbacks);
  return placesOfHandlers(handlers, { ...labels, parentRunId: manager.getParentRunId?.() });
}

/** Those of a manager of Earshot's; LangChain's functions are handed one, too, in a run that was started through it. */
function placesOfCarrier(carrier: ContextCarrier): readonly ForeignPlace[] {
  const { parent, parentRunId, localHandlers, localTags: tags, localMetadata: metadata } = carrier[carriedContext];
  const handlers = localHandlers.list.map(({ handler }) => handler);
  const own = placesOfHandlers(handlers, { parentRunId, tags, metadata });
  return parent === undefined ? own : [placeBelow(parent as Run), ...own];
}

function placeBelow(run: Run): ForeignPlace {
  const { tags, metadata } = run.childAudience;
  const below = { callbacks: { [carriedContext]: run.contextForChildren() } };
  return { runs: new ForeignRuns({ below }), parentRunId: undefined, tags, metadata };
}

/** Handlers that are a voice of Earshot's are told nothing: what they would tell is. */
function placesOfHandlers(handlers: readonly (Handler & ForeignVoice)[], above: Above): readonly ForeignPlace[] {
  const { voices, others } = byVoice(handlers);
  const runs = others.length === 0 ? voices : [...voices, new ForeignRuns({ handlers: others })];
  return runs.map((teller) => ({ runs: teller, ...above }));
}

function byVoice(handlers: readonly (Handler & ForeignVoice)[]) {
  return {
    voices: handlers.flatMap((handler) => handler[toldThrough] ?? []),
    others: handlers.filter((handler) => handler[toldThrough] === undefined),
  };
}

function isBelow({ runs, parentRunId }: ForeignPlace, run: Run): boolean {
  let above = runs.parentOf(parentRunId);
  while (above !== undefined && above !== run) above = above.parent;
  return above === run;
}
