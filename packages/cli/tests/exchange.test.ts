import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleEvents, exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";

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
    expect(taken).toMatchObject({ exitCode: 0, stdout: '{"events":12,"broken":2}\n' });
    expect(taken.stderr).toContain(`${file}:7 is left out: it is torn, or no JSON.`);
    const again = await runEarshot(["export", "--store", other]);
    expect(again.stdout).toBe(`${exported.join("\n")}\n`);
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
    const other = await runEarshot(["import", import.meta.filename, "--store", path("none.db")]);
    expect(other.exitCode).toBe(1);
    expect(other.stdout).toMatch(/took 0 events\. Left out: \d+ lines/);
    const denied = await runEarshot(["export", "-o", path("no/such/folder"), "--store", store]);
    expect(denied).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^earshot: Can't write .*\(ENOENT\)/) });
    expect((await runEarshot(["import"])).exitCode).toBe(2);
  });
});
