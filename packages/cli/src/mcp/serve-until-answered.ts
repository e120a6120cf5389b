import { PassThrough, type Readable, type Writable } from "node:stream";
import type { JSONRPCMessage, McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";

/** After its client has left, what was asked last may take so long. */
const graceMs = 5_000;

/**
 * Serves until `stdin` has ended and all that was asked is answered, or nobody can be answered any more. Left to itself the transport lets go with the
 * end of stdin, and whoever pipes questions in reads nothing.
 */
export async function serveUntilAnswered(
  server: McpServer,
  { stdin, stdout, signals }: { stdin: Readable; stdout: Writable; signals: readonly AbortSignal[] },
): Promise<void> {
  const questions = new PassThrough();
  const transport = new StdioServerTransport(questions, stdout);
  const open = new Set<unknown>();
  let hasEnded = false;
  let late: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    for (const signal of signals) signal.addEventListener("abort", () => resolve());
    // It gives up on what never becomes a message.
    Object.assign(server.server, { onclose: resolve });
    const leave = (): void => {
      hasEnded = true;
      if (open.size === 0) resolve();
      else late ??= setTimeout(resolve, graceMs);
    };
    server.connect(transport).then(() => {
      const { onmessage } = transport;
      const send = transport.send.bind(transport);
      Object.assign(transport, {
        onmessage(message: JSONRPCMessage): void {
          if ("method" in message && "id" in message) open.add(message.id);
          onmessage?.(message);
        },
        async send(message: JSONRPCMessage): Promise<void> {
          await send(message);
          if (!("method" in message)) open.delete(message.id);
          if (hasEnded) leave();
        },
      });
      stdin.once("end", leave).once("close", leave).pipe(questions, { end: false });
    }, reject);
  });
  clearTimeout(late);
  stdin.unpipe(questions);
  await server.close();
}
