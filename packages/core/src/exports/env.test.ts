import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  for (const name of [
    "LANGCHAIN_CALLBACKS_BACKGROUND",
    "LANGCHAIN_VERBOSE",
    "LANGSMITH_TRACING",
    "LANGCHAIN_TRACING_V2",
  ])
    vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** The kernel as a fresh process has it after the import. */
async function imported() {
  await import("./env.js");
  return import("./events.js");
}

const options = { kind: "chain", name: "work", start: { inputs: 1 } } as const;

describe("the env entry", () => {
  it("changes nothing where nothing is set", async () => {
    const lines = vi.spyOn(console, "log").mockImplementation(() => undefined);
    onTestFinished(() => lines.mockRestore());
    const { run } = await imported();
    await run(options, () => 1);
    expect(lines).not.toHaveBeenCalled();
  });

  it("prints each event of a nested run once with LANGCHAIN_VERBOSE=true", async () => {
    vi.stubEnv("LANGCHAIN_VERBOSE", "true");
    const lines = vi.spyOn(console, "log").mockImplementation(() => undefined);
    onTestFinished(() => lines.mockRestore());
    const { run } = await imported();
    await run(options, ({ config }) => run(options, ({ config }) => run(options, () => 1, config), config));
    expect(lines).toHaveBeenCalledTimes(6);
  });

  it("waits for handlers with LANGCHAIN_CALLBACKS_BACKGROUND=false", async () => {
    vi.stubEnv("LANGCHAIN_CALLBACKS_BACKGROUND", "false");
    const { run } = await imported();
    const heard: string[] = [];
    const slow = {
      async handleChainEnd() {
        await new Promise((resolve) => setTimeout(resolve, 10));
        heard.push("end");
      },
    };
    await run(options, () => 1, { callbacks: [slow] });
    expect(heard).toEqual(["end"]);
  });

  it("warns by name that a tracer has to be attached with LANGSMITH_TRACING=true", async () => {
    vi.stubEnv("LANGSMITH_TRACING", "true");
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    onTestFinished(() => warn.mockRestore());
    await imported();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("LANGSMITH_TRACING"), { code: "EARSHOT_TRACER_MISSING" });
  });
});
