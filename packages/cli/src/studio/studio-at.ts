import { sanitizeLine } from "@earshot/handlers/rendering";

/** What it may take to answer: whoever waits wants to be told that the port is taken. */
const longestWaitMs = 1_000;

/** Which store is shown by the studio that answers at an address; `undefined` if none does, or one that wants its token first. */
export async function studioAt(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${address}/api/info`, { signal: AbortSignal.timeout(longestWaitMs) });
    const { storeName, version } = (await answer.json()) as {
      readonly storeName?: unknown;
      readonly version?: unknown;
    };
    return typeof storeName === "string" && typeof version === "string" ? sanitizeLine(storeName) : undefined;
  } catch {
    return undefined;
  }
}
