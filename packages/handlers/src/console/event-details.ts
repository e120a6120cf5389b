import type { EventOf, EventType, Usage } from "@earshot/core/events";
import { formatCost, type ShownCost } from "../rendering/format-cost.js";
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

/** What else is known of a run that ended. */
interface EndDetailOptions {
  readonly verbosity: Verbosity;
  readonly cost: ShownCost | undefined;
}

/** What a run that ended well came to, piece by piece. */
export function endDetails(event: EndEvent, { verbosity, cost }: EndDetailOptions): Detail[] {
  switch (event.type) {
    case "chat_model.end":
    case "llm.end":
      return [...usageDetails(event.usage, { cost }), ...usual(toolCallsOf(event))];
    case "tool.end":
      return event.status === "ok" ? usual(`→ ${preview(event.output, 200) || "nothing"}`) : [];
    case "retriever.end":
      return event.status === "ok" ? usual(`${event.documents.length} documents`) : [];
    case "embedding.end":
      return [
        ...usual(event.dimensions === undefined ? undefined : `${event.dimensions} dimensions`),
        ...usageDetails(event.usage, { cost }),
      ];
    case "chain.end":
      return verbosity === "verbose" && event.status === "ok" && event.outputs !== undefined
        ? usual(`→ ${preview(event.outputs, 300)}`)
        : [];
  }
}

interface UsageDetailOptions {
  /** What it cost, where somebody knows. */
  readonly cost: ShownCost | undefined;
  readonly suffix?: string;
}

/** Token counts and costs are never cut; what is said of them besides may be. */
export function usageDetails(usage: Usage, { cost, suffix = "" }: UsageDetailOptions): Detail[] {
  const text = formatUsage(usage);
  if (text === undefined) return [];
  const details: Detail[] = [{ text: text + suffix, short: `${formatTokens(usage)}${suffix}`, weight: "essential" }];
  // Of a call that the cost handler has not heard the end of, it knows nothing yet.
  if (cost !== undefined && cost.calls > 0) details.push({ text: formatCost(cost) + suffix, weight: "essential" });
  return details;
}

function usual(text: string | undefined): Detail[] {
  return text === undefined ? [] : [{ text, weight: "usual" }];
}
