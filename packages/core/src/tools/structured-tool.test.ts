import { recordingHandler } from "@earshot/testing";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import {
  BaseToolkit,
  DynamicStructuredTool,
  DynamicTool,
  isLangChainTool,
  isStructuredTool,
  isStructuredToolParams,
  StructuredTool,
  tool,
  Tool,
} from "../exports/tools.js";
import { RunnableLambda } from "../exports/runnables.js";

class Repeat extends StructuredTool {
  name = "repeat";
  description = "Repeats a text.";
  schema = z.object({ text: z.string() });
  protected override async _call(args: unknown) {
    const { text } = args as { text: string };
    return text + text;
  }
}

class Upper extends Tool {
  name = "upper";
  description = "Shouts.";
  protected override async _call(text: string | undefined) {
    return text?.toUpperCase() ?? "nothing";
  }
}

describe("a class of one's own", () => {
  it("is a tool, whose runs carry its name in typed events", async () => {
    const recording = recordingHandler();
    expect(
      await new Repeat({ tags: ["own"], metadata: { m: 1 } }).invoke({ text: "a" }, { callbacks: [recording] }),
    ).toBe("aa");
    expect(recording.ofType("tool.start")[0]).toMatchObject({ name: "repeat", tags: ["own"], metadata: { m: 1 } });
  });

  it("hears its own runs by the callbacks it is made with", async () => {
    const recording = recordingHandler();
    await new Repeat({ callbacks: [recording] }).invoke({ text: "a" });
    expect(recording.summary()).toEqual(["tool.start", "tool.end ok"]);
  });

  it("prints what it does if it is verbose", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await new Repeat({ verbose: true }).invoke({ text: "a" });
    expect(log.mock.calls.flat().join("\n")).toContain("tool/start");
    log.mockRestore();
  });

  it("may take a text", async () => {
    const upper = new Upper();
    expect(await upper.invoke("hey")).toBe("HEY");
    expect(await upper.invoke({ input: "hey" })).toBe("HEY");
    expect(await upper.invoke(undefined)).toBe("nothing");
    expect(await upper.invoke({ type: "tool_call", id: "1", name: "upper", args: { input: "hey" } })).toMatchObject({
      content: "HEY",
    });
    await expect(upper.invoke({ input: 1 } as never)).rejects.toMatchObject({ issues: [{ path: "input" }] });
  });

  it("is a tool when it is serialized, and shows nothing of what it is made of", () => {
    expect(new Repeat().toJSON()).toEqual({ lc: 1, type: "not_implemented", id: ["langchain", "tools", "Repeat"] });
  });
});

describe("a tool made of a function", () => {
  it("is told of a manager where somebody listens, and says things by it", async () => {
    const managers: unknown[] = [];
    const made = new DynamicTool({
      name: "t",
      description: "",
      func: async (text, manager) => {
        managers.push(manager);
        await manager?.handleToolEvent("half");
        return text;
      },
    });
    const recording = recordingHandler();
    await made.invoke("a");
    await made.invoke("a", { callbacks: [recording] });
    expect(managers[0]).toBeUndefined();
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end ok"]);
  });

  it("keeps what it is made with", () => {
    const fields = { name: "t", description: "d", returnDirect: true, extras: { cache: 1 }, schema: z.object({}) };
    const made = new DynamicStructuredTool({ ...fields, func: () => 1 });
    expect(made).toMatchObject({ name: "t", description: "d", returnDirect: true, extras: { cache: 1 } });
    expect(tool(() => 1, fields).returnDirect).toBe(true);
    expect(tool(() => 1, { name: "t", schema: z.object({}).describe("From the schema.") }).description).toBe(
      "From the schema.",
    );
    expect(tool(() => 1, { name: "t" }).description).toBe("t tool");
  });
});

describe("a toolkit", () => {
  it("has tools", () => {
    class Kit extends BaseToolkit {
      tools = [new Repeat(), new Upper()];
    }
    expect(new Kit().getTools().map(({ name }) => name)).toEqual(["repeat", "upper"]);
  });
});

describe("what is a tool", () => {
  const schema = z.object({ n: z.number() });
  const asTool = RunnableLambda.from(({ n }: { n: number }) => n).asTool({ name: "t", schema });

  it.each<[string, unknown, boolean[]]>([
    ["a tool", new Repeat(), [true, true, true]],
    ["a runnable as a tool", asTool, [true, true, true]],
    ["a name with a schema", { name: "t", schema }, [false, true, true]],
    ["a name with a JSON Schema", { name: "t", schema: { type: "object" } }, [false, true, true]],
    ["a name with something else", { name: "t", schema: { kind: "object" } }, [false, false, false]],
    ["OpenAI's form", { type: "function", function: { name: "t" } }, [false, false, false]],
    ["nothing", undefined, [false, false, false]],
    ["null", null, [false, false, false]],
  ])("%s", (_, value, expected) => {
    expect([isStructuredTool(value), isStructuredToolParams(value), isLangChainTool(value)]).toEqual(expected);
  });
});
