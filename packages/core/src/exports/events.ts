export type { Callbacks, RunnableConfig } from "../context/run-config.js";
export { explainCallbacks, type CallbackOrigin } from "../runs/explain-callbacks.js";
export type { DeliveryReport } from "../events/delivery-report.js";
export type { EarshotEvent, EventFacts, EventOf } from "../events/event.js";
export type {
  Ending,
  EventPayloads,
  EventType,
  ModelCall,
  ModelDelta,
  ModelEnding,
  Usage,
} from "../events/event-payloads.js";
export { eventTable, type EventRow } from "../events/event-table.js";
export { flush } from "../events/flush.js";
export { defineHandler } from "../events/define-handler.js";
export type { GuardingHandler, Handler, ObservingHandler, TypedHandler } from "../events/handler.js";
export type {
  CallbackHandlerMethods,
  HandlerMethod,
  IgnoreFlags,
  LangChainHandler,
  LangChainHandlerFlags,
  NewTokenIndices,
} from "../events/langchain-handler.js";
export type { Redactor } from "../events/redactor.js";
export type { RunFacts, RunKind, RunStatus, Visibility } from "../events/run-facts.js";
export { configure, type ConfigureOptions, type Settings } from "../events/settings.js";
export type { HandlerFailure } from "../events/handler-failure.js";
export type { RunHandle } from "../runs/run-handle.js";
export type { RunOptions, RunOutputs } from "../runs/run-options.js";
export type { RunSpec } from "../runs/run-spec.js";
export { runStream, type StreamOptions } from "../runs/run-stream.js";
export { run } from "../runs/run-with.js";
export type { StreamIterator } from "../runs/stream-iterator.js";
export { safeJson, type JsonValue, type SafeJsonLimits } from "../util/safe-json.js";
