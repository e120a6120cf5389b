import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EarshotEvent } from "@earshot/core/events";
import { readJsonl, type ReadJsonlOptions } from "../../src/jsonl/index.js";

/** A folder of a test's own, gone when it is disposed of, and a file in it that isn't there yet. */
export function temporaryFolder(): Disposable & { readonly folder: string; readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), "earshot-jsonl-"));
  return {
    folder,
    path: join(folder, "events.jsonl"),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** All events of a file. */
export async function eventsIn(file: string, options?: ReadJsonlOptions): Promise<EarshotEvent[]> {
  const events: EarshotEvent[] = [];
  for await (const event of readJsonl(file, options)) events.push(event);
  return events;
}

/** All lines of a file that have an end. */
export function linesIn(file: string): readonly string[] {
  return readFileSync(file, "utf8").split("\n").slice(0, -1);
}
