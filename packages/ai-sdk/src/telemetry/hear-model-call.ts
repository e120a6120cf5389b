import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
import { invocationParamsOf, messagesOf } from "./asked-of-call.js";
import { modelOutcome } from "./body-results.js";
import type { CallEvent } from "./call-event.js";
import { hearStream } from "./hear-stream.js";
import type { HeardCall } from "./heard-call.js";
import type { WrappedWork } from "./integration-hooks.js";
import { offer, withdraw } from "./model-call.js";
import { modelMetadata } from "./model-metadata.js";
import { withStream } from "./opened-stream.js";
import { outcomeOf } from "./outcome-of.js";
import { ToldRun } from "./told-run.js";

/**
 * Has a model of a call asked, heard as a run below it: with its whole answer, or, where it streams, with each piece of it.
 *
 * @throws a guard's objection, before the model is asked
 */
export async function hearModelCall<TResult>(
  call: HeardCall,
  asked: CallEvent & WrappedWork<TResult>,
): Promise<TResult> {
  call.throwIfObjected();
  const model = { provider: asked.provider, modelId: asked.modelId };
  const run = new ToldRun(crypto.randomUUID(), call.run.places);
  await run.start<"chat_model">({
    kind: "chat_model",
    parentRunId: call.run.runId,
    name: model.modelId,
    metadata: modelMetadata(model),
    start: { messages: messagesOf(asked), invocationParams: invocationParamsOf(asked), options: {} },
  });
  const onFailure = (error: unknown): void => {
    call.lastFailure = { error };
  };
  try {
    const result = await AsyncLocalStorageProviderSingleton.runWithConfig(run.config, () => {
      offer({ run, model });
      return asked.execute();
    });
    if (!withdraw(run.runId)) return result; // a middleware hears it
    const onLeft = (reason: unknown): void => void call.settle({ status: "cancelled", error: reason });
    const heard = { run, model, signal: undefined, onFailure, onLeft };
    const shown = withStream(result, (stream) => hearStream({ ...heard, stream }));
    if (shown === undefined) await run.settle(modelOutcome(result, model) ?? { status: "ok" });
    return (shown as TResult | undefined) ?? result;
  } catch (error) {
    onFailure(error);
    await run.settle(outcomeOf(error));
    throw error;
  } finally {
    withdraw(run.runId);
  }
}
