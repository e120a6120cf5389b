import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { EarshotError } from "@earshot/core/errors";
import { run } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventsIn, linesIn, temporaryFolder } from "../../tests/support/jsonl-files.js";
import { BrokenLineError } from "./broken-line-error.js";
import { jsonlHandler } from "./jsonl-handler.js";
import { readJsonl, type JsonlSource } from "./read-jsonl.js";
import { SchemaVersionError } from "@earshot/core/events/json";

let temporary: ReturnType<typeof temporaryFolder>;
let path: string;
let lines: readonly string[];
beforeEach(async () => {
  temporary = temporaryFolder();
  ({ path } = temporary);
  await using sink = jsonlHandler({ path });
  const spec = { kind: "chain", name: "größer ✓", start: { inputs: "héllo 🌍" } } as const;
  await run(
    spec,
    async (handle) => {
      for (let index = 0; index < 3; index++) await handle.custom("mine", { index });
    },
    { callbacks: [sink], runId: "root" },
  );
  await sink.flush();
  lines = linesIn(path);
});
afterEach(() => temporary[Symbol.dispose]());

async function seqsIn(source: JsonlSource): Promise<readonly number[]> {
  const seqs: number[] = [];
  for await (const { seq } of readJsonl(source)) seqs.push(seq);
  return seqs;
}

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("readJsonl", () => {
  it("reads a path, a URL, a packed file, bytes cut anywhere, and text", async () => {
    const all = [1, 2, 3, 4, 5];
    const text = `${lines.join("\n")}\n`;
    expect(await seqsIn(path)).toEqual(all);
    expect(await seqsIn(pathToFileURL(path))).toEqual(all);
    writeFileSync(`${path}.gz`, gzipSync(text));
    expect(await seqsIn(`${path}.gz`)).toEqual(all);
    for (const size of [1, 7, 1000]) expect(await seqsIn(inPieces(text, size))).toEqual(all);
    expect(await seqsIn(new Blob([text]).stream())).toEqual(all);
    const pieces = (async function* () {
      yield text.slice(0, 100);
      yield text.slice(100);
    })();
    expect(await seqsIn(pieces)).toEqual(all);
    for await (const event of readJsonl(inPieces(text, 1))) {
      expect(event).toMatchObject({ name: "größer ✓", runId: "root" });
      break;
    }
  });

  it("says which file is missing", async () => {
    await expect(eventsIn(`${path}.not`)).rejects.toThrow("ENOENT");
  });

  it("passes over blank lines, other line ends, and zeros of a disk that lost power", async () => {
    writeFileSync(path, `\n${lines[0]}\r\n\r\n  \n${lines[1]}\n\0\0\0\0\n\0\0${lines[2]}\n${lines[3]}\0\0\0`);
    expect(await seqsIn(path)).toEqual([1, 2, 3, 4]);
  });

  it("tolerates a last line that is cut off anywhere, and reads it if only its end is missing", async () => {
    const last = Buffer.from(lines[4] as string);
    for (let cut = 0; cut <= last.length; cut++) {
      const bytes = Buffer.concat([Buffer.from(`${lines.slice(0, 4).join("\n")}\n`), last.subarray(0, cut)]);
      const expected = cut === last.length ? [1, 2, 3, 4, 5] : [1, 2, 3, 4];
      expect(await seqsIn(one(bytes))).toEqual(expected);
    }
  });

  it("finds the line that another process put behind one that is cut off anywhere", async () => {
    const torn = Buffer.from(lines[1] as string);
    for (let cut = 1; cut < torn.length; cut++) {
      const bytes = Buffer.concat([torn.subarray(0, cut), Buffer.from(`${lines[2]}\n${lines[3]}\n`)]);
      expect(await seqsIn(one(bytes)), `cut at ${cut}`).toEqual([3, 4]);
    }
  });

  it("tells of torn lines, if asked to", async () => {
    writeFileSync(path, `${lines[0]}\n${lines[1]?.slice(0, 50)}\n${lines[2]?.slice(0, 60)}${lines[3]}\n`);
    const torn: string[] = [];
    const events = await eventsIn(path, { onTorn: ({ line, column }) => torn.push(`${line}:${column}`) });
    expect(events.map(({ seq }) => seq)).toEqual([1, 4]);
    expect(torn).toEqual(["2:51", expect.stringMatching(/^3:\d+$/)]);
  });
});

describe("a line that is broken", () => {
  it("is told with line and column, after the events before it", async () => {
    const broken = `${lines[1]?.slice(0, 30)}\u0001${lines[1]?.slice(30)}`;
    writeFileSync(path, `${lines[0]}\n\n${broken}\n${lines[2]}\n`);
    const seqs: number[] = [];
    const reading = (async () => {
      for await (const { seq } of readJsonl(path)) seqs.push(seq);
    })();
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(seqs).toEqual([1]);
    expect(error).toBeInstanceOf(BrokenLineError);
    expect(EarshotError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ code: "JSONL_BROKEN_LINE", line: 3, column: 31, source: path });
    expect((error as Error).message).toContain(`${path}:3:31`);
  });

  it.each([
    ["no object", "[1,2]", "no object"],
    ["not of ours", '{"level":30,"msg":"hi"}', '"type" is missing'],
    [
      "without a version",
      '{"type":"a","runId":"a","rootRunId":"a","kind":"a","name":"a","seq":1,"time":1}',
      '"schemaVersion"',
    ],
  ])("is one that is %s", async (_, line, reason) => {
    writeFileSync(path, `${line}\n`);
    await expect(eventsIn(path)).rejects.toThrow(reason);
  });

  it("is passed over, or told and passed over, by option", async () => {
    writeFileSync(path, `${lines[0]}\n{"a":nonsense}\n${lines[1]}\n`);
    expect(await eventsIn(path, { onBroken: "skip" })).toHaveLength(2);
    const told: BrokenLineError[] = [];
    expect(await eventsIn(path, { onBroken: (error) => told.push(error) })).toHaveLength(2);
    expect(told).toMatchObject([{ line: 2, column: 6 }]);
  });

  it("is one that is too long, of which nothing is kept", async () => {
    writeFileSync(path, `${lines[0]}\n${"x".repeat(5000)}\n${lines[1]}\n`);
    await expect(eventsIn(path, { maxLineBytes: 1000 })).rejects.toThrow("maxLineBytes");
    expect(await eventsIn(path, { maxLineBytes: 1000, onBroken: "skip" })).toHaveLength(2);
  });
});

describe("a line of another release", () => {
  it("may have facts, values and types that this one doesn't know", async () => {
    const more = { shard: 7, mood: { $: "mood", value: "good" }, type: "chain.paused" };
    writeFileSync(path, `${JSON.stringify({ ...JSON.parse(lines[0] as string), ...more })}\n`);
    expect(await eventsIn(path)).toMatchObject([{ ...more, runId: "root" }]);
  });

  it.each(["throw", "skip"] as const)("is refused if it is of another version, with onBroken: %s", async (onBroken) => {
    writeFileSync(path, `${lines[0]}\n{"schemaVersion":2,"what":"ever"}\n`);
    const error = await eventsIn(path, { onBroken }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SchemaVersionError);
    expect(error).toMatchObject({ code: "SCHEMA_VERSION", line: 2, found: 2 });
    expect((error as Error).message).toContain("update @earshot/core and what reads it");
  });
});

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
