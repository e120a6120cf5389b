import type { Handler } from "@earshot/core/events";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import type { RunnableConfig } from "@earshot/core/runnables";
import type { JsonValue } from "@earshot/trace";
import type { ReplayCall, ReplayReply } from "../api/replay-protocol.js";

type Parameters = { readonly [name: string]: JsonValue };

/** A model, or what makes one of parameters. */
export type ReplayModel = BaseChatModel | ((parameters: Parameters) => BaseChatModel);

/** What may be run, and who hears it. */
export interface ReplayRunnerOptions {
  /** By the names under which the page offers them. A function makes one of the parameters, and uses of them what it likes. */
  readonly models: { readonly [name: string]: ReplayModel };
  /**
   * Which parameters a page may set as options of a call, where a model is no function. Default: what says how an answer is sampled and how long it
   * may be, and tools. Never an address or a key.
   */
  readonly parameters?: readonly string[];
  /** Hear the runs, besides what hears everything. */
  readonly callbacks?: readonly Handler[];
}

const usualParameters = [
  ..."temperature top_p topP top_k topK max_tokens maxTokens max_completion_tokens maxOutputTokens stop stop_sequences".split(
    " ",
  ),
  ..."seed frequency_penalty frequencyPenalty presence_penalty presencePenalty tools tool_choice thinking".split(" "),
];

/** Runs what a page asks for, if the app allows it, and says so as soon as it has begun. */
export class ReplayRunner {
  readonly #options: ReplayRunnerOptions;
  readonly #parameters: ReadonlySet<string>;

  constructor(options: ReplayRunnerOptions) {
    this.#options = options;
    this.#parameters = new Set(options.parameters ?? usualParameters);
  }

  /** Replies once: that the run has begun, or why it has not. What becomes of the run is heard, and nobody's to catch. */
  run({ newRunId, request }: ReplayCall, reply: (reply: ReplayReply) => void): void {
    let hasReplied = false;
    const replyOnce = (said: ReplayReply): void => {
      if (!hasReplied) reply(said);
      hasReplied = true;
    };
    const begun: Handler = { handleChatModelStart: () => replyOnce({ isBegun: true }) };
    void this.#begin({ newRunId, request }, begun).catch((error: unknown) => replyOnce({ refusal: messageOf(error) }));
  }

  async #begin({ newRunId, request }: Omit<ReplayCall, "callId">, begun: Handler): Promise<void> {
    const { model, options } = this.#choose(request);
    // Loaded when it is wanted: most apps are never asked.
    const { decodeValue } = await import("@earshot/core/events/json");
    const messages = request.messages.map((message) => decodeValue(message)) as never[];
    const config = {
      ...options,
      callbacks: [begun, ...(this.#options.callbacks ?? [])],
      runId: newRunId,
      metadata: { replay_of: request.runId },
      tags: ["replay"],
    };
    await readToEnd(model, messages, config);
  }

  #choose({ model: name, parameters }: ReplayCall["request"]): { model: BaseChatModel; options: Parameters } {
    const { models } = this.#options;
    const model = Object.hasOwn(models, name) ? models[name] : undefined;
    if (model === undefined) throw new TypeError(`The app offers no model called "${name}".`);
    if (typeof model === "function") return { model: assertModel(model(parameters), name), options: {} };
    const refused = Object.keys(parameters).filter((key) => !this.#parameters.has(key));
    if (refused.length === 0) return { model, options: parameters };
    const allowed = [...this.#parameters].join(", ");
    throw new TypeError(`The app does not let ${refused.join(", ")} be set. It allows ${allowed}.`);
  }
}

/** What an app in JavaScript makes may be anything. */
function assertModel(made: BaseChatModel, name: string): BaseChatModel {
  if (typeof (made as Partial<BaseChatModel> | undefined)?.stream === "function") return made;
  throw new TypeError(
    `The function "${name}" of the app made no chat model of the parameters, but ${typeof made === "object" ? "an object" : `a ${typeof made}`}.`,
  );
}

/** Streamed, so that its tokens are heard as they come. */
async function readToEnd(model: BaseChatModel, messages: never[], config: RunnableConfig): Promise<void> {
  for await (const _ of await model.stream(messages, config)) void 0;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
