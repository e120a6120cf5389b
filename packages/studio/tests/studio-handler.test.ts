import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { RunnableLambda } from "@earshot/core/runnables";
import type { RunRecord } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { studio } from "../src/index.js";
import { buildPrograms, type BuiltPrograms } from "./support/build-programs.js";
import { startProgram } from "./support/start-program.js";

let programs: BuiltPrograms;
let folder = "";
beforeAll(async () => {
  programs = await buildPrograms("heard-app");
  ({ folder } = programs);
});
afterAll(() => programs[Symbol.dispose]());

async function rootsIn(path: string): Promise<readonly RunRecord[]> {
  await using store = await openStore(path);
  return (await store.listRuns()).runs;
}

async function openStore(path: string) {
  const store = await openTraceStore({ path });
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}

describe("what an app said is in the file, however it ends", () => {
  const whole = { status: "ok", inputPreview: "why?", outputPreview: "a b", totals: { runs: 2 } };
  it.concurrent.each([
    ["return", { code: 0, signal: null }, whole],
    ["throw", { code: 1, signal: null }, whole],
    ["reject", { code: 1, signal: null }, whole],
    ["exit", { code: 3, signal: null }, whole],
    ["at-once", { code: 3, signal: null }, { status: "running", name: "sync" }],
    ["SIGTERM", { code: 143, signal: null }, whole],
    ["SIGINT", { code: 130, signal: null }, whole],
  ])("%s", async (ending, expected, root) => {
    const path = join(folder, `${ending}.db`);
    const program = startProgram(join(folder, "heard-app.js"), [path, ending]);
    expect(await program.ended).toMatchObject(expected);
    expect(await rootsIn(path)).toMatchObject([root]);
  });
});

describe("studio", () => {
  it("says once where it writes, to a person alone, who can do without", async () => {
    const path = join(folder, "said.db");
    const errors = async (ending: string, env = {}) =>
      (await startProgram(join(folder, "heard-app.js"), [path, ending], { env }).ended).errors;
    expect(await errors("terminal")).toBe(`earshot: traces go to ${path}. To look at them: npx earshot studio\n`);
    expect(await errors("return")).toBe("");
    expect(await errors("terminal", { EARSHOT_QUIET: "1" })).toBe("");
  });

  it("says that traces can't be kept to whoever reads the log as well", async () => {
    const file = join(folder, "no-folder-said");
    writeFileSync(file, "");
    for (const ending of ["terminal", "return"]) {
      const { errors, code } = await startProgram(join(folder, "heard-app.js"), [`${file}/no.db`, ending]).ended;
      expect([code, errors]).toEqual([0, expect.stringMatching(/^earshot: traces can't be kept in .*\n$/u)]);
    }
  });

  it("is one handler for one file, until it is closed", async () => {
    const path = join(folder, "one.db");
    const handler = studio({ store: path, quiet: true });
    expect(studio({ store: path })).toBe(handler);
    await RunnableLambda.from(() => 1).invoke("", { callbacks: [handler, studio({ store: path })] });
    await handler.close();
    const another = studio({ store: path, quiet: true });
    expect(another).not.toBe(handler);
    // Who closes it twice does not make a third of it.
    await handler.close();
    expect(studio({ store: path })).toBe(another);
    await another.close();
    expect(await rootsIn(path)).toHaveLength(1);
  });

  it("breaks no run if the file can't be had, and counts what is lost", async () => {
    const file = join(folder, "no-folder");
    writeFileSync(file, "");
    const handler = studio({ store: join(file, "traces.db"), quiet: true });
    expect(await RunnableLambda.from(() => 1).invoke("", { callbacks: [handler] })).toBe(1);
    await expect(handler.flush()).rejects.toMatchObject({ code: "TRACE_WRITE" });
    await expect(handler.close()).rejects.toMatchObject({ code: "TRACE_WRITE" });
    expect(handler.counts).toMatchObject({ written: 0, dropped: 2 });
  });

  it("refuses options that are none", () => {
    expect(() => studio({ path: "a.db" } as never)).toThrow("store");
  });
});

describe("@earshot/studio/register", () => {
  const register = pathToFileURL(fileURLToPath(new URL("../src/register/index.ts", import.meta.url))).href;

  it("hears a program that knows nothing of it, and LangChain's runs", async () => {
    const path = join(folder, "registered.db");
    const app = fileURLToPath(new URL("programs/unaware-app.ts", import.meta.url));
    const repository = fileURLToPath(new URL("../../..", import.meta.url));
    const program = startProgram(app, [], {
      imports: [import.meta.resolve("tsx"), register],
      cwd: repository,
      env: { EARSHOT_STORE: path },
    });
    expect(await program.ended).toEqual({ code: 0, signal: null, errors: "" });
    expect((await rootsIn(path)).map(({ name, status }) => [name, status])).toEqual([
      ["of LangChain", "ok"],
      ["of Earshot", "ok"],
    ]);
  });
});
