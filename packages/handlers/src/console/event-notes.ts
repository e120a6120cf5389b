import type { EarshotEvent } from "@earshot/core/events";
import { describeError } from "../rendering/describe-error.js";
import { formatDuration } from "../rendering/format-duration.js";
import { clip, preview } from "../rendering/preview.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";

/** What happened on the way: a sign and a line; `undefined` for events that are shown otherwise. */
export function noteOf(event: EarshotEvent): { readonly sign: string; readonly text: string } | undefined {
  switch (event.type) {
    case "run.retry": {
      const again = event.delayMs === undefined ? "again" : `again in ${formatDuration(event.delayMs)}`;
      return { sign: "↻", text: `attempt ${event.attempt} failed, ${again}: ${describeError(event.error)[0]}` };
    }
    case "run.fallback":
      return {
        sign: "⤳",
        text: `${sanitizeLine(event.from)} failed, on to ${sanitizeLine(event.to)}: ${describeError(event.error)[0]}`,
      };
    case "run.cache_hit":
      return { sign: "≡", text: `from the cache ${clip(sanitizeLine(event.key), 60)}` };
    case "run.custom":
      return { sign: "◆", text: `${sanitizeLine(event.eventName)} ${preview(event.data, 200)}`.trim() };
    case "run.text":
      return { sign: "»", text: clip(sanitizeLine(event.text), 300) };
    case "agent.action":
      return { sign: "→", text: `${sanitizeLine(event.action.tool)} ${preview(event.action.toolInput, 200)}` };
    case "agent.finish":
      return { sign: "■", text: preview(event.finish.returnValues, 200) };
    case "tool.delta":
      return { sign: "·", text: preview(event.chunk, 200) };
    default:
      return undefined;
  }
}
