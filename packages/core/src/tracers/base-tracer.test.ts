import { describe, expect, it } from "vitest";
import { BaseTracer as LangChainTracer } from "@langchain/core/tracers/base";
import { collectFailures } from "../../tests/support/collect-failures.js";
import { ScriptedChatModel } from "../../tests/support/scripted-chat-model.js";
import { flush, run } from "../exports/events.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import { RunnableLambda } from "../exports/runnables.js";
import { BaseTracer, isBaseTracer } from "./base-tracer.js";
import { RunCollectorCallbackHandler } from "./run-collector-callback-handler.js";
import { RunNotTracedError } from "./run-not-traced-error.js";
import type { Run } from "./traced-run.js";

class Tracer extends BaseTracer {
  override name = "tracer";
  readonly persisted: Run[] = [];

  protected override async persistRun(run: Run): Promise<void> {
    this.persisted.push(run);
  }

  get open(): number {
    return this.runMap.size;
  }
}

const tool = { kind: "tool", name: "t", start: { args: {}, input: "{}", toolCallId: "call_1" } } as const;
const answers = (script: { failsAt?: number; hangsAt?: number } = {}) =>
  new ScriptedChatModel({ part: "model", streams: true, chunks: 3, heeds: true, ...script } as never);

describe("a tracer", () => {
  it("is known by its shape, LangChain's as well", () => {
    class Theirs extends LangChainTracer {
      name = "theirs";
      protected async persistRun(): Promise<void> {}
    }
    expect([new Tracer(), new Theirs(), {}].map(isBaseTracer)).toEqual([true, true, false]);
  });

  it("hands over the tree once, when its outermost run has ended", async () => {
    const tracer = new Tracer();
    await run(
      { kind: "chain", name: "c", start: { inputs: { q: 1 } } },
      (handle) => run(tool, () => 4, handle.config),
      {
        callbacks: [tracer],
        metadata: { m: 1 },
      },
    );
    await flush();
    expect(tracer.persisted).toHaveLength(1);
    const [chain] = tracer.persisted as [Run];
    expect(chain).toMatchObject({ name: "c", run_type: "chain", inputs: { q: 1 }, outputs: { output: 4 } });
    expect(chain.child_runs).toMatchObject([
      {
        name: "t",
        run_type: "tool",
        parent_run_id: chain.id,
        trace_id: chain.id,
        extra: { metadata: { m: 1 }, tool_call_id: "call_1" },
        execution_order: 2,
      },
    ]);
    expect(chain.child_runs[0]?.dotted_order).toMatch(new RegExp(`^${chain.dotted_order}\\.`));
    expect(tracer.open).toBe(0);
  });

  it.each<readonly [string, (callbacks: [Tracer]) => Promise<unknown>]>([
    ["returns", (callbacks) => answers().invoke("hi", { callbacks })],
    ["throws", (callbacks) => answers({ failsAt: 1 }).pipe(new StringOutputParser()).invoke("hi", { callbacks })],
    [
      "is left",
      async (callbacks) => {
        for await (const _ of await answers().pipe(new StringOutputParser()).stream("hi", { callbacks })) break;
      },
    ],
    ["times out", (callbacks) => answers({ hangsAt: 1 }).invoke("hi", { callbacks, timeout: 5 })],
    ["is aborted", (callbacks) => answers().invoke("hi", { callbacks, signal: AbortSignal.abort() })],
    [
      "is cut off with its parent",
      (callbacks) =>
        run(
          { kind: "chain", name: "c", start: { inputs: {} } },
          ({ config }) => void run(tool, () => new Promise(() => undefined), config).catch(() => undefined),
          { callbacks },
        ),
    ],
  ])("keeps nothing of a run that %s", async (_, program) => {
    const tracer = new Tracer();
    await program([tracer]).catch(() => undefined);
    await flush();
    expect(tracer.persisted).toHaveLength(1);
    expect(tracer.persisted[0]?.end_time).toBeGreaterThan(0);
    expect(tracer.open).toBe(0);
  });

  it("tells an error by its message and stack, and what is no error as text", async () => {
    const tracer = new Tracer();
    const fail = (error: unknown) =>
      run(tool, () => Promise.reject(error), { callbacks: [tracer] }).catch(() => undefined);
    await fail(new Error("broken"));
    await fail("just text");
    await flush();
    const [first, second] = tracer.persisted;
    expect(first?.error).toMatch(/^broken\n\nError: broken\n {4}at /);
    expect(second?.error).toBe("just text");
    expect(first?.events.map(({ name }) => name)).toEqual(["start", "error"]);
  });

  it("lets go of a run whose hooks fail, and the failure is reported", async () => {
    class Failing extends Tracer {
      override onToolEnd(): void {
        throw new Error("hook fails");
      }
      override async onRunUpdate(): Promise<void> {
        throw new Error("update fails");
      }
    }
    const tracer = new Failing();
    const failures = await collectFailures(async () => {
      await run(tool, () => 1, { callbacks: [tracer] });
      await flush();
    });
    expect(failures).toHaveLength(1);
    expect(tracer.persisted).toHaveLength(1);
    expect(tracer.open).toBe(0);
  });

  it("names the run it was not told of", async () => {
    const tracer = new Tracer();
    await expect(tracer.handleToolEnd(1, "nowhere")).rejects.toThrow(RunNotTracedError);
    await expect(tracer.handleLLMNewToken("a", { prompt: 0, completion: 0 }, "nowhere")).rejects.toMatchObject({
      code: "RUN_NOT_TRACED",
      message: expect.stringContaining("nowhere"),
    });
    expect(await tracer.handleText("note", "nowhere")).toBeUndefined();
  });

  it("is itself when it is copied", () => {
    const tracer = new Tracer();
    expect(tracer.copy()).toBe(tracer);
  });
});

it("the run collector has the runs once a call is over, with their example", async () => {
  const collector = new RunCollectorCallbackHandler({ exampleId: "example" });
  const lambda = RunnableLambda.from((input: number) => input + 1);
  await lambda.invoke(1, { callbacks: [collector] });
  await lambda.invoke(2, { callbacks: [collector], runName: "second" });
  expect(collector.tracedRuns).toMatchObject([
    { name: "RunnableLambda", outputs: { output: 2 }, reference_example_id: "example" },
    { name: "second", outputs: { output: 3 }, reference_example_id: "example" },
  ]);
});
