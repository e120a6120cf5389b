import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { run, type GuardingHandler } from "../exports/events.js";
import { relayHandler } from "./relay-handler.js";
import { startOptions } from "../../tests/support/start-options.js";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A guard that keeps tools waiting for as long as their name says, and notes what it hears. */
function patient(options: { readonly concurrent?: boolean }) {
  const heard: string[] = [];
  const guard: GuardingHandler = {
    policy: "guard",
    ...options,
    onEvent: (event) => {
      heard.push(`${event.name} ${event.type}`);
      return event.type === "tool.start" ? wait(Number(event.name)) : undefined;
    },
  };
  return { guard, heard };
}

const tool = (ms: number) => ({ ...startOptions.tool, name: String(ms) });

describe("a guard that is concurrent", () => {
  it.each(["attached", "behind a relay"])(
    "hears how one run goes on while it keeps another waiting: %s",
    async (how) => {
      const { guard: patientGuard, heard } = patient({ concurrent: true });
      const guard = how === "attached" ? patientGuard : relayHandler(patientGuard, { hears: () => true });
      const recording = recordingHandler();
      await run(
        startOptions.chain,
        ({ config }) => Promise.all([run(tool(60), () => 1, config), run(tool(5), () => 1, config)]),
        { callbacks: [guard, recording] },
      );
      expect(heard.slice(1, -1)).toEqual(["60 tool.start", "5 tool.start", "5 tool.end", "60 tool.end"]);
      expect(recording.ofType("tool.end").map(({ name }) => name)).toEqual(["5", "60"]);
    },
  );

  it("goes on hearing a root run in which it kept a cancelled run waiting, that run's end first", async () => {
    const { guard, heard } = patient({ concurrent: true });
    await run(
      startOptions.chain,
      async ({ config }) => {
        await Promise.resolve(run(tool(1000), () => 1, { ...config, timeout: 5 })).catch(() => undefined);
        await run(tool(1), () => 1, config);
      },
      { callbacks: [guard] },
    );
    expect(heard.slice(1, -1)).toEqual(["1000 tool.start", "1000 tool.end", "1 tool.start", "1 tool.end"]);
  });

  it("is waited for, and may object", async () => {
    const guard: GuardingHandler = {
      policy: "guard",
      concurrent: true,
      on: { "tool.start": () => wait(5).then(() => Promise.reject(new Error("no"))) },
    };
    await expect(run(tool(1), () => 1, { callbacks: [guard] })).rejects.toMatchObject({ cause: { message: "no" } });
  });
});
