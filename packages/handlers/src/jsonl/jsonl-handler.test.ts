import { appendFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configure, flush, run, runStream, type Handler } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { recordingHandler } from "@earshot/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventsIn, linesIn, temporaryFolder } from "../../tests/support/jsonl-files.js";
import { JsonlClosedError } from "./jsonl-closed-error.js";
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

describe("jsonlHandler", () => {
  it("writes one line an event, each with its version, in a folder that it makes", async () => {
    const deep = join(folder, "a/b/events.jsonl");
    await using sink = jsonlHandler({ path: deep });
    const recording = recordingHandler();
    await say([sink, recording]);
    expect(existsSync(deep)).toBe(false);
    await sink.flush();
    const lines = linesIn(deep);
    expect(lines.every((line) => line.startsWith('{"schemaVersion":1,"type":"chain.'))).toBe(true);
    expect(await eventsIn(deep)).toEqual(recording.events);
    expect(Object.isFrozen((await eventsIn(deep))[0])).toBe(true);
  });

  it("writes nothing and makes no file if nothing is heard", async () => {
    const sink = jsonlHandler({ path });
    await sink.flush();
    await sink.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("writes an event as it was when it was heard", async () => {
    await using sink = jsonlHandler({ path });
    const inputs = { list: [1] };
    await run(
      { ...chain, start: { inputs } },
      () => {
        inputs.list.push(2);
      },
      { callbacks: [sink] },
    );
    await sink.flush();
    expect((await eventsIn(path)).map((event) => (event as { inputs?: unknown }).inputs)).toEqual([
      { list: [1] },
      { list: [1, 2] },
    ]);
  });

  it("writes what component ran, if asked to", async () => {
    await using sink = jsonlHandler({ path, serialized: true });
    const step = RunnableLambda.from(() => 1);
    const recording = recordingHandler();
    await step.invoke(0, { callbacks: [sink, recording] });
    await sink.flush();
    const [start, end] = await eventsIn(path);
    expect(start?.serialized).toEqual(recording.events[0]?.serialized);
    expect(end?.serialized).toEqual({ lc: 1, type: "not_implemented", id: ["RunnableLambda"] });
  });

  it("puts the number of the process into the path", async () => {
    await using sink = jsonlHandler({ path: join(folder, "{pid}.jsonl") });
    await say([sink]);
    await sink.flush();
    expect([readdirSync(folder), sink.path]).toEqual([[`${process.pid}.jsonl`], join(folder, `${process.pid}.jsonl`)]);
  });

  it("is waited for by core's flush and by waitUntil, below a parent that it doesn't hear, too", async () => {
    const sink = jsonlHandler({ path });
    const handed: Promise<void>[] = [];
    await run(chain, () => 1, { callbacks: [sink], waitUntil: (delivered) => void handed.push(delivered) });
    await Promise.all(handed);
    expect(linesIn(path)).toHaveLength(2);
    await run(chain, async (handle) => {
      await run(chain, () => 1, { ...handle.config, callbacks: [sink] });
      expect((await flush()).pending).toBe(0);
      expect(linesIn(path)).toHaveLength(4);
    });
    await sink.close();
  });

  it("takes no events once it is closed", async () => {
    const failures: unknown[] = [];
    const restore = configure({ onHandlerError: (error) => failures.push(error) });
    const sink = jsonlHandler({ path });
    await say([sink]);
    await Promise.all([sink.close(), sink.close()]);
    await expect(say([sink])).resolves.toBe(2);
    restore();
    expect(failures).toEqual([expect.any(JsonlClosedError), expect.any(JsonlClosedError)]);
    expect(linesIn(path)).toHaveLength(2);
  });

  it("goes on in a file that it finds, after what is torn there", async () => {
    writeFileSync(path, '{"schemaVersion":1,"type":"chain.st');
    await using sink = jsonlHandler({ path });
    await say([sink]);
    await sink.flush();
    expect(linesIn(path)).toHaveLength(3);
    const torn: number[] = [];
    expect(await eventsIn(path, { onTorn: ({ line }) => torn.push(line) })).toHaveLength(2);
    expect(torn).toEqual([1]);
  });

  it("goes on after what somebody else tears while it is open", async () => {
    await using sink = jsonlHandler({ path });
    await say([sink]);
    await sink.flush();
    appendFileSync(path, '{"schemaVersion":1,"type":"chain.st');
    await say([sink]);
    await sink.flush();
    expect(await eventsIn(path)).toHaveLength(4);
  });

  it("goes on in a new file when its own is moved or removed", async () => {
    await using sink = jsonlHandler({ path });
    await say([sink]);
    await sink.flush();
    renameSync(path, join(folder, "moved.jsonl"));
    await say([sink]);
    await sink.flush();
    rmSync(path);
    await say([sink]);
    await sink.flush();
    expect([linesIn(join(folder, "moved.jsonl")).length, linesIn(path).length]).toEqual([2, 2]);
  });

  it("shares a file with other handlers", async () => {
    const sinks = Array.from({ length: 4 }, () => jsonlHandler({ path }));
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => say([sinks[index % 4] as Handler], "x".repeat(index * 50))),
    );
    await Promise.all(sinks.map((sink) => sink.close()));
    expect(await eventsIn(path)).toHaveLength(400);
  });
});

describe("back-pressure", () => {
  it("lets events wait in their run's queue, and loses none", async () => {
    await using sink = jsonlHandler({ path, maxBufferedBytes: 2000 });
    const before = await flush();
    const waiting: number[] = [];
    const body = async function* () {
      for (let index = 0; index < 500; index++) {
        yield index;
        if (index === 400) waiting.push((await flush({ timeoutMs: 0 })).pending);
      }
    };
    const tool = { kind: "tool", name: "many", start: { args: {}, input: "", toolCallId: undefined } } as const;
    for await (const _ of runStream(tool, body, { callbacks: [sink] }));
    const after = await flush();
    expect(waiting[0]).toBeGreaterThan(100);
    expect([after.delivered - before.delivered, after.failed - before.failed, after.pending]).toEqual([502, 0, 0]);
    expect((await eventsIn(path)).map(({ seq }) => seq)).toEqual(Array.from({ length: 502 }, (_, index) => index + 1));
  });

  it("takes one line at a time, if no more is allowed", async () => {
    await using sink = jsonlHandler({ path, maxBufferedBytes: 0 });
    await Promise.all(Array.from({ length: 20 }, () => say([sink])));
    await flush();
    expect(await eventsIn(path)).toHaveLength(40);
  });

  it("writes all that waits before it closes", async () => {
    const sink = jsonlHandler({ path, maxBufferedBytes: 500 });
    const runs = Array.from({ length: 50 }, () => run(chain, () => 1, { callbacks: [sink] }));
    await Promise.all(runs);
    await flush();
    await sink.close();
    expect(linesIn(path)).toHaveLength(100);
  });
});

describe("fsync", () => {
  it.each(["never", "flush", "always"] as const)("%s: all that is flushed is in the file", async (fsync) => {
    const sink = jsonlHandler({ path, fsync, maxBytes: 1000 });
    for (let index = 0; index < 5; index++) {
      await say([sink]);
      await sink.flush();
      expect(await eventsIn(path, { rotated: true })).toHaveLength((index + 1) * 2);
    }
    await sink.close();
  });
});
