import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import type { JsonValue } from "@earshot/core/events";
import { decodeValue } from "@earshot/core/events/json";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import type { AskedRequest } from "./asked-request.js";
import { chooseModel } from "./choose-model.js";
import type { CallPlaying } from "./play-call.js";
import { RecordedAnswers } from "./recorded-answers.js";
import type { RecordedCall } from "./recorded-call.js";
import type { Replaying } from "./replay-options.js";

type Json = Readonly<Record<string, JsonValue>>;
type Options = Readonly<Record<string, unknown>>;

/** The calls that are replayed, and where they stand. */
export interface Recording {
  readonly file: string;
  readonly calls: readonly RecordedCall[];
}

/** The model that was recorded, as far as its runs tell of it. */
export class RecordedModel {
  readonly file: string;
  readonly calls: readonly RecordedCall[];
  readonly #answers: RecordedAnswers;
  readonly #pace: number;

  constructor({ file, calls }: Recording, options: Replaying) {
    const { timing = "none", strict = false, ignore = [], model, secrets = [], redactor } = options;
    this.file = file;
    this.calls = chooseModel(file, calls, model);
    this.#answers = new RecordedAnswers(file, this.calls, { strict, ignore, secrets, redactor });
    this.#pace = timing === "none" ? 0 : timing === "recorded" ? 1 : timing;
  }

  /** What it was made with. */
  get fields(): { name?: string; tags?: string[]; metadata?: Record<string, unknown> } {
    const { kwargs } = (this.#first["serialized"] ?? {}) as { readonly kwargs?: Json };
    const { name, tags, metadata } = kwargs ?? {};
    return {
      ...(typeof name === "string" && { name }),
      ...(Array.isArray(tags) && { tags: tags as string[] }),
      ...(typeof metadata === "object" &&
        metadata !== null && { metadata: decodeValue(metadata) as Record<string, unknown> }),
    };
  }

  /** What its runs are called, if that is the same for all. */
  get name(): string | undefined {
    const names = new Set(this.calls.map(({ start }) => String(start.json["name"])));
    return names.size === 1 ? [...names][0] : undefined;
  }

  get serialized(): ReturnType<BaseChatModel["toJSON"]> {
    const { serialized, name } = this.#first;
    const written = serialized ?? { lc: 1, type: "not_implemented", id: [String(name)] };
    return decodeValue(written) as ReturnType<BaseChatModel["toJSON"]>;
  }

  /** What its metadata say in LangSmith's form. */
  langSmithParams(options: object): Readonly<Record<string, unknown>> {
    const metadata = Object.entries((this.#alike(options)["metadata"] ?? {}) as Json);
    return Object.fromEntries(metadata.filter(([key]) => key.startsWith("ls_")));
  }

  invocationParams(options: object): Record<string, unknown> {
    return (decodeValue(this.#alike(options)["invocationParams"]) ?? {}) as Record<string, unknown>;
  }

  shownCallOptions(options: Options): Options {
    const [call] = this.#answers.withOptions(options);
    return call === undefined ? options : (decodeValue(call.start.json["options"]) as Options);
  }

  /** The answer that {@link take} would give next, if any. */
  peek(request: AskedRequest): RecordedCall | undefined {
    return this.#answers.peek(request);
  }

  /** @throws UnrecordedRequestError, RecordingExhaustedError */
  take(request: AskedRequest): RecordedCall {
    return this.#answers.take(request);
  }

  playing(signal: AbortSignal, runManager: CallbackManagerForLLMRun | undefined): CallPlaying {
    return { file: this.file, pace: this.#pace, signal, runManager };
  }

  get #first(): Json {
    return (this.calls[0] as RecordedCall).start.json as Json; // a file without calls is no recording
  }

  /** The start of a call with the same options, or else of any: what it says of the model does not depend on what is asked. */
  #alike(options: object): Json {
    const call = this.#answers.withOptions({ ...options })[0];
    return (call?.start.json as Json | undefined) ?? this.#first;
  }
}
