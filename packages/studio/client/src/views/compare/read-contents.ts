import { contentOfEvents, type RunContent } from "@earshot/trace/compare";
import type { TraceEvent } from "@earshot/trace/reducer";

/** Characters of events that are read to compare traces by all they say. */
const maxCharacters = 32_000_000;

/** What all runs of some traces said; `undefined` if that is too much to be read at once, or can't be. */
export async function readContents(
  rootRunIds: Iterable<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RunContent> | undefined> {
  const events = new Map<string, TraceEvent[]>();
  const read = { characters: 0 };
  for (const runId of rootRunIds) {
    const response = await fetch(`/api/export?${new URLSearchParams({ runId })}`, { signal });
    const lines = response.ok ? await boundedText(response, read) : undefined;
    if (lines === undefined) return undefined;
    for (const line of lines.split("\n")) {
      if (line === "") continue;
      const event = JSON.parse(line) as TraceEvent;
      const there = events.get(event.runId);
      if (there === undefined) events.set(event.runId, [event]);
      else there.push(event);
    }
  }
  return new Map([...events].map(([runId, own]) => [runId, contentOfEvents(own)]));
}

async function boundedText({ body }: Response, read: { characters: number }): Promise<string | undefined> {
  if (body === null) return "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    read.characters += part.value.length;
    if (read.characters > maxCharacters) {
      await reader.cancel();
      return undefined;
    }
  }
  return parts.join("");
}
