import type { EventOf } from "@earshot/core/events";
import type { RunnableConfig } from "@earshot/core/runnables";
import { ConformanceError } from "./conformance-error.js";
import { hearCall, type HeardCall, hearFailingCall } from "./heard-calls.js";

/** What was heard of a call of a chat model: one run of one. */
export interface HeardModelCall extends HeardCall {
  readonly start: EventOf<"chat_model.start">;
  readonly end: EventOf<"chat_model.end">;
}

/** What is heard of a chat model while `call` goes well. */
export async function hearModelCall(call: (config: RunnableConfig) => Promise<unknown>): Promise<HeardModelCall> {
  return modelCallOf(await hearCall(call));
}

/** What is heard of a chat model while `call` fails, and the error. */
export async function hearFailingModelCall(
  call: (config: RunnableConfig) => Promise<unknown>,
): Promise<HeardModelCall & { readonly error: unknown }> {
  const heard = await hearFailingCall(call);
  return { ...modelCallOf(heard), error: heard.error };
}

function modelCallOf({ recording }: HeardCall): HeardModelCall {
  const [start, ...more] = recording.ofType("chat_model.start");
  const [end] = recording.ofType("chat_model.end");
  if (start === undefined || end === undefined || more.length > 0)
    throw new ConformanceError(
      `one run of a chat model should be heard; what was heard: ${recording.events.map(({ type }) => type).join(", ")}`,
    );
  return { recording, start, end };
}
