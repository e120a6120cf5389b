import type { Redactor } from "@earshot/core/events";
import type { BaseChatModelParams } from "@earshot/core/language_models/chat_models";
import type { Secrets } from "../recording/mask-secrets.js";

/** What is known of a recorded call where a file has calls of several models. */
export interface RecordedCallFacts {
  readonly name: string;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What `replayModel` may be told. */
export interface ReplayOptions extends Omit<BaseChatModelParams, "name"> {
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
