import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { exampleEvents, exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { store, path } = exampleFolder();
const idsOf = (lines: string) =>
  new Set(lines.match(/.+/g)?.map((line) => (JSON.parse(line) as { runId: string }).runId));

describe("earshot export and import", () => {
  it("bring traces from store to store, and count what comes twice once", async () => {
    const file = path("all.jsonl");
    const written = await runEarshot(["export", "--output", file, "--store", store]);
    expect(written).toMatchObject({ exitCode: 0, stdout: "", stderr: `2 traces with 6 events written to ${file}.\n` });
    const exported = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(exported.map((line) => JSON.parse(line) as unknown)).toEqual(exampleEvents);
    writeFileSync(file, `${exported.join("\n")}\n{"cut o`);
    const other = path("other.db");
    const taken = await runEarshot(["import", file, file, "--json", "--store", other]);
    const refused = [{ line: 7, reason: "it is torn, or no JSON" }];
    const each = { file, lines: 7, events: 6, broken: 1, refused };
    expect(taken.exitCode).toBe(0);
    expect(JSON.parse(taken.stdout)).toEqual({ lines: 14, events: 12, broken: 2, files: [each, each] });
    expect(taken.stderr).toContain(`${file}:7 is left out: it is torn, or no JSON.`);
    const again = await runEarshot(["export", "--store", other]);
    expect(again.stdout).toBe(`${exported.join("\n")}\n`);
  });

  it("write over no store that they read", async () => {
    const exported = async () => (await runEarshot(["export", "--store", store])).stdout;
    const before = await exported();
    const link = path("link.jsonl");
    symlinkSync(store, link);
    for (const file of [store, link])
      expect(await runEarshot(["export", "--output", file, "--store", store])).toMatchObject({
        exitCode: 2,
        stderr: `earshot: ${file} is the store itself, which writing would destroy: name another file.\n`,
      });
    expect(await exported()).toBe(before);
  });

  it("read stdin, write stdout, and unpack what ends in .gz", async () => {
    const { stdout: lines } = await runEarshot(["export", "-o", "-", "--store", store]);
    const piped = await runEarshot(["import", "-", "--store", path("piped.db")], { input: lines });
    expect(piped.stdout).toBe(`${path("piped.db")} took 6 events of 6 lines.\n`);
    writeFileSync(path("packed.jsonl.gz"), gzipSync(lines));
    const unpacked = await runEarshot(["import", path("packed.jsonl.gz"), "--store", path("unpacked.db")]);
    expect(unpacked.stdout).toContain("took 6 events");
    expect((await runEarshot(["export", "--store", path("unpacked.db")])).stdout).toBe(lines);
    writeFileSync(path("damaged.gz"), gzipSync(lines).subarray(0, 90));
    const damaged = await runEarshot(["import", path("damaged.gz"), "--store", path("unpacked.db")]);
    expect(damaged).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^earshot: Can't unpack .*\(Z_BUF/) });
  });

  it.each([60, undefined])("tell how far they came, on a terminal alone (of %s columns)", async (columns) => {
    const stdin = new PassThrough();
    const terminal = columns === undefined ? {} : { columns };
    await using command = startEarshot(["import", "-", "--store", path("long.db")], { stdin, ...terminal });
    for (const event of exampleEvents) {
      stdin.write(`${JSON.stringify(event)}\n`);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    stdin.end();
    const { stdout, stderr } = await command.end();
    expect(stdout).toContain("took 6 events of 6 lines.");
    if (columns === undefined) expect(stderr).toBe("");
    else expect(stderr.replaceAll("\r\u001B[K", "<")).toMatch(/^(<-: [\d.]+ k?B, \d events)+<$/);
  });

  it("stop when they are interrupted, with what they came to", async () => {
    const stdin = new PassThrough();
    await using command = startEarshot(["import", "-", "--store", path("stopped.db")], { stdin });
    stdin.write("no event\n");
    await command.note(/left out/);
    const { exitCode, stderr } = await command.end("SIGINT");
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/\nearshot: Interrupted: 0 events of - are in the store\.\n/);
  });

  it("write the traces that are named, or found", async () => {
    const named = await runEarshot(["export", "aab", "--store", store]);
    expect(idsOf(named.stdout)).toEqual(new Set(["aaa-chain", "aab-model"]));
    const found = await runEarshot(["export", "--status", "error", "--store", store]);
    expect(idsOf(found.stdout)).toEqual(new Set(["bbb"]));
    expect((await runEarshot(["export", "zzz", "--store", store])).exitCode).toBe(1);
    const left = await runEarshot(["export", "--store", store], { leaves: true });
    expect(left).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("say what can't be read or written", async () => {
    const missing = await runEarshot(["import", "no-such-file", "--store", path("none.db")]);
    expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^earshot: Can't read no-such-file \(ENOENT\)/);
    expect(existsSync(path("none.db"))).toBe(false);
    const other = await runEarshot(["import", import.meta.filename, "--store", path("none.db")]);
    expect(other.exitCode).toBe(1);
    expect(other.stdout).toMatch(/took 0 events of \d+ lines\. Left out: \d+ lines/);
    const denied = await runEarshot(["export", "-o", path("no/such/folder"), "--store", store]);
    expect(denied).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^earshot: Can't write .*\(ENOENT\)/) });
    expect((await runEarshot(["import"])).exitCode).toBe(2);
    const both = await runEarshot(["export", "--status", "ok", "--status", "error", "latest", "--store", store]);
    expect(both).toMatchObject({
      exitCode: 2,
      stderr: "earshot: Name runs, or say by filters which are meant: not both.\n",
    });
  });
});
