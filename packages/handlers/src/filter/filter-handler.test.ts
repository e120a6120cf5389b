import { defineHandler, flush, run, type EarshotEvent, type Handler } from "@earshot/core/events";
import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import type { EventFilter } from "./event-filter.js";
import { filterHandler } from "./filter-handler.js";

const chain = { kind: "chain", name: "outer", start: { inputs: 1 } } as const;
const middle = { kind: "chain", name: "middle step", start: { inputs: 2 }, visibility: "internal" } as const;
const tool = { kind: "tool", name: "inner", start: { args: {}, input: "", toolCallId: undefined } } as const;

function tree(callbacks: readonly Handler[]): Promise<unknown> {
  return run(
    chain,
    (handle) =>
      run(
        middle,
        async (inside) => {
          await inside.custom("mine", { n: 3 });
          return run(tool, () => 1, inside.config);
        },
        { ...handle.config, tags: ["deep"], metadata: { user: "ada", tries: 2 } },
      ),
    { callbacks, runId: "root" },
  );
}

async function heardBy(filter: EventFilter): Promise<readonly string[]> {
  const recording = recordingHandler();
  await tree([filterHandler(recording, filter)]);
  return recording.events.map(({ type, name }) => `${type} ${name}`);
}

const outer = ["chain.start outer", "chain.end outer"];
const inner = ["tool.start inner", "tool.end inner"];
const middleToo = ["chain.start middle step", "run.custom middle step", ...inner, "chain.end middle step"];

describe("filterHandler", () => {
  it.each<[string, EventFilter, readonly string[]]>([
    ["nothing said", {}, ["chain.start outer", ...middleToo, "chain.end outer"]],
    ["kinds", { kinds: ["tool", "llm"] }, inner],
    ["a name", { names: ["outer"] }, outer],
    [
      "a pattern, used more than once",
      { names: [/^(outer|inner)$/g] },
      [outer[0] as string, ...inner, outer[1] as string],
    ],
    ["tags, which are inherited", { tags: ["deep", "other"] }, middleToo],
    [
      "types",
      { types: ["chain.end", "run.custom"] },
      ["run.custom middle step", "chain.end middle step", "chain.end outer"],
    ],
    ["metadata", { metadata: { user: "ada", tries: 2 } }, middleToo],
    ["metadata that differs in one", { metadata: { user: "ada", tries: 3 } }, []],
    ["visibility", { visibility: "user" }, outer],
    ["a condition", { where: (event) => event.seq % 4 === 1 }, ["chain.start outer", "tool.end inner"]],
    ["several of them", { kinds: ["chain"], tags: ["deep"], types: ["chain.end"] }, ["chain.end middle step"]],
  ])("by %s", async (_, filter, expected) => {
    expect(await heardBy(filter)).toEqual(expected);
  });

  it("leaves a parent's id as it is, though the parent is left out", async () => {
    const recording = recordingHandler();
    const all = recordingHandler();
    await tree([all, filterHandler(recording, { kinds: ["tool"] })]);
    const [start] = recording.events;
    expect(start?.parentRunId).toBe(all.events.find(({ name }) => name === "middle step")?.runId);
    expect(start?.rootRunId).toBe("root");
  });

  it("makes what it leaves out by type cost nothing", async () => {
    const before = await flush();
    await tree([filterHandler(recordingHandler(), { types: ["tool.end"] })]);
    expect((await flush()).delivered - before.delivered).toBe(1);
  });

  it("asks `where` only of what all else lets through", async () => {
    const asked: string[] = [];
    await heardBy({ kinds: ["tool"], where: ({ type }) => asked.push(type) > 0 });
    expect(asked).toEqual(["tool.start", "tool.end"]);
  });

  it("wraps the runs that fit", async () => {
    const wrapped: string[] = [];
    const wrapping = defineHandler({
      wrap: (facts, next) => {
        wrapped.push(facts.name);
        return next();
      },
    });
    await tree([filterHandler(wrapping, { tags: ["deep"] })]);
    expect(wrapped).toEqual(["middle step", "inner"]);
  });

  it("keeps a guard a guard, where it fits", async () => {
    const guard = defineHandler({
      policy: "guard",
      onEvent: (event: EarshotEvent) => {
        throw new Error(`not ${event.name}`);
      },
    });
    await expect(tree([filterHandler(guard, { kinds: ["llm"] })])).resolves.toBe(1);
    await expect(tree([filterHandler(guard, { names: ["inner"] })])).rejects.toThrow("not inner");
  });

  it("can be put around itself", async () => {
    const recording = recordingHandler();
    await tree([filterHandler(filterHandler(recording, { tags: ["deep"] }), { kinds: ["chain"] })]);
    expect(recording.summary()).toEqual(["chain.start", "run.custom", "chain.end ok"]);
  });

  it("refuses conditions and types there are none of", () => {
    expect(() => filterHandler({}, { kind: "tool" } as EventFilter)).toThrow('there is no "kind"');
    expect(() => filterHandler({}, { types: ["tool.begin"] as never })).toThrow('there is no "tool.begin"');
  });
});
