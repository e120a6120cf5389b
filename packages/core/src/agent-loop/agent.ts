import { HeardRunnable } from "../runnables/heard-runnable.js";
import { readable } from "../runnables/runnable.js";
import { wholeSoFar } from "../runnables/whole-so-far.js";
import { hold } from "../runs/execute.js";
import { promiseOf, type MaybePromise } from "../runs/maybe-promise.js";
import { openRun } from "../runs/open-run.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import type { StreamStage } from "../runs/stream-stage.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import type { AgentConfig, AgentStreamMode } from "./agent-config.js";
import type { AgentFields, AgentModel } from "./agent-fields.js";
import { AgentLoop, type AgentPart, type AgentParts } from "./agent-loop.js";
import type { AgentInput, AgentOutput, AgentStreamMessage, AgentUpdate } from "./agent-output.js";
import { AgentSetupError } from "./agent-setup-error.js";
import { Conversation } from "./conversation.js";
import { StructuredResponse } from "./structured-response.js";

/** What models have that can be given tools. */
interface ToolCallingModel {
  bindTools(tools: object[], options?: object): AgentModel;
  structuredOutputOptions?(request: object): { readonly tool_choice?: unknown } | undefined;
}

/**
 * A model that calls tools until it has an answer: see {@link createAgent}. It is one run; the model's runs and the tools' are its children, and
 * say what they always say. Each call is heard as `agent.action` before its tool starts, the answer as `agent.finish`.
 */
export class Agent<TResponse = undefined> extends HeardRunnable<AgentInput, AgentOutput<TResponse>, AgentConfig> {
  override lc_namespace = ["langchain", "agents"];
  readonly #parts: AgentParts;

  constructor(fields: AgentFields) {
    super();
    const { name, callbacks, tags, metadata, verbose, tools = [], responseFormat } = fields;
    Object.assign(this, { name: name ?? "agent", callbacks, tags, metadata });
    if (verbose !== undefined) this.verbose = verbose;
    if (fields.prompt !== undefined && fields.systemPrompt !== undefined)
      throw new AgentSetupError("`prompt` takes the place of `systemPrompt`. Leave one out.");
    const names = tools.map((tool) => tool.name);
    const twice = names.find((each, index) => names.indexOf(each) !== index);
    if (twice !== undefined) throw new AgentSetupError(`two tools are called "${twice}". Name them apart.`);
    const response = responseFormat === undefined ? undefined : new StructuredResponse(responseFormat, tools);
    this.#parts = { name: this.getName(), model: withTools(fields, response), fields, response };
  }

  static override lc_name(): string {
    return "Agent";
  }

  override get streamsOutput(): boolean {
    return true;
  }

  /**
   * The steps as they are done. `"values"`, the default: the output so far after each, each in place of the one before. `"updates"`: what each has
   * added, `{ model: { messages } }` or `{ tools: { messages } }`. `"messages"`: the model's answers piece by piece and the tools' messages, each with
   * the part that it comes from. Whatever the mode, the run's own output is the same.
   */
  override stream(
    input: AgentInput,
    config?: Partial<AgentConfig> & { readonly streamMode?: "values" | undefined },
  ): Promise<IterableReadableStream<AgentOutput<TResponse>>>;
  override stream(
    input: AgentInput,
    config: Partial<AgentConfig> & { readonly streamMode: "updates" },
  ): Promise<IterableReadableStream<AgentUpdate<TResponse>>>;
  override stream(
    input: AgentInput,
    config: Partial<AgentConfig> & { readonly streamMode: "messages" },
  ): Promise<IterableReadableStream<AgentStreamMessage>>;
  override stream(input: AgentInput, config?: Partial<AgentConfig>): Promise<IterableReadableStream<never>> {
    return promiseOf(() => this.openStream(input, openRun(this.specFor(config), config))).then((pipe) =>
      readable(pipe),
    );
  }

  protected override async execute(input: AgentInput, run: Run): Promise<AgentOutput<TResponse>> {
    const loop = this.#open(input, run);
    run.partialOutput = () => loop.output();
    const steps = loop.steps();
    while ((await steps.next()).done !== true);
    return loop.output() as AgentOutput<TResponse>;
  }

  protected override openStream(input: AgentInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () => {
      const loop = this.#open(input, run);
      const { streamMode = "values" } = (run.config ?? {}) as AgentConfig;
      return new StreamPipe(chunksOf(loop, streamMode)).add(new AgentStage(run, loop));
    });
  }

  #open(input: AgentInput, run: Run): AgentLoop {
    return new AgentLoop(this.#parts, run, Conversation.of(input));
  }
}

/** The run's output is the loop's, whichever chunks its consumer wants. */
class AgentStage implements StreamStage {
  readonly run: Run;
  readonly #loop: AgentLoop;

  constructor(run: Run, loop: AgentLoop) {
    this.run = run;
    this.#loop = loop;
    run.partialOutput = () => loop.output();
  }

  push(chunk: unknown): unknown {
    return chunk;
  }

  output(): unknown {
    return this.#loop.output();
  }
}

async function* chunksOf(loop: AgentLoop, mode: AgentStreamMode): AsyncGenerator<unknown, undefined> {
  for await (const part of loop.steps()) {
    const chunk = chunkOf(part, loop, mode);
    if (chunk !== undefined) yield chunk;
  }
  return undefined;
}

function chunkOf(part: AgentPart, loop: AgentLoop, mode: AgentStreamMode): unknown {
  const { node } = part;
  if (mode === "messages") return "piece" in part ? [part.piece, { node }] : undefined;
  if ("piece" in part) return undefined;
  return mode === "values" ? wholeSoFar(loop.output()) : { [node]: { messages: part.added } };
}

/** The model as it is asked: with the tools, and where a form is wanted with the one that the answer is given by. */
function withTools({ model, tools = [] }: AgentFields, response: StructuredResponse | undefined): AgentModel {
  if (tools.length === 0 && response === undefined) return model;
  if (!canBindTools(model)) {
    if (response === undefined && !("_llmType" in model)) return model; // it has been given them
    const why = response === undefined ? "it can't call tools" : "`responseFormat` needs one that can call tools";
    throw new AgentSetupError(
      `${model.getName?.() ?? "the model"} has no \`bindTools\`: ${why}. Give the chat model itself.`,
    );
  }
  if (response === undefined) return model.bindTools([...tools]);
  const { definition, name } = response;
  const asked = { method: "functionCalling", name, jsonSchema: definition.function.parameters, strict: undefined };
  const forced = model.structuredOutputOptions?.(asked) ?? { tool_choice: name };
  // Where a provider can't force a call, the model is reminded; where there are other tools, it is to call any.
  const choice = tools.length > 0 && forced.tool_choice !== undefined ? { ...forced, tool_choice: "any" } : forced;
  return model.bindTools([...tools, definition], choice);
}

function canBindTools(model: unknown): model is ToolCallingModel {
  return typeof (model as Partial<ToolCallingModel>).bindTools === "function";
}
