import { describe, expect, it } from "vitest";
import { ambientContext } from "../ambient-context/ambient-context.js";
import { openRun } from "../runs/open-run.js";
import { run } from "../runs/run-with.js";
import { BaseCallbackHandler } from "./base-callback-handler.js";
import { CallbackManager } from "./callback-manager.js";
import { eventRecorder } from "../../tests/support/event-recorder.js";

const component = { lc: 1, type: "not_implemented", id: ["test", "Thing"] } as const;
const serialized = { ...component, id: [...component.id] };

const chainSpec = { kind: "chain", name: "chain" } as const;

describe("the manager of a run's body", () => {
  it("puts what it is handed to below the run, with the tag on the next run alone", async () => {
    const { handler, lines, events } = eventRecorder();
    const parent = openRun(chainSpec, { callbacks: [handler], tags: ["all"], metadata: { a: 1 } });
    const manager = CallbackManager.forRun(parent, "step");
    await run(
      { ...chainSpec, name: "child", start: { inputs: 1 } },
      ({ config }) => run({ ...chainSpec, name: "grandchild", start: { inputs: 1 } }, () => 1, config),
      {
        callbacks: manager,
      },
    );
    expect(lines()).toEqual([
      "chain.start child step all",
      "chain.start grandchild all",
      "chain.end grandchild all",
      "chain.end child step all",
    ]);
    expect(events[0]?.parentRunId).toBe(parent.runId);
    expect(manager.getParentRunId()).toBe(parent.runId);
  });

  it("gives the same events whether it was looked at or not", async () => {
    const { handler, lines } = eventRecorder();
    const parent = openRun(chainSpec, { callbacks: [handler], tags: ["all"] });
    const manager = CallbackManager.forRun(parent, "step");
    expect([manager.handlers, manager.inheritableHandlers, manager.tags, manager.inheritableTags]).toEqual([
      [handler],
      [handler],
      ["step", "all"],
      ["all"],
    ]);
    await run({ ...chainSpec, start: { inputs: 1 } }, () => 1, { callbacks: manager });
    expect(lines()).toEqual(["chain.start chain step all", "chain.end chain step all"]);
  });

  it("hears what is added to it or to a copy, and leaves the run's own handlers alone", async () => {
    const outer = eventRecorder();
    const inner = eventRecorder();
    const local = eventRecorder();
    const parent = openRun(chainSpec, { callbacks: [outer.handler] });
    const manager = CallbackManager.forRun(parent);
    const copy = manager.copy([inner.handler]);
    copy.addHandler(local.handler, false);
    const body = () => 1;
    await run(
      { ...chainSpec, start: { inputs: 1 } },
      ({ config }) => run({ ...chainSpec, name: "below", start: { inputs: 1 } }, body, config),
      { callbacks: copy },
    );
    await run({ ...chainSpec, name: "other", start: { inputs: 1 } }, body, { callbacks: manager });
    expect(outer.lines()).toHaveLength(6);
    expect(inner.lines()).toEqual(["chain.start chain", "chain.start below", "chain.end below", "chain.end chain"]);
    expect(local.lines()).toEqual(["chain.start chain", "chain.end chain"]);
    copy.removeHandler(outer.handler);
    expect(copy.handlers).toEqual([inner.handler, local.handler]);
    expect(copy.inheritableHandlers).toEqual([inner.handler]);
  });
});

describe("a manager made by hand", () => {
  it("belongs to the run it is made in", async () => {
    const { handler, events } = eventRecorder();
    const own = eventRecorder();
    ambientContext.use(true);
    await run(
      { ...chainSpec, start: { inputs: 1 } },
      async () => {
        const manager = new CallbackManager();
        manager.addHandler(own.handler);
        await run({ ...chainSpec, name: "child", start: { inputs: 1 } }, () => 1, { callbacks: manager });
      },
      { callbacks: [handler] },
    );
    expect(events.map(({ name }) => name)).toEqual(["chain", "child", "child", "chain"]);
    expect(events[1]?.parentRunId).toBe(events[0]?.runId);
    expect(own.lines()).toEqual(["chain.start child", "chain.end child"]);
  });

  it("keeps a given parent's id", async () => {
    const { handler, events } = eventRecorder();
    const manager = new CallbackManager("elsewhere", { handlers: [handler], inheritableHandlers: [handler] });
    await run({ ...chainSpec, start: { inputs: 1 } }, () => 1, { callbacks: manager });
    expect(events[0]?.parentRunId).toBe("elsewhere");
    expect(manager.getParentRunId()).toBe("elsewhere");
  });

  it("hears each event once, however often a handler is in it", async () => {
    const { handler, lines } = eventRecorder();
    const manager = CallbackManager.configure([handler], [handler]);
    manager?.addHandler(handler);
    await run({ ...chainSpec, start: { inputs: 1 } }, () => 1, { callbacks: manager });
    expect(lines()).toEqual(["chain.start chain", "chain.end chain"]);
  });
});

describe("configure", () => {
  it("answers nothing when nobody listens, whatever the tags", () => {
    expect(CallbackManager.configure(undefined, undefined, ["tag"])).toBeUndefined();
  });

  it("keeps what is for the next run apart from what is for all below", () => {
    const first = BaseCallbackHandler.fromMethods({});
    const second = BaseCallbackHandler.fromMethods({});
    const given = new CallbackManager();
    given.addHandler(first);
    const manager = CallbackManager.configure(given, [second], ["it"], ["lt"], { im: 1 }, { lm: 2 });
    expect(manager).toMatchObject({
      handlers: [first, second],
      inheritableHandlers: [first],
      tags: ["it", "lt"],
      inheritableTags: ["it"],
      metadata: { im: 1, lm: 2 },
      inheritableMetadata: { im: 1 },
    });
    expect(given.handlers).toEqual([first]);
    manager?.removeMetadata({ im: 0 });
    manager?.removeTags(["it"]);
    expect([manager?.metadata, manager?.inheritableMetadata, manager?.tags, manager?.inheritableTags]).toEqual([
      { lm: 2 },
      {},
      ["lt"],
      [],
    ]);
  });

  it("takes over a manager of another copy of LangChain's core", async () => {
    const { handler, events } = eventRecorder();
    const foreign = {
      handlers: [handler],
      inheritableHandlers: [handler],
      tags: ["t"],
      inheritableTags: [],
      metadata: {},
      inheritableMetadata: {},
      _parentRunId: "far",
    };
    const manager = CallbackManager.configure(foreign as never);
    const chain = await manager?.handleChainStart(serialized, {});
    await chain?.handleChainEnd({});
    expect(events[0]).toMatchObject({ parentRunId: "far", tags: ["t"] });
  });
});
