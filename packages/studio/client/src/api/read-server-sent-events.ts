export interface ServerSentEvent {
  readonly id?: string;
  readonly data: string;
}

/** The events of a stream, as they come. Comments, which keep the line open, are passed over; `onPiece` hears of them, too. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  onPiece: () => void,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onPiece();
      const text = decoder.decode(value, { stream: true });
      rest += text;
      // What is large comes in many pieces: looked through with each of them, it would take the longer the larger it is.
      if (!text.includes("\n")) continue;
      rest = rest.replaceAll("\r\n", "\n");
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) yield eventOf(block);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
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
