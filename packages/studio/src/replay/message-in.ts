import type { ReplayMessage } from "../api/replay-protocol.js";

/** What a studio says to an app; `undefined` if it is none. Something else may listen at its address and say anything: that fails no app. */
export function messageIn(data: string): ReplayMessage | undefined {
  try {
    const said = JSON.parse(data) as unknown;
    const isMessage = typeof said === "object" && said !== null && ("secret" in said || "callId" in said);
    return isMessage ? (said as ReplayMessage) : undefined;
  } catch {
    return undefined;
  }
}
