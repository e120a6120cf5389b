import { option } from "@earshot/core/options";
import { CallIntegration } from "./call-integration.js";
import { CallTracer } from "./call-tracer.js";
import { checkListenerOptions } from "./check-listener-options.js";
import type { HeardSpan } from "./heard-span.js";
import type { EarshotIntegration } from "./integration-hooks.js";
import type { ListenerOptions } from "./listener-options.js";

/** What telemetry may be marked with. */
export type TelemetryValue =
  | string
  | number
  | boolean
  | (string | null | undefined)[]
  | (number | null | undefined)[]
  | (boolean | null | undefined)[];

/** Settings of AI SDK's telemetry, in all versions. */
interface Settings {
  /** What the call is to be called. */
  readonly functionId?: string;
  readonly metadata?: Record<string, TelemetryValue>;
  readonly recordInputs?: boolean;
  readonly recordOutputs?: boolean;
}

/** What `earshotTelemetry` takes. */
export type EarshotTelemetryOptions = Settings & ListenerOptions;

/** What AI SDK 5 and 6 call on a tracer. Their own type of it is one of OpenTelemetry's. */
interface Tracer {
  startSpan(...span: never[]): never;
  startActiveSpan(...span: never[]): never;
}

/** What goes into `experimental_telemetry`, or into `telemetry` of AI SDK 7. */
export interface EarshotTelemetry extends Settings {
  readonly isEnabled: true;
  readonly tracer: Tracer;
  readonly integrations: (Pick<EarshotIntegration, "onStart"> & Partial<EarshotIntegration>)[];
}

/**
 * Lets handlers hear a call of AI SDK's – `generateText`, `streamText`, `generateObject`, `streamObject`, an agent, `embed` – as one tree of runs:
 * the call is a chain, each step's model call a `chat_model` with its live pieces and its usage, each tool a tool run with its `toolCallId`.
 * A failed call ends with its own error, an aborted one as cancelled; a stream that is left ends when its signal aborts, or when nothing
 * holds it any more.
 *
 * Goes into `experimental_telemetry` as it is, or into `telemetry` of AI SDK 7, and may serve any number of calls. Give options here: a spread copy of it takes all calls made with
 * it for parts of the one that is open.
 *
 * @throws UnknownOptionError, InvalidOptionError, InvalidHandlerError for an option that there is not, or a handler that can't hear
 * @example
 * ```ts
 * import { createAnthropic } from "@ai-sdk/anthropic";
 * import { earshotTelemetry } from "@earshot/ai-sdk";
 * import { pageReply, startAnthropicServer } from "@earshot/testing";
 * import { generateText } from "ai";
 *
 * await using server = await startAnthropicServer({ reply: pageReply });
 * const model = createAnthropic({ apiKey: "any", baseURL: `${server.url}/v1` })("claude-sonnet-4-5");
 * const callbacks = [{ onEvent: ({ type, name }: { type: string; name: string }) => console.log(type, name) }];
 * await generateText({ model, prompt: "What is 1 + 2?", experimental_telemetry: earshotTelemetry({ callbacks }) });
 * // => chain.start generateText
 * // => chat_model.start claude-sonnet-4-5
 * // => chat_model.end claude-sonnet-4-5
 * // => chain.end generateText
 * ```
 */
export function earshotTelemetry(options: EarshotTelemetryOptions = {}): EarshotTelemetry {
  checkListenerOptions("earshotTelemetry", options, {
    functionId: option.text,
    metadata: option.object,
    recordInputs: option.flag,
    recordOutputs: option.flag,
  });
  const { callbacks, ...settings } = options;
  let latest: WeakRef<HeardSpan> | undefined;
  const onCall = (call: HeardSpan): void => {
    latest = new WeakRef(call);
  };
  const { metadata } = settings;
  return {
    ...settings,
    isEnabled: true,
    /** AI SDK 5 and 6 ask for it once in a call: each has its own. */
    get tracer() {
      return new CallTracer(callbacks, onCall) as unknown as Tracer;
    },
    /** AI SDK 7 asks for them once in a call. */
    get integrations() {
      return [
        { onStart: (event: object) => Promise.resolve(hearSignal(latest?.deref(), event)) },
        new CallIntegration({ ...(callbacks && { callbacks }), ...(metadata && { metadata }) }, { isShared: false }),
      ];
    },
  };
}

/** AI SDK 6 says which signal a call has: calls that stream say this inside their span, at once; others before it, and throw when they are aborted. */
function hearSignal(call: HeardSpan | undefined, event: object): void {
  const { abortSignal, system, prompt, messages } = event as Readonly<Record<string, unknown>>;
  if (!(abortSignal instanceof AbortSignal) || call?.run.isOpen !== true || call.signal !== undefined) return;
  const { "ai.operationId": operation, "ai.prompt": asked } = call.attributes;
  if (operation === "ai.streamText" && asked === JSON.stringify({ system, prompt, messages }))
    endWithSignal(call, abortSignal);
}

/** An aborted stream that nobody reads is never ended by AI SDK. The signal may live long: it holds on to nothing. */
function endWithSignal(call: HeardSpan, signal: AbortSignal): void {
  call.signal = signal;
  const held = new WeakRef(call);
  const stop = (): void =>
    void held
      .deref()
      ?.settle()
      .catch(() => undefined);
  if (signal.aborted) return stop();
  signal.addEventListener("abort", stop, { once: true });
  call.onSettled = () => signal.removeEventListener("abort", stop);
}
