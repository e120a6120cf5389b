import { sanitizeLine } from "@earshot/handlers/rendering";
import type { StudioInfo } from "@earshot/studio";

/** What a studio that listens at an address shows; `null` if it tells nobody without its token, `undefined` if none answers in time. */
export async function storeShownAt(url: string, longestWaitMs: number): Promise<string | null | undefined> {
  try {
    const signal = AbortSignal.timeout(longestWaitMs);
    const response = await fetch(`${url}/api/info`, { signal, headers: { connection: "close" } });
    const info = (await response.json()) as Partial<StudioInfo>;
    const asksForToken = response.headers.get("www-authenticate")?.includes('realm="earshot"') === true;
    if (asksForToken) return null;
    return typeof info.storeName === "string" ? sanitizeLine(info.storeName) : undefined;
  } catch {
    return undefined;
  }
}
