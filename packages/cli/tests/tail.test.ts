import { existsSync } from "node:fs";
import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TraceEvent, TraceStore } from "@earshot/trace";
import { EmulatedTerminal } from "../../handlers/tests/support/emulated-terminal.js";
import { exampleEvents, exampleFolder } from "./support/example-store.js";
import { spawnEarshot, hasTerminal } from "./support/spawn-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { path } = exampleFolder();
const file = path("tailed.db");
const env = { TZ: "UTC" };
let store: TraceStore;
beforeAll(async () => {
  store = await openTraceStore({ path: file });
});
afterAll(() => store.close());

const eventsOf = (name: string): TraceEvent[] =>
  JSON.parse(
    JSON.stringify(exampleEvents)
      .replaceAll("aaa-chain", `${name}-chain`)
      .replaceAll("aab-model", `${name}-model`)
      .replaceAll("bbb", `${name}-failed`),
  );
const idsOf = (lines: string) =>
  lines
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly runId: string }).runId);

describe("earshot tail in a pipe", () => {
  it("tells in lines when runs of another process begin and end, until it is interrupted", async () => {
    await using command = startEarshot(["tail", "--store", file], { env });
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

  it.each([
    [["--status", "error"], ["-failed"]],
    [["--name", "ask"], ["-chain"]],
    [["--model", "claude-opus-5"], ["-model"]],
    [["--kind", "chat_model"], ["-model"]],
    [["--text", "hello"], ["-chain"]],
    [
      ["--tag", "billing"],
      ["-chain", "-failed"],
    ],
    [["--session", "nobody's"], []],
    [["--since", "2026-01-01"], []],
  ])("tells of runs that %j asks for alone", async (filter, expected) => {
    const name = filter.join("").replaceAll(/\W/gu, "");
    await using command = startEarshot(["tail", "--json", "--store", file, ...filter]);
    await command.note(/Listening/);
    await using all = startEarshot(["tail", "--json", "--store", file]);
    await all.note(/Listening/);
    await store.append(eventsOf(name));
    await all.line(new RegExp(`${name}-failed`, "u"));
    if (expected.length > 0) await command.line(new RegExp(`${name}${expected.at(-1)}`, "u"));
    const { stdout } = await command.end("SIGINT");
    expect(stdout === "" ? [] : idsOf(stdout)).toEqual(expected.map((end) => `${name}${end}`));
  });

  it("tells first what began since then", async () => {
    await store.append(eventsOf("since"));
    await using command = startEarshot(["tail", "--json", "--store", file, "--since", "1970-01-01", "--name", "fail"]);
    await command.line(/since-failed/);
    await store.append(eventsOf("later"));
    await command.line(/later-failed/);
    const ids = idsOf((await command.end("SIGINT")).stdout);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("tells no run twice that is judged when it has ended", async () => {
    await store.append(eventsOf("judged"));
    await using command = startEarshot(["tail", "--json", "--store", file, "--since", "1970-01-01"]);
    await command.line(/judged-failed/);
    const [judged] = eventsOf("judged").slice(-1);
    const feedback = { feedbackId: "f", key: "good", score: 1 };
    await store.append([{ ...(judged as TraceEvent), type: "run.feedback", seq: 2, time: 3000, feedback }]);
    await store.append(eventsOf("after"));
    await command.line(/after-failed/);
    expect(idsOf((await command.end("SIGINT")).stdout).filter((id) => id === "judged-failed")).toHaveLength(1);
  });

  it("ends quietly when its reader leaves", async () => {
    await using command = startEarshot(["tail", "--store", file], { leaves: true });
    await command.note(/Listening/);
    await store.append(eventsOf("left"));
    expect(await command.end()).toMatchObject({ exitCode: 0, stderr: "Listening. Ctrl-C ends it.\n" });
  });

  it("says that it can't write, if that is not its reader's doing", async () => {
    const fails = Object.assign(new Error("ENOSPC: no space left on device, write"), { syscall: "write" });
    await using command = startEarshot(["tail", "--store", file], { fails });
    await command.note(/Listening/);
    await store.append(eventsOf("full"));
    const { exitCode, stderr } = await command.end();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("earshot: ENOSPC: no space left on device, write\n");
  });

  it("waits for a store that is not there, makes none, and tells all that comes into it", async () => {
    const later = path("later/traces.db");
    await using early = startEarshot(["tail", "--store", later]);
    await early.note(/Waiting for/);
    expect(existsSync(later)).toBe(false);
    expect(await early.end("SIGINT")).toMatchObject({ exitCode: 0, stdout: "" });
    expect(existsSync(later)).toBe(false);
    await using command = startEarshot(["tail", "--json", "--store", later]);
    await command.note(/There are no runs in .*traces\.db yet/);
    const made = await openTraceStore({ path: later });
    await made.append(eventsOf("first"));
    await command.line(/first-failed/);
    await made.close();
    expect(idsOf((await command.end("SIGINT")).stdout)).toEqual(["first-chain", "first-failed"]);
  });
});

describe("earshot tail on a terminal", () => {
  const facts = { tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;
  const chat = { ...facts, runId: "chat", rootRunId: "chat", kind: "chat_model", name: "claude" } as const;
  const delta = (index: number, text: string): TraceEvent => ({
    ...chat,
    type: "chat_model.delta",
    seq: index + 1,
    time: 10,
    index,
    text,
  });
  const until = async (terminal: EmulatedTerminal, pattern: RegExp): Promise<string> => {
    for (;;) {
      const screen = (await terminal.everything()).join("\n");
      if (pattern.test(screen)) return screen;
      await terminal.frames();
    }
  };

  it.each([80, 40])(
    "shows what is running and being said, in %i columns, and leaves the terminal whole",
    async (columns) => {
      const here = path(`live-${columns}.db`);
      const live = await openTraceStore({ path: here });
      await live.append([{ ...chat, type: "chat_model.start", seq: 0, time: Date.now() }]);
      const terminal = new EmulatedTerminal(columns, 12);
      await using command = startEarshot(["tail", "--store", here], { terminal, columns, rows: 12, env });
      expect(await until(terminal, /1 running\. Ctrl-C ends it/)).toMatch(/ … claude · chat_model · \d/);
      await live.append([delta(0, "All the words "), delta(1, "of a model, \u001B[31mas they come: ")]);
      const speaking = await until(terminal, /come:/);
      expect(speaking).toMatch(
        columns === 80 ? / {2}│ All the words of a model, ␛\[31mas they come:/ : /│ All the words/,
      );
      await live.append([
        ...eventsOf("live"),
        { ...chat, type: "chat_model.end", seq: 9, time: Date.now(), status: "ok" },
      ]);
      const ended = await until(terminal, /Nothing is running[^]*$/);
      expect(ended).toMatch(/00:00:01 ✓ ask · chain[^]*00:00:02 ✗ fail · chain[^]* ✓ claude · chat_model/);
      expect((await terminal.everything()).every((line) => line.length < columns)).toBe(true);
      expect((await command.end("SIGINT")).exitCode).toBe(0);
      await live.close();
      expect((await terminal.everything()).join("\n")).not.toContain("Ctrl-C");
      expect(terminal.showsCursor).toBe(true);
      expect(command.host.written.stdout).toContain("\u001B[32m ✓ \u001B[39m");
    },
  );

  it("has no colours with NO_COLOR, and lines where a picture can't be shown", async () => {
    const terminal = new EmulatedTerminal(80, 12);
    const noColor = { ...env, NO_COLOR: "1" };
    await using plain = startEarshot(["tail", "--store", file], { terminal, columns: 80, rows: 12, env: noColor });
    await until(terminal, /running/);
    await store.append(eventsOf("plain"));
    await until(terminal, /✗ fail/);
    // oxlint-disable-next-line no-control-regex -- colours are such characters
    expect((await plain.end("SIGINT")).stdout).not.toMatch(/\u001B\[[\d;]*m/u);
    await using dumb = startEarshot(["tail", "--store", file], {
      columns: 80,
      rows: 12,
      env: { ...env, TERM: "dumb" },
    });
    await dumb.note(/Listening/);
    await store.append(eventsOf("dumb"));
    await dumb.line(/fail/);
    expect((await dumb.end("SIGINT")).stdout).not.toContain("\u001B");
  });

  it.skipIf(!hasTerminal)("ends by Ctrl-C of a real one, in a process of its own", async () => {
    const terminal = new EmulatedTerminal(60, 10);
    let isAsked = false;
    const { exitCode } = await spawnEarshot(["tail", "--store", file], {
      columns: 60,
      rows: 10,
      env: { TERM: "xterm" },
      onOutput: (text, keyboard) => {
        terminal.write(text);
        if (isAsked || !text.includes("Nothing is running")) return;
        isAsked = true;
        keyboard.write("\u0003");
      },
    });
    expect(exitCode).toBe(0);
    expect(terminal.showsCursor).toBe(true);
    expect((await terminal.everything()).join("\n")).not.toContain("Ctrl-C");
  });
});
