import { join } from "node:path";

/** Where traces are kept if nobody says otherwise: what `EARSHOT_STORE` names, or `.earshot/traces.db` in the current folder. */
export function defaultStorePath(): string {
  return process.env["EARSHOT_STORE"] || join(".earshot", "traces.db");
}
