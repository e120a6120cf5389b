import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { run, type Handler } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventsIn, temporaryFolder } from "../../tests/support/jsonl-files.js";
import { jsonlHandler } from "./jsonl-handler.js";

const chain = { kind: "chain", name: "outer", start: { inputs: 1 } } as const;

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
let path: string;
beforeEach(() => {
  temporary = temporaryFolder();
  ({ folder, path } = temporary);
});
afterEach(() => temporary[Symbol.dispose]());

const say = (callbacks: readonly Handler[], inputs: unknown = 1): Promise<unknown> =>
  run({ ...chain, start: { inputs } }, () => 2, { callbacks });

describe("rotation", () => {
  it("begins a new file by size, keeps so many, and loses nothing that is kept", async () => {
    const left: string[] = [];
    const sink = jsonlHandler({ path, maxBytes: 2000, maxFiles: 3, onRotated: (file) => void left.push(file.path) });
    for (let index = 0; index < 30; index++) {
      await say([sink], index);
      await sink.flush();
    }
    await sink.close();
    const files = readdirSync(folder);
    expect(left.length).toBeGreaterThan(4);
    expect(files).toHaveLength(4);
    for (const file of files) expect(readFileSync(join(folder, file)).length).toBeLessThanOrEqual(2000);
    const read = (await eventsIn(path, { rotated: true })).filter(({ type }) => type === "chain.start");
    const inputs = read.map((event) => (event as { inputs?: unknown }).inputs as number);
    expect(inputs).toEqual(Array.from({ length: inputs.length }, (_, index) => 30 - inputs.length + index));
  });

  it("packs what it leaves, and reads it again", async () => {
    const sink = jsonlHandler({ path, maxBytes: 1000, gzip: true });
    for (let index = 0; index < 10; index++) {
      await say([sink], index);
      await sink.flush();
    }
    await sink.close();
    const packed = readdirSync(folder).filter((file) => file !== "events.jsonl");
    expect(packed.length).toBeGreaterThan(2);
    expect(packed.every((file) => /^events\.\d{4}-.*\.jsonl\.gz$/.test(file))).toBe(true);
    expect(gunzipSync(readFileSync(join(folder, packed[0] as string))).toString()).toMatch(
      /^\{"schemaVersion":1,.*\n$/s,
    );
    expect((await eventsIn(path, { rotated: true })).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => (index % 2) + 1),
    );
  });

  it("packs what an earlier process left unpacked, and does not read a file twice", async () => {
    const name = join(folder, "events.2020-01-01T00-00-00-000Z.00000000.jsonl");
    const sink = jsonlHandler({ path, maxBytes: 600, gzip: true });
    await say([sink], 0);
    await sink.flush();
    writeFileSync(name, readFileSync(path));
    writeFileSync(`${name}.gz`, "cut off");
    expect(await eventsIn(path, { rotated: true })).toHaveLength(4);
    await say([sink], 1);
    await sink.close();
    expect(existsSync(name)).toBe(false);
    expect(await eventsIn(path, { rotated: true })).toHaveLength(6);
  });

  it("begins a new file by age, with the next event", async () => {
    const sink = jsonlHandler({ path, maxAgeMs: 50 });
    await say([sink]);
    await sink.flush();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(readdirSync(folder)).toHaveLength(1);
    await say([sink]);
    await sink.close();
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it("by several handlers of one file loses no event", async () => {
    const sinks = Array.from({ length: 4 }, () => jsonlHandler({ path, maxBytes: 3000 }));
    for (let round = 0; round < 10; round++)
      await Promise.all(Array.from({ length: 40 }, (_, index) => say([sinks[index % 4] as Handler])));
    await Promise.all(sinks.map((sink) => sink.close()));
    const events = await eventsIn(path, { rotated: true });
    expect([events.length, new Set(events.map(({ runId }) => runId)).size]).toEqual([800, 400]);
  });
});
