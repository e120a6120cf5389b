import { foreignPlaces } from "@earshot/core/events/foreign";
import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
import { fromGenerateResult, type AISDKResult } from "../chat-model/from-generate-result.js";
import type { OpenedStream } from "../chat-model/read-stream.js";
import { answered } from "./answered.js";
import { checkListenerOptions } from "./check-listener-options.js";
import { fromPrompt, type PromptMessage } from "./from-prompt.js";
import { hearStream } from "./hear-stream.js";
import type { ListenerOptions } from "./listener-options.js";
import { takeUp, type ModelName } from "./model-call.js";
import { modelMetadata } from "./model-metadata.js";
import { outcomeOf } from "./outcome-of.js";
import { ToldRun } from "./told-run.js";

/** What `earshotMiddleware` takes. */
export type EarshotMiddlewareOptions = ListenerOptions;

/** A call of a model, as far as a middleware of ours reads it. */
interface ModelParams {
  readonly prompt: readonly object[];
  readonly abortSignal?: AbortSignal | undefined;
  readonly headers?: object | undefined;
}

/** A call of a model that answers as a whole. */
interface WholeCall<TResult> {
  readonly doGenerate: () => PromiseLike<TResult>;
  readonly model: ModelName;
  readonly params: ModelParams;
}

/** A call of a model that streams. */
interface StreamedCall<TResult> {
  readonly doStream: () => PromiseLike<TResult>;
  readonly model: ModelName;
  readonly params: ModelParams;
}

/** What goes into `wrapLanguageModel` of AI SDK 5, 6 and 7. */
export interface EarshotMiddleware {
  /** Each version of AI SDK has its own here, by type alone: none reads it. */
  readonly specificationVersion: never;
  wrapGenerate<TResult extends object>(call: WholeCall<TResult>): Promise<TResult>;
  wrapStream<TResult extends object>(call: StreamedCall<TResult>): Promise<TResult>;
}

/**
 * Lets handlers hear every call of an AI SDK model: a `chat_model` run with what it is asked, each piece of its answer, its usage, and its one
 * end. With {@link earshotTelemetry} in the same call, the runs are in that call's tree.
 *
 * @throws UnknownOptionError, InvalidOptionError, InvalidHandlerError for an option that there is not, or a handler that can't hear
 * @example
 * ```ts
 * import { createAnthropic } from "@ai-sdk/anthropic";
 * import { earshotMiddleware } from "@earshot/ai-sdk";
 * import { pageReply, startAnthropicServer } from "@earshot/testing";
 * import { generateText, wrapLanguageModel } from "ai";
 *
 * await using server = await startAnthropicServer({ reply: pageReply });
 * const anthropic = createAnthropic({ apiKey: "any", baseURL: `${server.url}/v1` });
 * const callbacks = [{ handleLLMEnd: () => console.log("heard") }];
 * const model = wrapLanguageModel({ model: anthropic("claude-sonnet-4-5"), middleware: earshotMiddleware({ callbacks }) });
 * console.log((await generateText({ model, prompt: "What is 1 + 2?" })).text);
 * // => heard
 * // => The sum of 1 and 2 is 3.
 * ```
 */
export function earshotMiddleware(options: EarshotMiddlewareOptions = {}): EarshotMiddleware {
  checkListenerOptions("earshotMiddleware", options, {});
  const { callbacks } = options;
  return {
    specificationVersion: "v3" as never,
    async wrapGenerate({ doGenerate, model, params }) {
      const run = await openCall({ callbacks, model, params });
      if (run === undefined) return doGenerate();
      let result: Awaited<ReturnType<typeof doGenerate>>;
      try {
        result = await within(run, doGenerate);
      } catch (error) {
        await run.settle(outcomeOf(error, params.abortSignal));
        throw error;
      }
      await run.settle(answered(fromGenerateResult(result as unknown as AISDKResult, model)));
      return result;
    },
    async wrapStream({ doStream, model, params }) {
      const run = await openCall({ callbacks, model, params });
      if (run === undefined) return doStream();
      const signal = params.abortSignal;
      try {
        const result = await within(run, doStream);
        const { stream } = result as unknown as OpenedStream;
        return { ...result, stream: hearStream({ stream, run, model, signal }) };
      } catch (error) {
        await run.settle(outcomeOf(error, signal));
        throw error;
      }
    },
  };
}

interface OpenedCall extends EarshotMiddlewareOptions {
  readonly model: ModelName;
  readonly params: ModelParams;
}

/** The run of a call: the one that telemetry has started for it, or a new one; none if nobody hears. */
async function openCall({ callbacks, model, params }: OpenedCall): Promise<ToldRun | undefined> {
  const told = takeUp(model, params.prompt);
  if (told !== undefined) return told;
  const places = foreignPlaces(callbacks);
  if (places.length === 0) return undefined;
  const run = new ToldRun(crypto.randomUUID(), places);
  const { prompt, abortSignal: _signal, headers: _headers, ...invocationParams } = params;
  await run.start<"chat_model">({
    kind: "chat_model",
    parentRunId: undefined,
    name: model.modelId,
    metadata: modelMetadata(model),
    start: {
      messages: fromPrompt(prompt as readonly PromptMessage[]),
      invocationParams: { model: model.modelId, ...invocationParams },
      options: {},
    },
  });
  return run;
}

function within<TResult>(run: ToldRun, body: () => TResult): TResult {
  return AsyncLocalStorageProviderSingleton.runWithConfig(run.config, body);
}
