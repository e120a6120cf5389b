import { eventTable } from "../events/event-table.js";
import { checkOption } from "../options/check-options.js";
import { option, type OptionShape } from "../options/option-shape.js";
import { adoptFields } from "../runnables/adopt-fields.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import { configOf } from "../runs/child-config.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import type { Schema } from "../schema/schema.js";
import type { AgentConfig, AgentInput } from "./agent.js";
import type { AgentStreamMode } from "./agent-chunks.js";
import { AgentCall, type AgentPiece } from "./agent-call.js";
import type { AgentDecisions } from "./agent-decision.js";
import { type AgentParts, toAgentParts } from "./agent-parts.js";
import type { AgentResult } from "./agent-result.js";
import { AgentStage, started } from "./agent-stage.js";
import type { AgentState } from "./agent-state.js";
import type { CreateAgentParams } from "./create-agent-params.js";
import { objectOf } from "../runnables/schemas/object-of.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { schemaOf } from "../runnables/schemas/schema-of.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";
import type { JsonSchema } from "../schema/schema.js";

const modes: readonly AgentStreamMode[] = ["updates", "values", "messages"];
const streamModeShape: OptionShape = option.oneOf(...modes);

const agentInput: JsonSchema = {
  anyOf: [
    valueSchemas.text,
    objectOf({ messages: { anyOf: [valueSchemas.text, valueSchemas.messagesLike] } }),
    objectOf({ resume: valueSchemas.dictionary, decisions: {} }),
  ],
};

/** What stands behind an `Agent`: its runs. */
export class AgentRunnable extends HeardRunnable<AgentInput, AgentResult<unknown>, AgentConfig> {
  override lc_namespace = ["earshot", "agents"];
  readonly #parts: AgentParts;

  /** @throws InvalidAgentError if the parts don't fit together */
  constructor(params: CreateAgentParams<Schema | undefined>) {
    super();
    adoptFields(this, params);
    this.#parts = toAgentParts(this.getName(), params);
  }

  static override lc_name(): string {
    return "Agent";
  }

  [endSchemas](): EndSchemas {
    const { finalAnswer } = this.#parts;
    return {
      input: () => agentInput,
      output: () =>
        objectOf({
          messages: valueSchemas.messages,
          ...(finalAnswer && { structuredResponse: schemaOf(finalAnswer.schema, "output") }),
        }),
    };
  }

  resume(state: AgentState, decisions: AgentDecisions, config?: Partial<AgentConfig>): Promise<AgentResult<unknown>> {
    return this.invoke({ resume: state, decisions }, config);
  }

  /** What comes out of a transformation is what the stream comes to. */
  override transform(
    input: AsyncIterable<AgentInput>,
    config?: Partial<AgentConfig>,
  ): AsyncGenerator<AgentResult<unknown>> {
    return super.transform(input, { ...config, streamMode: config?.streamMode ?? "values" });
  }

  protected override async execute(input: AgentInput, run: Run): Promise<AgentResult<unknown>> {
    const call = this.#open(input, run);
    for await (const _ of call.pieces(false)) run.throwIfEnded();
    return call.result;
  }

  protected override openStream(input: AgentInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    const { streamMode } = (configOf(run) ?? {}) as AgentConfig;
    const mode = streamMode ?? (run.parent === undefined ? "updates" : "values");
    checkOption("`streamMode` of an agent", mode, streamModeShape);
    return hold(run, this.startChain(run, input), () => {
      const call = this.#open(input, run);
      return new StreamPipe(piecesOf(call, mode === "messages")).add(new AgentStage(run, call, mode));
    });
  }

  #open(input: AgentInput, run: Run): AgentCall {
    const call = new AgentCall(this.#parts, run, input);
    if (run.hears(eventTable.chainEnd)) run.partialOutput = () => call.result;
    return call;
  }
}

async function* piecesOf(call: AgentCall, isStreamed: boolean): AsyncGenerator<AgentPiece | typeof started, undefined> {
  yield started;
  yield* call.pieces(isStreamed);
  return undefined;
}
