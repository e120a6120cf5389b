import type { PriceCall, TraceStore } from "@earshot/trace";
import type { ReplayHub } from "../../replay/replay-hub.js";
import type { ChangeFeed } from "../changes/change-feed.js";

/** What routes answer from. */
export interface StudioContext {
  readonly store: TraceStore;
  readonly price: PriceCall | undefined;
  readonly storeName: string;
  readonly changes: ChangeFeed;
  readonly replay: ReplayHub;
}
