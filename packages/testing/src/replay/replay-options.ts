import type { Redactor } from "@earshot/core/events";
import type { BaseChatModelParams } from "@earshot/core/language_models/chat_models";
import type { BaseLLMParams } from "@earshot/core/language_models/llms";
import { option, type ShapesOf } from "@earshot/core/options";
import type { Secrets } from "../recording/mask-secrets.js";

/** What is known of a recorded call where a file has calls of several models. */
export interface RecordedCallFacts {
  readonly name: string;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** How a recording is replayed. */
export interface Replaying {
  /**
   * When chunks come: `"none"`: at once; `"recorded"`: as they came; a number: that many times as long. Default `"none"`.
   */
  readonly timing?: "recorded" | "none" | number;
  /** True: a request that was recorded n times may be made n times. Default false: the last of its answers is given again. */
  readonly strict?: boolean;
  /**
   * What of a request is passed over when it is compared: paths – `"options.user"`, `"messages.0"`, `"messages.*.name"` – and patterns of what
   * varies in texts.
   */
  readonly ignore?: readonly (string | RegExp)[];
  /** Which model of the file this is: what its runs or the model are called (`ls_model_name`), one of its tags, or a function. Needed if there are several. */
  readonly model?: string | ((call: RecordedCallFacts) => boolean);
  /** What `record` was given as `secrets`. */
  readonly secrets?: Secrets;
  /** The redactor under which the run was recorded: requests are compared after it. */
  readonly redactor?: Redactor;
}

/** What `replayModel` may be told. */
export interface ReplayOptions extends Replaying, Omit<BaseChatModelParams, "name"> {}

/** What `replayLLM` may be told. */
export interface ReplayLLMOptions extends Replaying, Omit<BaseLLMParams, "name"> {}

export const replayLLMShapes: ShapesOf<ReplayLLMOptions> = {
  timing: option.either({ ...option.oneOf("recorded", "none"), wanted: '"recorded", "none"' }, option.number()),
  strict: option.flag,
  ignore: option.listOf(option.pattern),
  model: option.either(option.name, option.function),
  secrets: option.listOf(option.pattern),
  redactor: option.object,
  callbacks: option.any,
  tags: option.listOf(option.text),
  metadata: option.object,
  verbose: option.flag,
  cache: option.any,
};
