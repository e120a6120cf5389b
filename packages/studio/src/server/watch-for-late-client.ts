import type { IncomingMessage } from "node:http";

const tickMs = 1_000;
/** Who sends less has what it asks waited for. */
const leastBytesPerMs = 1;

/**
 * Calls `giveUp` when a client has had its request waited for `longestMs` in all. What has come and is not read yet is not the client's to hurry: a large
 * import may take as long as the store takes to keep it, which Node's own limit of a request does not know.
 */
export function watchForLateClient(incoming: IncomingMessage, longestMs: number, giveUp: () => void): void {
  const everyMs = Math.max(1, Math.min(tickMs, longestMs / 4));
  const { socket } = incoming;
  let [waitedMs, before] = [0, socket.bytesRead];
  const tick = setInterval(() => {
    if (incoming.complete) return clearInterval(tick);
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    if (incoming.readableLength > 0 || came > everyMs * leastBytesPerMs) return;
    waitedMs += everyMs;
    if (waitedMs < longestMs) return;
    clearInterval(tick);
    giveUp();
  }, everyMs).unref();
  incoming.once("close", () => clearInterval(tick));
}
