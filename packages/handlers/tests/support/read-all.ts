import type { StreamEvent, WebEvent } from "@earshot/handlers/web/client";

/** All that is read. */
export async function readAll(events: AsyncIterable<WebEvent | StreamEvent>): Promise<(WebEvent | StreamEvent)[]> {
  const all: (WebEvent | StreamEvent)[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The texts of it, joined. */
export function textOf(events: readonly (WebEvent | StreamEvent)[]): string {
  return events.map((event) => ("text" in event ? event.text : "")).join("");
}

/** The last event of a stream. */
export const end = (status: "ok" | "error" | "cancelled"): StreamEvent => ({ type: "stream.end", status });
