import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import type { AIMessageChunk } from "@earshot/core/messages";
import { RunnableLambda } from "@earshot/core/runnables";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../tests/support/temporary-folder.js";
import { recordingHandler } from "../recording-handler.js";
import { replayModel } from "../replay/replay-model.js";
import type { ScriptedParts } from "../scripted-model/script.js";
import { scriptedChatModel } from "../scripted-model/scripted-chat-model.js";
import { readRecording } from "./read-recording.js";
import { record, type RecordingConfig } from "./record.js";

const inFolder = temporaryFolder();
const model = scriptedChatModel("hi");

describe("recording", () => {
  it("gives what the function gives, and writes one event a line, whole", async () => {
    const file = inFolder("deep/er/plain.jsonl");
    const chain = RunnableLambda.from((text: string) => text.toUpperCase()).pipe(model);
    const recording = recordingHandler();
    const answer = await record(({ callbacks }) => chain.invoke("go", { callbacks: [...callbacks, recording] }), {
      file: pathToFileURL(file),
    });
    expect(answer.text).toBe("hi");
    const lines = readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ type, runId, parentRunId }) => [type, runId, parentRunId])).toEqual([
      ["chain.start", "r1", undefined],
      ["chain.start", "r2", "r1"],
      ["chain.end", "r2", "r1"],
      ["chat_model.start", "r3", "r1"],
      ["chat_model.end", "r3", "r1"],
      ["chain.end", "r1", undefined],
    ]);
    expect(lines[0]).toMatchObject({ schemaVersion: 1, time: 0, inputs: "go" });
    expect(readRecording(file).map(({ type }) => type)).toEqual(recording.events.map(({ type }) => type));
    expect(readdirSync(dirname(file))).toEqual(["plain.jsonl"]);
  });

  it("differs in nothing from time to time, if it says no times", async () => {
    const texts = [];
    for (const name of ["one", "two"]) {
      const file = inFolder(`${name}.jsonl`);
      await record((config) => scriptedChatModel({ text: "a b", delayMs: 3 }).invoke("go", config), {
        file,
        timing: false,
      });
      texts.push(readFileSync(file, "utf8"));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it("never replaces a recording unless it is asked to, and asks before anything runs", async () => {
    const file = inFolder("there.jsonl");
    await record((config) => model.invoke("go", config), { file });
    const before = readFileSync(file, "utf8");
    let ran = false;
    const again = record(() => (ran = true), { file });
    await expect(again).rejects.toMatchObject({ code: "RECORDING_EXISTS", file });
    expect([ran, readFileSync(file, "utf8")]).toEqual([false, before]);
    await record((config) => model.invoke("other", config), { file, overwrite: true });
    expect(readFileSync(file, "utf8")).toContain("other");
    const late = inFolder("late.jsonl");
    const raced = record(async (config) => (await model.invoke("go", config), writeFileSync(late, "theirs")), {
      file: late,
    });
    await expect(raced).rejects.toMatchObject({ code: "RECORDING_EXISTS" });
    expect(readFileSync(late, "utf8")).toBe("theirs");
  });

  it("keeps a run that fails, and throws what it threw", async () => {
    const file = inFolder("failed.jsonl");
    const error = Object.assign(new TypeError("no"), { code: "E_NO", retryable: false });
    await expect(record((config) => scriptedChatModel(error).invoke("go", config), { file })).rejects.toBe(error);
    const replayed: unknown = await replayModel(file)
      .invoke("go")
      .catch((thrown: unknown) => thrown);
    expect(replayed).toBeInstanceOf(TypeError);
    expect(replayed).toMatchObject({ message: "no", code: "E_NO", retryable: false });
    expect(readFileSync(file, "utf8")).not.toContain("record.test");
  });

  it("is refused where nothing was heard, or runs were left open", async () => {
    const file = inFolder("incomplete.jsonl");
    await expect(record(() => model.invoke("go"), { file })).rejects.toThrow(/Pass the config on/);
    const open = record(
      async (config) => void (await scriptedChatModel({ text: "a", stall: true }).stream("go", config)),
      { file },
    );
    await expect(open).rejects.toThrow(/open: ScriptedChatModel/);
    expect(existsSync(file)).toBe(false);
  });

  it("writes no keys", async () => {
    const file = inFolder("secrets.jsonl");
    const headers = { "X-Tenant": "header-secret" };
    const options = { apiKey: "option-secret", headers, nested: { clientSecret: "nested-secret", max_tokens: 5 } };
    const texts = [
      `sk-ant-${"a1b2".repeat(8)}`,
      "Bearer abcdefghijklmnopqrstuv",
      "ghp_abcdefghijklmnopqrstuv",
      "my own word",
    ];
    const failing = scriptedChatModel({
      error: { message: `${texts[0]} is wrong`, headers, authorization: "auth-secret" },
    });
    await record(
      async (config) => {
        await model.invoke(texts.join(" and "), {
          ...config,
          ...options,
          metadata: { password: "metadata-secret" },
        } as never);
        await failing
          .withConfig({ runName: "ScriptedChatModel" })
          .invoke("go", config)
          .catch(() => undefined);
      },
      { file, secrets: ["my own word"] },
    );
    const text = readFileSync(file, "utf8");
    for (const secret of [
      ...texts,
      "header-secret",
      "option-secret",
      "nested-secret",
      "auth-secret",
      "metadata-secret",
    ])
      expect(text).not.toContain(secret);
    expect(text).toContain('"max_tokens":5');
    const replayed = replayModel(file, { secrets: ["my own word"] });
    expect((await replayed.invoke(texts.join(" and "), options as never)).text).toBe("hi");
  });
});

describe("a key that comes in pieces", () => {
  it.each(["text", "reasoning", "args"])("is written in none of them: %s", async (where) => {
    const file = inFolder(`pieces-${where}.jsonl`);
    const key = `sk-ant-${"a1b2".repeat(8)}`;
    const pieces = [`use ${key.slice(0, 5)}`, key.slice(5, 30), `${key.slice(30)} now`, " and then"];
    const script = {
      text: { text: pieces },
      reasoning: { reasoning: pieces, text: "ok" },
      args: { toolCalls: [{ name: "login", args: { as: "ada", key } }] },
    }[where] as ScriptedParts;
    const read = async (model: BaseChatModel, config?: RecordingConfig) => {
      let whole: AIMessageChunk | undefined;
      for await (const chunk of await model.stream("go", config)) whole = whole?.concat(chunk) ?? chunk;
      return whole;
    };
    await record((config) => read(scriptedChatModel(script), config), { file });
    for (let at = 0; at + 12 < key.length; at += 4)
      expect(readFileSync(file, "utf8")).not.toContain(key.slice(at, at + 12));
    const replayed = await read(replayModel(file));
    const said = {
      text: replayed?.text,
      reasoning: (replayed?.content[0] as { reasoning?: string } | undefined)?.reasoning,
      args: replayed?.tool_calls[0]?.args,
    }[where];
    expect(said).toEqual(where === "args" ? { as: "ada", key: "[secret]" } : "use [secret] now and then");
  });
});

describe("a run with an id of its caller's", () => {
  it("is labelled as any other", async () => {
    const file = inFolder("own-id.jsonl");
    await record((config) => model.invoke("mine", { ...config, runId: "mine" }), { file });
    const [start, end] = readRecording(file);
    expect([start?.runId, end?.rootRunId]).toEqual(["r1", "r1"]);
    expect(start).toMatchObject({ messages: [{ content: "mine" }] });
    expect((await replayModel(file).invoke("mine")).id).toMatch(/^run-[0-9a-f-]{36}$/);
  });
});

describe("a file that is no recording", () => {
  const write = (name: string, text: string): string => {
    const file = inFolder(name);
    writeFileSync(file, text);
    return file;
  };

  it("says which line, and what to do", async () => {
    const good = inFolder("good.jsonl");
    await record(
      (config) =>
        scriptedChatModel("a b")
          .stream("go", config)
          .then(async (stream) => {
            for await (const _ of stream);
          }),
      { file: good },
    );
    const lines = readFileSync(good, "utf8").trimEnd().split("\n");
    const fileError = (file: string, line: number | undefined, says: RegExp) => {
      expect(() => replayModel(file)).toThrow(expect.objectContaining({ code: "RECORDING_FILE", file, line }));
      expect(() => replayModel(file)).toThrow(says);
      expect(() => replayModel(file)).toThrow(/record it again/);
    };
    fileError(inFolder("nowhere.jsonl"), undefined, /no such file/);
    fileError(write("empty.jsonl", "\n\n"), undefined, /it is empty/);
    fileError(write("garbage.jsonl", `${lines[0]}\n\nnot json\n`), 3, /:3 can't be replayed: the line is no JSON/);
    fileError(write("torn.jsonl", `${lines[0]}\n${lines[1]?.slice(0, 40)}`), 2, /torn, or edited/);
    fileError(write("conflict.jsonl", `<<<<<<< HEAD\n${lines.join("\n")}\n`), 1, /merge conflict/);
    fileError(write("other.jsonl", '{"schemaVersion":1,"level":"info"}\n'), 1, /no event/);
    fileError(write("cut.jsonl", lines.slice(0, -1).join("\n")), 1, /starts here has no end/);
    fileError(
      write("chain.jsonl", `${lines.join("\n").replaceAll("chat_model", "chain")}\n`),
      undefined,
      /no call of a chat model/,
    );
  });

  it("is of a later version", () => {
    const file = write("later.jsonl", '{"schemaVersion":2,"type":"chain.start"}\n');
    expect(() => replayModel(file)).toThrow(expect.objectContaining({ code: "SCHEMA_VERSION", line: 1, found: 2 }));
    expect(() => replayModel(file)).toThrow(/update @earshot\/core and what reads it/);
  });
});
