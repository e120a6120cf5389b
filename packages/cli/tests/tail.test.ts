import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TraceEvent, TraceStore } from "@earshot/trace";
import { exampleEvents, exampleFolder } from "./support/example-store.js";
import { startEarshot } from "./support/start-earshot.js";

const { path } = exampleFolder();
const file = path("tailed.db");
let store: TraceStore;
beforeAll(async () => {
  store = await openTraceStore({ path: file });
});
afterAll(() => store.close());

const eventsOf = (name: string): TraceEvent[] =>
  JSON.parse(
    JSON.stringify(exampleEvents).replaceAll("aaa-chain", `${name}-chain`).replaceAll("aab-model", `${name}-model`),
  );

describe("earshot tail", () => {
  it("tells in lines when runs of another process begin and end, until it is interrupted", async () => {
    await using command = startEarshot(["tail", "--store", file], { env: { TZ: "UTC" } });
    await command.note(/Listening/);
    const [start, ...rest] = eventsOf("one");
    await store.append([start as TraceEvent]);
    expect(await command.line(/ask/)).toMatch(/^00:00:01 .* ask · chain {2}hello there$/);
    await store.append(rest);
    expect(await command.line(/1100 tokens/)).toMatch(/✓ ask · chain · 250ms · 1100 tokens · \$0\.0075/);
    expect(await command.line(/fail/)).toContain("RateLimitError: slow ␛[31mdown");
    const { exitCode, stdout } = await command.end("SIGINT");
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("claude");
  });

  it("tells records of inner runs too, if it is asked to", async () => {
    await using command = startEarshot(["tail", "--all", "--json", "--store", file]);
    await command.note(/Listening/);
    await store.append(eventsOf("two"));
    expect(JSON.parse(await command.line(/two-model/))).toMatchObject({ runId: "two-model", status: "ok" });
    expect((await command.end("SIGTERM")).exitCode).toBe(0);
  });
});
