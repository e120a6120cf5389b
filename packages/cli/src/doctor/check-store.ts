import { accessSync, constants, existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { openTraceStore, sqliteFacts } from "@earshot/trace/sqlite";
import { isStoreThere } from "../store/is-store-there.js";
import { counted } from "../terminal/counted.js";
import { formatBytes } from "../terminal/format-bytes.js";
import type { Finding } from "./finding.js";

const about = "Store";

/** Whether a store is there, can be read, and can be written. One that is not there is not made, one of an older version not changed. */
export async function checkStore(named: string): Promise<Finding> {
  const path = resolve(named);
  const isThere = isStoreThere(path);
  const isWritable = canWrite(existsSync(path) ? path : nearestFolder(path)) && canWrite(nearestFolder(path));
  if (!isThere) {
    const facts = { path, isThere, isWritable };
    if (!isWritable) return { about, ...unwritable(nearestFolder(path)), facts };
    const advice = "Run your program with it: node --import @earshot/studio/register your-program.js";
    const says = existsSync(path) ? `${path} is empty: nothing was written to it yet` : `${path} is not there yet`;
    return { about, state: "advice", says, advice, facts };
  }
  const { schemaVersion, fileVersion } = sqliteFacts(path);
  const facts = { path, isThere, isWritable, schemaVersion: fileVersion, newestSchemaVersion: schemaVersion };
  if (!isWritable) return { about, ...unwritable(path), facts };
  if (fileVersion !== undefined && fileVersion < schemaVersion)
    return {
      about,
      state: "ok",
      says: `${path} is of version ${fileVersion}: it is brought to version ${schemaVersion} when it is next opened`,
      facts,
    };
  const size = await sizeOf(path);
  const counts = `${counted(size.traces, "trace")}, ${counted(size.runs, "run")}, ${formatBytes(size.bytes)}`;
  const says = `${path} has ${counts}, is of version ${schemaVersion}, and can be written`;
  return { about, state: "ok", says, facts: { ...facts, ...size } };
}

async function sizeOf(
  path: string,
): Promise<{ readonly traces: number; readonly runs: number; readonly bytes: number }> {
  const store = await openTraceStore({ path });
  try {
    return await store.size();
  } finally {
    await store.close();
  }
}

function unwritable(path: string): Pick<Finding, "state" | "says" | "advice"> {
  const advice = "Change its permissions, or name a file elsewhere with --store or EARSHOT_STORE.";
  return { state: "wrong", says: `${path} can't be written`, advice };
}

function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder of a file, or where it would be made. */
function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearestFolder(folder);
}
