import type { JsonValue } from "@earshot/core/events";
import type { BaseMessage } from "@earshot/core/messages";
import type { Generation } from "@earshot/core/outputs";

/** A message without an id of its own is called after its run, and this run has another id. */
export function forgetRunId(generation: Generation, runId: JsonValue | undefined): void {
  const { message } = generation as { readonly message?: BaseMessage };
  if (message?.id === `run-${String(runId)}`) message.id = undefined;
}
