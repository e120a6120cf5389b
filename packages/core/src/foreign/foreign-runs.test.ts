import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it, vi } from "vitest";
import { configure, defineHandler, flush, run } from "../exports/events.js";
import { ForeignRuns, type ForeignStart } from "../exports/events/foreign.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { createRedactor } from "../exports/redaction.js";

const chain = (
  runId: string,
  parentRunId?: string,
  rest: Partial<ForeignStart<"chain">> = {},
): ForeignStart<"chain"> => ({
  kind: "chain",
  runId,
  parentRunId,
  name: runId,
  runName: runId,
  start: { inputs: runId },
  ...rest,
});

const model = (runId: string, parentRunId?: string): ForeignStart<"chat_model"> => ({
  kind: "chat_model",
  runId,
  parentRunId,
  name: runId,
  runName: undefined,
  start: { messages: [], options: {}, invocationParams: {} },
});

describe("foreign runs", () => {
  it("are a tree: ids, parents, roots, one seq", () => {
    const heard = recordingHandler();
    const runs = new ForeignRuns({ handlers: [heard] });
    void runs.start(chain("root", undefined, { tags: ["a", "a"], metadata: { m: 1 } }));
    void runs.start(model("child", "root"));
    void runs.find("child")?.delta(undefined, "hey");
    void runs.find("child")?.settle({ status: "ok", output: { generations: [[{ text: "hey" }]] } });
    void runs.find("root")?.settle({ status: "ok", output: 1 });
    assertWellFormed(heard.events);
    expect(heard.summary()).toEqual([
      "chain.start",
      "chat_model.start",
      "chat_model.delta",
      "chat_model.end ok",
      "chain.end ok",
    ]);
    expect(heard.events.map(({ runId, parentRunId, rootRunId, seq }) => [runId, parentRunId, rootRunId, seq])).toEqual([
      ["root", undefined, "root", 1],
      ["child", "root", "root", 2],
      ["child", "root", "root", 3],
      ["child", "root", "root", 4],
      ["root", undefined, "root", 5],
    ]);
    expect(heard.events[0]).toMatchObject({ tags: ["a"], metadata: { m: 1 }, name: "root" });
    expect(runs.find("root")).toBeUndefined();
  });

  it("end with their parent, children first, if nobody ends them", () => {
    const heard = recordingHandler();
    const runs = new ForeignRuns({ handlers: [heard] });
    void runs.start(chain("root"));
    void runs.start(model("open", "root"));
    void runs.find("open")?.delta({ text: "par", message: new AIMessageChunk({ content: "par", id: "m" }) }, "par");
    void runs.find("open")?.delta({ text: "t", message: new AIMessageChunk("t") }, "t");
    const open = runs.find("open");
    void runs.find("root")?.settle({ status: "ok" });
    assertWellFormed(heard.events);
    const [end] = heard.ofType("chat_model.end");
    expect(end).toMatchObject({ status: "cancelled", error: { name: "AbortError" } });
    expect(end?.result.generations[0]?.[0]).toMatchObject({ text: "part", message: { id: "m" } });
    expect(open?.isOpen).toBe(false);
    expect(open?.settle({ status: "ok" })).toBeUndefined(); // changes nothing
    expect(heard.ofType("chat_model.end")).toHaveLength(1);
    const heardSoFar = heard.events.length;
    void runs.start(chain("late", "root")); // what is started below a run that has ended says nothing
    void runs.start(chain("later", "late"));
    expect(runs.find("later")).toBeUndefined();
    expect(heard.events).toHaveLength(heardSoFar);
  });

  it("are heard once by a handler that several tellers have", () => {
    const heard = recordingHandler();
    const [first, second] = [new ForeignRuns({ handlers: [heard] }), new ForeignRuns({ handlers: [heard] })];
    for (const runs of [first, second]) void runs.start(chain("root"));
    for (const runs of [first, second]) void runs.find("root")?.settle({ status: "ok" });
    expect(heard.summary()).toEqual(["chain.start", "chain.end ok"]);
    for (const runs of [first, second]) void runs.start(chain("root")); // again, by a runtime that numbers its runs
    void second.find("root")?.settle({ status: "ok" }); // not the one it was told to
    expect(first.find("root")?.isOpen).toBe(true);
    void first.find("root")?.settle({ status: "ok" });
  });

  it("know a parent that was told elsewhere", () => {
    const [outer, inner] = [recordingHandler(), recordingHandler()];
    const [tree, part] = [new ForeignRuns({ handlers: [outer] }), new ForeignRuns({ handlers: [inner] })];
    void tree.start(chain("root"));
    void part.start(chain("child", "root"));
    expect(inner.events[0]).toMatchObject({ parentRunId: "root", rootRunId: "root" });
    void tree.find("root")?.settle({ status: "ok" });
    expect(inner.summary()).toEqual(["chain.start", "chain.end cancelled"]);
    expect(outer.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it("are told what was configured when they started", () => {
    const heard = recordingHandler();
    const runs = new ForeignRuns({ handlers: "configured" });
    void runs.start(chain("unheard"));
    expect(runs.find("unheard")).toBeUndefined();
    const restore = configure({ callbacks: [heard] });
    void runs.start(chain("root"));
    restore();
    void runs.find("root")?.settle({ status: "ok" });
    expect(heard.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it("may be below a run, and one of them that run itself", async () => {
    const heard = recordingHandler();
    await run(
      { kind: "chain", name: "outer", start: { inputs: 1 } },
      ({ config }) => {
        const runs = new ForeignRuns({ below: config });
        runs.adopt("theirs");
        void runs.start(chain("theirs"));
        void runs.start(chain("child", "theirs"));
        void runs.find("theirs")?.settle({ status: "error", error: new Error("theirs") });
        void runs.start(chain("another"));
        void runs.find("child")?.settle({ status: "ok" });
      },
      { callbacks: [heard] },
    );
    assertWellFormed(heard.events);
    expect(heard.events.map((event) => [event.name, "status" in event ? event.status : "start"])).toEqual([
      ["outer", "start"],
      ["child", "start"],
      ["another", "start"],
      ["child", "ok"],
      ["another", "cancelled"],
      ["outer", "ok"],
    ]);
    expect(new Set(heard.events.map(({ rootRunId }) => rootRunId)).size).toBe(1);
  });

  it("are stopped by a guard, at their start, in their course and at their end", async () => {
    const objection = new Error("no");
    for (const type of ["chain.start", "run.custom", "chain.end"] as const) {
      const guard = defineHandler({
        policy: "guard",
        on: {
          [type]: () => {
            throw objection;
          },
        },
      });
      const heard = recordingHandler();
      const runs = new ForeignRuns({ handlers: [guard, heard] });
      expect(runs.isGuarded).toBe(true);
      const tell = (): void => {
        void runs.start(chain("root"));
        void runs.find("root")?.custom("event", 1);
        void runs.find("root")?.settle({ status: "ok" });
      };
      expect(tell).toThrow(expect.objectContaining({ code: "HANDLER_ABORT", cause: objection }));
      void runs.find("root")?.settle({ status: "error", error: objection }); // as its runtime does
      assertWellFormed(heard.events);
      expect(runs.find("root")).toBeUndefined();
    }
    const slow = defineHandler({ policy: "guard", onEvent: async () => Promise.reject(objection) });
    const runs = new ForeignRuns({ handlers: [slow] });
    await expect(runs.start(chain("root"))).rejects.toMatchObject({ cause: objection });
    expect(runs.find("root")).toBeUndefined();
  });

  it("wait for a handler only if it asks, and are counted by flush", async () => {
    let done = 0;
    const slow = { onEvent: async () => void (await Promise.resolve(), done++) };
    const runs = new ForeignRuns({ handlers: [slow] });
    const before = await flush();
    expect(runs.start(chain("root"))).toBeUndefined();
    expect(runs.find("root")?.settle({ status: "ok" })).toBeUndefined();
    expect(done).toBe(0);
    const report = await flush();
    expect(done).toBe(2);
    expect(report.delivered - before.delivered).toBeGreaterThanOrEqual(2);
    const inline = new ForeignRuns({ handlers: [{ ...slow, awaitHandlers: true }] });
    await inline.start(chain("awaited"));
    expect(done).toBe(3);
    await inline.find("awaited")?.settle({ status: "ok" });
  });

  it("pass redaction, token by token", async () => {
    const heard = recordingHandler();
    const redactor = createRedactor({
      redact: (value) => (typeof value === "string" ? value.replaceAll("hunter2", "***") : value),
      startText: () => {
        let held = "";
        return {
          push: (text) => {
            held += text;
            return "";
          },
          flush: () => held.replaceAll("hunter2", "***"),
        };
      },
    });
    const restore = configure({ redactor });
    try {
      const runs = new ForeignRuns({ handlers: [heard] });
      void runs.start(model("model"));
      for (const text of ["hun", "ter2"])
        void runs.find("model")?.delta({ text, message: new AIMessageChunk(text) }, text);
      await runs.find("model")?.settle({ status: "ok", output: { generations: [[{ text: "" }]] } });
    } finally {
      restore();
    }
    expect(heard.ofType("chat_model.delta").map(({ text, index }) => [index, text])).toEqual([
      [0, ""],
      [1, "***"],
    ]);
  });

  it("that were silent for an hour end when the next root run starts, as if they had been left", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const heard = recordingHandler();
      const runs = new ForeignRuns({ handlers: [heard] });
      void runs.start(chain("forgotten"));
      void runs.start(chain("busy"));
      vi.advanceTimersByTime(59 * 60_000);
      void runs.start(model("model", "busy"));
      void runs.find("model")?.delta(undefined, "still here");
      vi.advanceTimersByTime(2 * 60_000);
      expect(runs.find("forgotten")?.isOpen).toBe(true);
      void runs.start(chain("next"));
      expect(runs.find("forgotten")).toBeUndefined();
      expect(heard.ofType("chain.end")).toMatchObject([{ runId: "forgotten", status: "cancelled", error: undefined }]);
      expect(runs.find("busy")?.isOpen).toBe(true);
      for (const id of ["busy", "next"]) void runs.find(id)?.settle({ status: "ok" });
    } finally {
      vi.useRealTimers();
    }
  });
});
