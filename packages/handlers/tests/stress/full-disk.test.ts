// A file that runs full in the middle of a line: the line is written again elsewhere, whole, and nothing twice.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { builtProgram } from "../support/built-program.js";
import { eventsIn, temporaryFolder } from "../support/jsonl-files.js";

const execute = promisify(execFile);
const program = await builtProgram(readFileSync(new URL("programs/write-to-full-disk.ts", import.meta.url), "utf8"));
const count = 30;

/** What the program says when all is written. */
interface Outcome {
  readonly reported: readonly string[];
  readonly moved: number;
  readonly delivered: number;
  readonly failed: number;
}

it.skipIf(process.platform === "win32")(
  "writes what didn't fit to where there is room",
  { timeout: 60_000 },
  async () => {
    using temporary = temporaryFolder();
    const { path } = temporary;
    // Files of at most 16 KiB, and no signal when that is reached: a write is cut short there, and the next one fails.
    const script = `trap '' XFSZ; ulimit -f 16; exec "$0" "$@"`;
    const { stdout } = await execute("bash", ["-c", script, process.execPath, program, path, String(count)]);
    const { reported, moved, delivered, failed } = JSON.parse(stdout) as Outcome;
    expect(reported).toEqual(["EFBIG"]);
    expect(moved).toBeGreaterThan(1);
    expect(delivered + failed).toBe(count * 2);

    const files = [...Array.from({ length: moved }, (_, index) => `${path}.${index}`), path];
    expect(files.some((file) => !readFileSync(file, "utf8").endsWith("\n"))).toBe(true);
    const read = (await Promise.all(files.map((file) => eventsIn(file)))).flat();
    const found = read.map(({ runId, seq }) => `${runId} ${seq}`);
    const expected = Array.from({ length: count }, (_, index) => [`run-${index} 1`, `run-${index} 2`]).flat();
    expect(found.sort()).toEqual(expected.sort());
  },
);
