import { readText } from "./read-text.js";

export interface ServerSentEvent {
  readonly id?: string;
  readonly data: string;
}

/** The events of a stream, as they come. Comments, which keep the line open, are passed over. */
export async function* readServerSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let rest = "";
  for await (const text of readText(body)) {
    rest = (rest + text).replaceAll("\r\n", "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) yield eventOf(block);
  }
}

function eventOf(block: string): ServerSentEvent {
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const value = line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (line.startsWith("id:")) id = value;
    else if (line.startsWith("data:")) data.push(value);
  }
  return { data: data.join("\n"), ...(id === undefined ? {} : { id }) };
}
