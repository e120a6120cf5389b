import type { HandlerSet } from "../events/handler-set.js";
import { noHandlers } from "../events/handler-set.js";
import type { Visibility } from "../events/run-facts.js";
import { noMetadata } from "./metadata.js";
import { noTags } from "./tags.js";

/** Who hears a run, and what it is labelled with. Immutable, so that runs share it: most have just what their parent's children have. */
export interface Audience {
  readonly handlers: HandlerSet;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility;
}

/** Nobody, and nothing. */
export const nobody: Audience = Object.freeze({
  handlers: noHandlers,
  tags: noTags,
  metadata: noMetadata,
  visibility: "user",
});
