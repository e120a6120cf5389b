import { existsSync } from "node:fs";
import { openTraceStore } from "@earshot/trace/sqlite";
import { counted } from "../terminal/counted.js";
import { formatBytes } from "../terminal/format-bytes.js";
import type { Finding } from "./finding.js";

/** Whether there is SQLite, and the store opens. A store that is not there is not made. */
export async function checkStore(path: string): Promise<Finding> {
  const isThere = existsSync(path);
  try {
    const store = await openTraceStore({ path: isThere ? path : ":memory:" });
    const { traces, runs, bytes } = await store.size();
    await store.close();
    if (!isThere)
      return {
        about: "Store",
        state: "advice",
        says: `${path} is not there yet`,
        advice: "Run your program with it: node --import @earshot/studio/register your-program.js",
      };
    const says = `${path} has ${counted(traces, "trace")}, ${counted(runs, "run")}, ${formatBytes(bytes)}`;
    return { about: "Store", state: "ok", says };
  } catch (error) {
    return { about: "Store", state: "wrong", says: error instanceof Error ? error.message : String(error) };
  }
}
