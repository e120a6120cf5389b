import { getBufferString } from "../messages/get-buffer-string.js";
import type { Ending, EventPayloads, EventType, ModelCall, ModelEnding } from "./event-payloads.js";
import type { HandlerMethod, IgnoreFlags, LangChainHandler } from "./langchain-handler.js";
import type { RunFacts } from "./run-facts.js";

/**
 * One kind of event: what a handler must have to hear it, and how LangChain's methods are called for it. LangChain's positional
 * signatures (core 1.4.0, as called, not as declared) live in the `call` column and nowhere else.
 */
export interface EventRow<TType extends EventType = EventType> {
  readonly type: TType;
  /** Its place in the table, and the bit that stands for it in a mask of heard events. */
  readonly index: number;
  readonly bit: number;
  /** A LangChain-method handler hears the event if it has one of these … */
  readonly methods: readonly HandlerMethod[];
  /** … and does not set this. */
  readonly ignore: keyof IgnoreFlags | undefined;
  call(handler: LangChainHandler, run: RunFacts, payload: EventPayloads[TType]): unknown;
}

/** The two mutable bags that LangChain's signatures hand over. They are frozen here: a handler that writes to them is told so. */
type Arguments = readonly [runId: string, parentRunId: string | undefined, tags: string[]];

const hearsNothing = (): undefined => undefined;
let rows = 0;

type LangChainColumns<TType extends EventType> = Pick<EventRow<TType>, "methods" | "call"> & {
  readonly ignore?: keyof IgnoreFlags;
};

function row<TType extends EventType>(type: TType, langchain?: LangChainColumns<TType>): EventRow<TType> {
  const index = rows++;
  return {
    type,
    index,
    bit: 1 << index,
    methods: langchain?.methods ?? [],
    ignore: langchain?.ignore,
    call: langchain?.call ?? hearsNothing,
  };
}

const where = (run: RunFacts): Arguments => [run.runId, run.parentRunId, run.tags as string[]];
const firstToken = Object.freeze({ prompt: 0, completion: 0 });
const parametersOf = (call: ModelCall) => ({
  options: call.options,
  invocation_params: call.invocationParams,
  batch_size: call.batchSize ?? 1,
});
/** An answer out of a cache says so. */
const extraOf = ({ usage }: ModelEnding) => (usage.source === "cache" ? { cached: true } : undefined);
const metadataOf = (run: RunFacts) => run.metadata as Record<string, unknown>;

/** A token that a model said by hand may come without its chunk. */
const withChunk = (chunk: unknown) => (chunk === undefined ? undefined : { chunk });

/** LangChain hands chains dictionaries: a value that is none is put into one. */
const isDictionary = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
const toInputs = (input: unknown): Record<string, unknown> => (isDictionary(input) ? input : { input });
const toOutputs = (output: unknown): Record<string, unknown> => (isDictionary(output) ? output : { output });

/** A consumer that leaves early has cancelled the run without an error: that is an end like any other. */
export const hasFailed = ({ status, error }: Ending): boolean =>
  status === "cancelled" ? error !== undefined : status !== "ok";

/** Either kind of model. */
const modelEnd: LangChainColumns<"llm.end" | "chat_model.end"> = {
  methods: ["handleLLMEnd", "handleLLMError"],
  ignore: "ignoreLLM",
  call: (handler, run, ending) =>
    hasFailed(ending)
      ? handler.handleLLMError?.(ending.error, ...where(run))
      : handler.handleLLMEnd?.(ending.result, ...where(run), extraOf(ending)),
};

/** Every event there is, one row each. A new event is a new row here and its payload in {@link EventPayloads}. */
export const eventTable = {
  chatModelStart: row("chat_model.start", {
    methods: ["handleChatModelStart", "handleLLMStart"],
    ignore: "ignoreLLM",
    call(handler, run, payload) {
      const { messages } = payload;
      const parameters = parametersOf(payload);
      const { serialized, runId, parentRunId, runName } = run;
      const tags = run.tags as string[];
      return handler.handleChatModelStart
        ? handler.handleChatModelStart(
            serialized,
            [messages as never],
            runId,
            parentRunId,
            parameters,
            tags,
            metadataOf(run),
            runName,
          )
        : handler.handleLLMStart?.(
            serialized,
            [getBufferString(messages as never)],
            runId,
            parentRunId,
            parameters,
            tags,
            metadataOf(run),
            runName,
          );
    },
  }),
  chatModelDelta: row("chat_model.delta", {
    methods: ["handleLLMNewToken"],
    ignore: "ignoreLLM",
    call: (handler, run, { text, chunk }) =>
      handler.handleLLMNewToken?.(text, firstToken, run.runId, run.parentRunId, run.tags as string[], withChunk(chunk)),
  }),
  chatModelEnd: row("chat_model.end", modelEnd),
  llmStart: row("llm.start", {
    methods: ["handleLLMStart"],
    ignore: "ignoreLLM",
    call: (handler, run, payload) => {
      const { serialized, runId, parentRunId, runName } = run;
      return handler.handleLLMStart?.(
        serialized,
        [payload.prompt],
        runId,
        parentRunId,
        parametersOf(payload),
        run.tags as string[],
        metadataOf(run),
        runName,
      );
    },
  }),
  llmDelta: row("llm.delta", {
    methods: ["handleLLMNewToken"],
    ignore: "ignoreLLM",
    call: (handler, run, { text, chunk }) =>
      handler.handleLLMNewToken?.(text, firstToken, ...where(run), withChunk(chunk)),
  }),
  llmEnd: row("llm.end", modelEnd),
  chainStart: row("chain.start", {
    methods: ["handleChainStart"],
    ignore: "ignoreChain",
    call(handler, run, { inputs, defersInputs }) {
      const { serialized, runId, parentRunId, runType, runName } = run;
      const extra = defersInputs ? { lc_defers_inputs: true } : undefined;
      return handler.handleChainStart?.(
        serialized,
        toInputs(inputs),
        runId,
        parentRunId,
        run.tags as string[],
        metadataOf(run),
        runType,
        runName,
        extra,
      );
    },
  }),
  chainEnd: row("chain.end", {
    methods: ["handleChainEnd", "handleChainError"],
    ignore: "ignoreChain",
    call(handler, run, ending) {
      // A run that was fed by a stream could not say its inputs at its start: its end does, and has the output bare.
      const { defersInputs, outputs } = ending;
      const kwargs = defersInputs ? { inputs: toInputs(ending.inputs) } : undefined;
      return hasFailed(ending)
        ? handler.handleChainError?.(ending.error, ...where(run), kwargs)
        : handler.handleChainEnd?.(defersInputs ? (outputs as never) : toOutputs(outputs), ...where(run), kwargs);
    },
  }),
  toolStart: row("tool.start", {
    methods: ["handleToolStart"],
    ignore: "ignoreAgent",
    call: (handler, run, { input, toolCallId }) =>
      handler.handleToolStart?.(run.serialized, input, ...where(run), metadataOf(run), run.runName, toolCallId),
  }),
  toolDelta: row("tool.delta", {
    methods: ["handleToolEvent"],
    ignore: "ignoreAgent",
    call: (handler, run, { chunk }) => handler.handleToolEvent?.(chunk, ...where(run)),
  }),
  toolEnd: row("tool.end", {
    methods: ["handleToolEnd", "handleToolError"],
    ignore: "ignoreAgent",
    call: (handler, run, ending) =>
      hasFailed(ending)
        ? handler.handleToolError?.(ending.error, ...where(run))
        : handler.handleToolEnd?.(ending.output, ...where(run)),
  }),
  retrieverStart: row("retriever.start", {
    methods: ["handleRetrieverStart"],
    ignore: "ignoreRetriever",
    call: (handler, run, { query }) =>
      handler.handleRetrieverStart?.(run.serialized, query, ...where(run), metadataOf(run), run.runName),
  }),
  retrieverEnd: row("retriever.end", {
    methods: ["handleRetrieverEnd", "handleRetrieverError"],
    ignore: "ignoreRetriever",
    call: (handler, run, ending) =>
      hasFailed(ending)
        ? handler.handleRetrieverError?.(ending.error, ...where(run))
        : handler.handleRetrieverEnd?.(ending.documents as never, ...where(run)),
  }),
  embeddingStart: row("embedding.start"),
  embeddingEnd: row("embedding.end"),
  agentAction: row("agent.action", {
    methods: ["handleAgentAction"],
    ignore: "ignoreAgent",
    call: (handler, run, { action }) => handler.handleAgentAction?.(action, ...where(run)),
  }),
  agentFinish: row("agent.finish", {
    methods: ["handleAgentEnd"],
    ignore: "ignoreAgent",
    call: (handler, run, { finish }) => handler.handleAgentEnd?.(finish, ...where(run)),
  }),
  runRetry: row("run.retry"),
  runFallback: row("run.fallback"),
  runCacheHit: row("run.cache_hit"),
  runText: row("run.text", {
    methods: ["handleText"],
    call: (handler, run, { text }) => handler.handleText?.(text, ...where(run)),
  }),
  runCustom: row("run.custom", {
    methods: ["handleCustomEvent"],
    ignore: "ignoreCustomEvent",
    call: (handler, run, { eventName, data }) =>
      handler.handleCustomEvent?.(eventName, data, run.runId, run.tags as string[], metadataOf(run)),
  }),
} as const;
