import { BaseCallbackHandler as ForeignHandler } from "@langchain/core/callbacks/base";
import { CallbackManager as ForeignManager } from "@langchain/core/callbacks/manager";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { run, type Callbacks, type RunHandle } from "../exports/events.js";
import { mergeMetadata, noMetadata } from "./metadata.js";
import { mergeTags, noTags } from "./tags.js";

describe("mergeTags", () => {
  it("is the union in order of first appearance", () => {
    expect(mergeTags(["a", "b"], ["b", "c", "a", "c"])).toEqual(["a", "b", "c"]);
    expect(mergeTags(noTags, ["b", "b"])).toEqual(["b"]);
  });

  it("changes neither side, and answers something frozen", () => {
    const [tags, more] = [["a"], ["b"]];
    const merged = mergeTags(tags, more);
    expect([tags, more]).toEqual([["a"], ["b"]]);
    expect(Object.isFrozen(merged)).toBe(true);
    expect(Object.isFrozen(more)).toBe(false);
    expect(Object.isFrozen(mergeTags(noTags, more))).toBe(true);
  });

  it("is the very same where nothing is added", () => {
    const tags = Object.freeze(["a"]);
    for (const more of [undefined, [], ["a"], tags]) expect(mergeTags(tags, more)).toBe(tags);
  });
});

describe("mergeMetadata", () => {
  it("lets the nearer side win, changes neither, and answers something frozen", () => {
    const [metadata, more] = [{ a: 1, b: 1 }, { b: 2 }];
    const merged = mergeMetadata(metadata, more);
    expect(merged).toEqual({ a: 1, b: 2 });
    expect([metadata, more]).toEqual([{ a: 1, b: 1 }, { b: 2 }]);
    expect(Object.isFrozen(merged)).toBe(true);
    expect(Object.isFrozen(more)).toBe(false);
  });

  it("is the very same where nothing is added", () => {
    for (const more of [undefined, {}, noMetadata]) expect(mergeMetadata(noMetadata, more)).toBe(noMetadata);
  });
});

describe("what a run inherits", () => {
  it("unites tags and metadata from config and component; the component's are for its own runs", async () => {
    const recording = recordingHandler();
    await run(
      { ...chainNamed("outer"), tags: ["own"], metadata: { who: "own", only: 1 } },
      (handle) =>
        run({ ...chainNamed("inner"), tags: ["inner"] }, () => 1, {
          ...handle.config,
          tags: ["call", "top"],
          metadata: { level: 2 },
        }),
      { callbacks: [recording], tags: ["top"], metadata: { who: "call", level: 1 } },
    );
    const [outer, inner] = recording.events;
    expect(outer).toMatchObject({ tags: ["top", "own"], metadata: { who: "own", level: 1, only: 1 } });
    expect(inner?.tags).toEqual(["top", "call", "inner"]);
    expect(inner?.metadata).toEqual({ who: "call", level: 2 });
  });

  it("never changes the caller's objects", async () => {
    const config = Object.freeze({
      callbacks: Object.freeze([recordingHandler()]),
      tags: ["t"],
      metadata: { a: 1 },
      timeout: 1000,
      configurable: { model: "m" },
    });
    const before = structuredClone({ tags: config.tags, metadata: config.metadata, configurable: config.configurable });
    await run(
      { ...startOptions.chain, tags: ["own"], metadata: { b: 1 } },
      (handle) => run(startOptions.tool, () => 1, { ...handle.config, tags: ["x"], metadata: { c: 1 } }),
      config,
    );
    expect({ tags: config.tags, metadata: config.metadata, configurable: config.configurable }).toEqual(before);
    for (const value of [config.tags, config.metadata, config.configurable]) expect(Object.isFrozen(value)).toBe(false);
  });

  it("leaves name and id to the one run they are for, and hands on keys it doesn't know", async () => {
    const recording = recordingHandler();
    let seen: Record<string, unknown> = {};
    await run(
      startOptions.chain,
      (handle) => {
        seen = handle.config as Record<string, unknown>;
        return run(startOptions.tool, () => 1, handle.config);
      },
      { callbacks: [recording], runName: "mine", runId: "my-id", configurable: { thread: 1 }, own_key: 2 } as never,
    );
    const [outer, inner] = recording.events;
    expect([outer?.name, outer?.runId]).toEqual(["mine", "my-id"]);
    expect(inner?.name).toBe("tool");
    expect(inner?.runId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(seen).toMatchObject({ configurable: { thread: 1 }, own_key: 2 });
    expect(seen).not.toHaveProperty("runName");
    expect(seen).not.toHaveProperty("runId");
  });

  it("visibility is inherited; component and call may say otherwise, the call last", async () => {
    const recording = recordingHandler();
    const below = (name: string, inner?: (handle: RunHandle) => unknown) => (handle: RunHandle) =>
      run(chainNamed(name), inner ?? (() => 1), handle.config);
    await run(
      chainNamed("a"),
      below("b", (handle) => run({ ...chainNamed("c"), visibility: "user" }, below("d"), handle.config)),
      { callbacks: [recording], visibility: "internal" },
    );
    await run({ ...chainNamed("e"), visibility: "internal" }, () => 1, { callbacks: [recording], visibility: "user" });
    const seen = Object.fromEntries(recording.events.map(({ name, visibility }) => [name, visibility]));
    expect(seen).toEqual({ a: "internal", b: "internal", c: "user", d: "user", e: "user" });
  });
});

describe("the config that a body is handed", () => {
  it("puts what is invoked with it, or with a copy of it, below the run", async () => {
    const [all, extra] = [recordingHandler(), recordingHandler()];
    await run(
      chainNamed("outer"),
      async (handle) => {
        await run(chainNamed("same"), () => 1, handle.config);
        await run(chainNamed("copy"), () => 1, { ...handle.config });
        await run(chainNamed("callbacks"), () => 1, { callbacks: handle.config.callbacks as Callbacks });
        await run(chainNamed("more"), () => 1, { ...handle.config, callbacks: [extra] });
      },
      { callbacks: [all], runId: "outer" },
    );
    assertWellFormed(all.events);
    const parents = all.ofType("chain.start").map(({ name, parentRunId }) => [name, parentRunId]);
    expect(parents).toEqual([
      ["outer", undefined],
      ["same", "outer"],
      ["copy", "outer"],
      ["callbacks", "outer"],
      ["more", "outer"],
    ]);
    expect(extra.summary()).toEqual(["chain.start", "chain.end ok"]);
    expect(extra.events[0]?.parentRunId).toBe("outer");
  });
});

describe("a callback manager of LangChain as callbacks", () => {
  class Scribe extends ForeignHandler {
    name = "scribe";
    readonly heard: unknown[][] = [];
    override handleChainStart(...values: unknown[]): void {
      this.heard.push(["start", values[7], values[3], values[4], values[5]]);
    }
    override handleChainEnd(...values: unknown[]): void {
      this.heard.push(["end", values[1]]);
    }
  }

  it("brings its handlers, tags, metadata and parent; what is local stays with the run", async () => {
    const [inherited, local] = [new Scribe(), new Scribe()];
    const manager = new ForeignManager("foreign-parent");
    manager.addHandler(inherited);
    manager.addHandler(local, false);
    manager.addTags(["all"]);
    manager.addTags(["here"], false);
    manager.addMetadata({ all: 1 });
    manager.addMetadata({ here: 1 }, false);
    const recording = recordingHandler();
    await run(
      { ...chainNamed("outer"), runName: "outer", callbacks: [recording] },
      (handle) => run({ ...chainNamed("inner"), runName: "inner" }, () => 1, handle.config),
      {
        callbacks: manager as never,
        runId: "outer-id",
      },
    );
    expect(local.heard).toEqual([
      ["start", "outer", "foreign-parent", expect.arrayContaining(["all", "here"]), { all: 1, here: 1 }],
      ["end", "outer-id"],
    ]);
    expect(inherited.heard.map(([moment, name]) => [moment, name])).toEqual([
      ["start", "outer"],
      ["start", "inner"],
      ["end", expect.any(String)],
      ["end", "outer-id"],
    ]);
    expect(inherited.heard[1]).toEqual(["start", "inner", "outer-id", ["all"], { all: 1 }]);
    expect(recording.events[0]).toMatchObject({ parentRunId: "foreign-parent", rootRunId: "outer-id" });
  });

  it("is left as it was", async () => {
    const manager = ForeignManager.fromHandlers({ handleChainStart: () => undefined });
    manager.addTags(["a"]);
    await run({ ...startOptions.chain, tags: ["own"], metadata: { own: 1 } }, () => 1, {
      callbacks: manager as never,
      tags: ["call"],
    });
    expect(manager.tags).toEqual(["a"]);
    expect(manager.metadata).toEqual({});
    expect(manager.handlers).toHaveLength(1);
  });
});
