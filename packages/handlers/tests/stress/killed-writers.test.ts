// Kills processes that write, at random moments: what flush confirmed is in the file, whole, and nothing else is damaged.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { jsonlHandler } from "../../src/jsonl/index.js";
import { run, type EarshotEvent } from "@earshot/core/events";
import { builtProgram } from "../support/built-program.js";
import { eventsIn, temporaryFolder } from "../support/jsonl-files.js";

const program = await builtProgram(readFileSync(new URL("programs/write-and-confirm.ts", import.meta.url), "utf8"));
const rounds = Number(process.env["EARSHOT_KILL_ROUNDS"] ?? 2);
const eventsOfTree = 9;

interface Writing {
  readonly path: string;
  readonly maxBytes: number;
  readonly name: string;
}

/** Answers the runs that a writer confirmed before it was killed, some time after it began to. */
async function killWriter({ path, maxBytes, name }: Writing, afterMs: number): Promise<readonly string[]> {
  const writer = spawn(process.execPath, [program, path, String(maxBytes), name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  writer.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  await once(writer.stdout, "data");
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  writer.kill("SIGKILL");
  await once(writer, "close");
  return said.split("\n").slice(0, -1);
}

function countByRoot(events: readonly EarshotEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rootRunId } of events) counts.set(rootRunId, (counts.get(rootRunId) ?? 0) + 1);
  return counts;
}

/** Moments that differ from run to run, but not between runs of the test. */
const momentOf = (seed: number): number => (Math.imul(seed + 1, 2_654_435_761) >>> 0) % 150;

it.concurrent.each(Array.from({ length: rounds }, (_, seed) => seed))(
  "one writer, killed: seed %i",
  { timeout: 60_000 },
  async (seed) => {
    using temporary = temporaryFolder();
    const { path } = temporary;
    const confirmed: string[] = [];
    // The second goes on in the file of the first.
    for (const name of ["first", "second"])
      confirmed.push(...(await killWriter({ path, maxBytes: 0, name }, momentOf(seed * 2 + confirmed.length))));
    const counts = countByRoot(await eventsIn(path));
    expect(confirmed.length).toBeGreaterThanOrEqual(16);
    expect(confirmed.filter((runId) => counts.get(runId) !== eventsOfTree)).toEqual([]);
  },
);

it.concurrent.each(Array.from({ length: rounds }, (_, seed) => seed))(
  "three writers of one file that is rotated, one after the other killed: seed %i",
  { timeout: 60_000 },
  async (seed) => {
    using temporary = temporaryFolder();
    const { path } = temporary;
    const killed = ["a", "b", "c"].map((name, index) =>
      killWriter({ path, maxBytes: seed % 2 === 0 ? 1_500_000 : 0, name }, momentOf(seed * 3 + index)),
    );
    const confirmed = (await Promise.all(killed)).flat();
    await using sink = jsonlHandler({ path });
    await run({ kind: "chain", name: "after", start: { inputs: 1 } }, () => 2, { callbacks: [sink], runId: "after" });
    await sink.flush();
    const counts = countByRoot(await eventsIn(path, { rotated: true }));
    expect(counts.get("after")).toBe(2);
    expect(confirmed.filter((runId) => counts.get(runId) !== eventsOfTree)).toEqual([]);
  },
);
