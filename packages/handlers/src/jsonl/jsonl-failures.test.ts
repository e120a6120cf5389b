import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configure, flush, run, type Handler, type HandlerFailure } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventsIn, linesIn, temporaryFolder } from "../../tests/support/jsonl-files.js";
import { jsonlHandler } from "./jsonl-handler.js";
import { JsonlWriteError } from "./jsonl-write-error.js";

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

describe("a file that can't be written", () => {
  async function failuresOf(file: string): Promise<readonly [unknown, HandlerFailure][]> {
    const failures: [unknown, HandlerFailure][] = [];
    const restore = configure({ onHandlerError: (error, failure) => failures.push([error, failure]) });
    const sink = jsonlHandler({ path: file });
    await expect(say([sink])).resolves.toBe(2);
    await flush();
    restore();
    await expect(sink.close()).rejects.toThrow(JsonlWriteError);
    return failures;
  }

  it.each<readonly [string, () => string, string | RegExp, string, string]>([
    ["a folder", () => folder, "EISDIR", "open", "name a file in it"],
    ["below a file", () => join(path, "events.jsonl"), /ENOTDIR|EEXIST/, "open", "choose another `path`"],
    ["on a full disk", () => "/dev/full", "ENOSPC", "write", "make room"],
  ])("is reported with what to do: %s", async (what, where, errno, action, advice) => {
    if (what === "on a full disk" && !existsSync("/dev/full")) return;
    writeFileSync(path, "");
    const [[error, failure] = [], ...more] = await failuresOf(where());
    expect(more).toEqual([]);
    expect(error).toBeInstanceOf(JsonlWriteError);
    const { message, code, errno: found, action: tried, cause } = error as JsonlWriteError;
    expect([code, tried, failure?.handlerName, failure?.eventType]).toEqual([
      "JSONL_WRITE",
      action,
      "jsonl",
      "chain.end",
    ]);
    expect(found).toMatch(errno);
    expect(message).toContain(advice);
    expect((cause as NodeJS.ErrnoException).code).toBe(found);
  });

  it.skipIf(process.getuid?.() === 0)("is reported with what to do: without the right to", async () => {
    chmodSync(folder, 0o500);
    const [[error] = []] = await failuresOf(path);
    chmodSync(folder, 0o700);
    expect((error as JsonlWriteError).errno).toBe("EACCES");
  });

  it("is tried again, and what waited is written then", async () => {
    mkdirSync(path);
    const sink = jsonlHandler({ path });
    await say([sink], "before");
    await expect(sink.flush()).rejects.toThrow("EISDIR");
    rmSync(path, { recursive: true });
    await say([sink], "after");
    await sink.close();
    expect((await eventsIn(path)).filter(({ type }) => type === "chain.start")).toMatchObject([
      { inputs: "before" },
      { inputs: "after" },
    ]);
  });

  it("lets events fail when the buffer is full, each of them counted, and takes no memory", async () => {
    mkdirSync(path);
    const before = await flush();
    const sink = jsonlHandler({ path, maxBufferedBytes: 1000 });
    for (let index = 0; index < 100; index++) await say([sink], index);
    const after = await flush();
    const failed = after.failed - before.failed;
    const delivered = after.delivered - before.delivered;
    expect(failed + delivered).toBe(200);
    expect(failed).toBeGreaterThan(190);
    rmSync(path, { recursive: true });
    await sink.close();
    const written = linesIn(path).length;
    expect(written).toBeLessThan(10);
    expect(written).toBeGreaterThanOrEqual(delivered);
  });
});
