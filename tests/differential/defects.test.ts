import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("defects/", import.meta.url));
const ambientOff = process.env.EARSHOT_TEST_AMBIENT === "off";

/** Defects that show outside the calls of one run: each program runs in a process of its own, once on either library. */
interface Defect {
  readonly program: string;
  readonly what: string;
  readonly langchain: unknown;
  readonly earshot: unknown;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ambient?: true;
}

const defects: readonly Defect[] = [
  {
    program: "raise-error-in-background",
    what: "a handler with `raiseError` stops the run, awaited or not",
    langchain: { outcome: "returned", unhandled: 1 },
    earshot: { outcome: "no", unhandled: 0 },
  },
  {
    program: "slow-handler-of-another-run",
    what: "a slow handler delays no other run's",
    langchain: { delayed: true },
    earshot: { delayed: false },
  },
  {
    program: "hung-handler",
    what: "a handler that hangs is given up on",
    langchain: { awaitAllCallbacks: "hangs" },
    earshot: { awaitAllCallbacks: "returns" },
  },
  {
    program: "nested-without-config",
    what: "a child without a config is heard, whatever else is imported",
    langchain: { heard: ["parent"] },
    earshot: { heard: ["parent", "child"] },
    ambient: true,
  },
  {
    program: "handler-failure-reports",
    what: "a handler's failure is reported, under the event's own name",
    langchain: { reports: ["handleLLMStart"] },
    earshot: { reports: ["chat_model.start", "tool.delta"] },
  },
  {
    program: "ignored-custom-event",
    what: "`ignoreCustomEvent` holds for run managers too",
    langchain: { heard: 1 },
    earshot: { heard: 0 },
  },
  {
    program: "verbose-environment",
    what: "`LANGCHAIN_VERBOSE` prints each run once",
    langchain: { outermost: 1, middle: 2, innermost: 3 },
    earshot: { outermost: 1, middle: 1, innermost: 1 },
    environment: { LANGCHAIN_VERBOSE: "true" },
  },
  {
    program: "aborted-lambda",
    what: "a body whose run was aborted can tell, at any depth",
    langchain: { outcome: "AbortError", bodyCanTell: false },
    earshot: { outcome: "AbortError", bodyCanTell: true },
  },
  {
    program: "changed-metadata",
    what: "the caller's metadata object stays as it was",
    langchain: { key: "value", model: "scripted-1", timeoutMs: 1000 },
    earshot: { key: "value" },
  },
];

async function runOn(library: "langchain" | "earshot", defect: Defect): Promise<unknown> {
  const args = ["--conditions=@earshot/source", "--import", "tsx", `${folder}${defect.program}.ts`, library];
  const env = { PATH: process.env.PATH ?? "", ...defect.environment };
  const { stdout } = await run(process.execPath, args, { env, timeout: 20_000 });
  return JSON.parse(stdout);
}

describe.each(defects)("$what", (defect) => {
  it("is not so in LangChain, which is why this test is here", async () => {
    expect(await runOn("langchain", defect)).toStrictEqual(defect.langchain);
  });

  it.skipIf(ambientOff && defect.ambient)("holds in Earshot", async () => {
    expect(await runOn("earshot", defect)).toStrictEqual(defect.earshot);
  });
});
