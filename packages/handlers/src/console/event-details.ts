import type { EventOf, EventType, Usage } from "@earshot/core/events";
import { formatTokens, formatUsage } from "../rendering/format-usage.js";
import { preview } from "../rendering/preview.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";
import type { Detail } from "./fit-details.js";
import { toolCallsOf } from "./model-answer.js";
import type { Verbosity } from "./verbosity.js";

/** An event that starts a run. */
export type StartEvent = EventOf<Extract<EventType, `${string}.start`>>;

/** An event that ends a run. */
export type EndEvent = EventOf<Extract<EventType, `${string}.end`>>;

/** What a run is about to work on, in one line; `""` if there is nothing to say. */
export function startDetail(event: StartEvent, verbosity: Verbosity): string {
  switch (event.type) {
    case "chat_model.start":
    case "llm.start": {
      const model = event.invocationParams["model"];
      const name = typeof model === "string" && model !== event.name ? sanitizeLine(model) : "";
      if (verbosity !== "verbose") return name;
      return `${name} ${event.type === "llm.start" ? preview(event.prompt) : preview(event.messages.at(-1))}`.trim();
    }
    case "tool.start":
      return preview(event.args, 200);
    case "retriever.start":
      return preview(event.query);
    case "embedding.start":
      return `${event.texts.length} texts`;
    case "chain.start":
      return verbosity === "verbose" && !event.defersInputs ? preview(event.inputs, 300) : "";
  }
}

/** What a run that ended well came to, piece by piece. */
export function endDetails(event: EndEvent, verbosity: Verbosity): Detail[] {
  switch (event.type) {
    case "chat_model.end":
    case "llm.end":
      return [...usageDetails(event.usage), ...usual(toolCallsOf(event))];
    case "tool.end":
      return event.status === "ok" ? usual(`→ ${preview(event.output, 200) || "nothing"}`) : [];
    case "retriever.end":
      return event.status === "ok" ? usual(`${event.documents.length} documents`) : [];
    case "embedding.end":
      return [
        ...usual(event.dimensions === undefined ? undefined : `${event.dimensions} dimensions`),
        ...usageDetails(event.usage),
      ];
    case "chain.end":
      return verbosity === "verbose" && event.status === "ok" && event.outputs !== undefined
        ? usual(`→ ${preview(event.outputs, 300)}`)
        : [];
  }
}

/** Token counts are never cut; what is said of them besides may be. */
export function usageDetails(usage: Usage, suffix = ""): Detail[] {
  const text = formatUsage(usage);
  if (text === undefined) return [];
  return [{ text: text + suffix, short: `${formatTokens(usage)}${suffix}`, weight: "essential" }];
}

function usual(text: string | undefined): Detail[] {
  return text === undefined ? [] : [{ text, weight: "usual" }];
}
