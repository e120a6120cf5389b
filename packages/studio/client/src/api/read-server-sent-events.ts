import { readText } from "./read-text.js";

export interface ServerSentEvent {
  readonly id?: string;
  readonly data: string;
}

/** The events of a stream, as they come. Comments, which keep the line open, are passed over; `onPiece` hears of them, too. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  onPiece: () => void,
): AsyncGenerator<ServerSentEvent> {
  let rest = "";
  for await (const text of readText(body)) {
    onPiece();
    rest += text;
    // What is large comes in many pieces: looked through with each of them, it would take the longer the larger it is.
    if (!text.includes("\n")) continue;
    rest = rest.replaceAll("\r\n", "\n");
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
