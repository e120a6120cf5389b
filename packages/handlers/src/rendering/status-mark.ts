import type { RunStatus } from "@earshot/core/events";
import type { Colors, Paint } from "./colors.js";

/** How the end of a run is shown: a sign, its word where the sign alone says too little, and its colour. */
export interface StatusMark {
  readonly sign: string;
  readonly word: string;
  readonly paint: Paint;
}

/** The mark of a status; `"open"` for a run that has not ended. */
export function statusMark(status: RunStatus | "open", colors: Colors): StatusMark {
  switch (status) {
    case "ok":
      return { sign: "✓", word: "", paint: colors.green };
    case "error":
      return { sign: "✗", word: "failed", paint: colors.red };
    case "cancelled":
      return { sign: "⊘", word: "cancelled", paint: colors.yellow };
    case "interrupted":
      return { sign: "◇", word: "interrupted", paint: colors.magenta };
    case "open":
      return { sign: "…", word: "running", paint: colors.dim };
  }
}
