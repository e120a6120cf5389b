import { recordingHandler } from "@earshot/testing";
import { afterEach, describe, expect, it } from "vitest";
import { collectFailures } from "../../tests/support/collect-failures.js";
import { startOptions } from "../../tests/support/start-options.js";
import { configure, run, runStream, type Handler } from "../exports/events.js";
import { createRedactor, type RedactionField, type RedactionRules, type TextRedaction } from "../exports/redaction.js";
import { withheld } from "./withheld.js";

const secret = /sk-[0-9]+/g;
const anySecret = /sk-[0-9]+/; // without a state of its own

/** Hides keys wherever they stand, however deep; leaves what it is given alone. */
function hide(value: unknown): unknown {
  if (typeof value === "string") return value.replace(secret, "***");
  if (value instanceof Error) return Object.assign(new Error(hide(value.message) as string), { name: value.name });
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, hide(entry)]));
  return value;
}

/** Holds back whatever may begin a key until it is plain that it doesn't. */
function hideStreamed(): TextRedaction {
  let held = "";
  return {
    push(text) {
      const whole = held + text;
      const mayBegin = /(?:s|sk|sk-|sk-[0-9]+)$/.exec(whole);
      const safe = mayBegin?.index ?? whole.length;
      held = whole.slice(safe);
      return whole.slice(0, safe).replace(secret, "***");
    },
    flush: () => held.replace(secret, "***"),
  };
}

const keys: RedactionRules = { redact: (value) => hide(value), startText: hideStreamed };

let restore = (): void => undefined;
afterEach(() => restore());

function redactWith(rules: RedactionRules): void {
  restore = configure({ redactor: createRedactor(rules) });
}

describe("an active redactor", () => {
  it("comes before every handler, and leaves consumer, body and caller the original", async () => {
    redactWith(keys);
    const recording = recordingHandler();
    const calls: unknown[][] = [];
    const scribe: Handler = {
      handleChainStart: (...values) => void calls.push(values),
      handleChainEnd: (...values) => void calls.push(values),
      handleText: (...values) => void calls.push(values),
      handleCustomEvent: (...values) => void calls.push(values),
    };
    const inputs = { nested: [{ key: "sk-1" }] };
    const output = await run(
      {
        kind: "chain",
        name: "uses sk-2",
        serialized: { lc: 1, type: "constructor", id: ["x"], kwargs: { key: "sk-9" } },
        start: { inputs },
      },
      async (handle) => {
        await handle.text("sk-3");
        await handle.custom("mine", { key: "sk-4" });
        return { answer: `${inputs.nested[0]?.key} sk-5` };
      },
      { callbacks: [recording, scribe], tags: ["sk-6"], metadata: { key: "sk-7" }, runName: "named sk-8" },
    );
    expect(output).toEqual({ answer: "sk-1 sk-5" });
    expect(inputs).toEqual({ nested: [{ key: "sk-1" }] });
    const seen = JSON.stringify([recording.events, recording.events.map(({ serialized }) => serialized), calls]);
    expect(seen).not.toMatch(anySecret);
    expect(recording.events[0]).toMatchObject({
      name: "named ***",
      tags: ["***"],
      metadata: { key: "***" },
      inputs: { nested: [{ key: "***" }] },
    });
    expect(recording.ofType("chain.end")[0]?.outputs).toEqual({ answer: "*** ***" });
  });

  it("redacts errors for handlers; the caller gets the original", async () => {
    redactWith(keys);
    const recording = recordingHandler();
    const errors: unknown[] = [];
    const own = new Error("key sk-1 refused");
    const failed = run(startOptions.chain, () => Promise.reject(own), {
      callbacks: [recording, { handleChainError: (error) => void errors.push(error) }],
    });
    await expect(failed).rejects.toBe(own);
    expect(recording.ofType("chain.end")[0]?.error).toMatchObject({ message: "key *** refused" });
    expect((errors[0] as Error).message).toBe("key *** refused");
  });

  it("redacts streamed chunks for handlers; the consumer gets the original", async () => {
    redactWith(keys);
    const recording = recordingHandler();
    const got: unknown[] = [];
    for await (const chunk of runStream(
      startOptions.tool,
      async function* () {
        yield { key: "sk-1" };
      },
      { callbacks: [recording] },
    ))
      got.push(chunk);
    expect(got).toEqual([{ key: "sk-1" }]);
    expect(recording.ofType("tool.delta")[0]?.chunk).toEqual({ key: "***" });
    expect(JSON.stringify(recording.events)).not.toMatch(anySecret);
  });

  it("is asked for each field by its event and name", async () => {
    const fields: RedactionField[] = [];
    redactWith({
      ...keys,
      redact: (value, field) => {
        fields.push(field);
        return value;
      },
    });
    await run(startOptions.tool, () => 1, { callbacks: [recordingHandler()] });
    const asked = fields.map(({ type, field }) => `${type} ${field}`);
    for (const field of ["args", "input", "name", "tags", "metadata"]) expect(asked).toContain(`tool.start ${field}`);
    expect(asked).toContain("tool.end output");
  });

  it("withholds a field that it fails on, and nothing else", async () => {
    redactWith({
      ...keys,
      redact(value, { field }) {
        if (field === "input") throw new Error("cannot");
        return value;
      },
    });
    const recording = recordingHandler();
    expect(await run(startOptions.tool, () => "out", { callbacks: [recording] })).toBe("out");
    expect(recording.events[0]).toMatchObject({ input: withheld, args: { n: 4 }, name: "tool" });
    expect(recording.ofType("tool.end")[0]?.output).toBe("out");
  });

  it("also stands before what onHandlerError is told of the run", async () => {
    const failing: Handler = {
      onEvent: () => {
        throw new Error("x");
      },
    };
    const failures = await collectFailures(
      () => run(startOptions.chain, () => 1, { callbacks: [failing], runName: "sk-1", tags: ["sk-2"] }),
      { redactor: createRedactor(keys) },
    );
    expect(failures.map(({ run: { name, tags } }) => ({ name, tags }))).toEqual(
      [1, 2].map(() => ({ name: "***", tags: ["***"] })),
    );
  });

  it("does not unsettle handlers that redact nothing: ids, kinds and order stay", async () => {
    redactWith(keys);
    const recording = recordingHandler();
    await run(startOptions.chain, (handle) => run(startOptions.tool, () => 1, handle.config), {
      callbacks: [recording],
      runId: "root",
    });
    expect(recording.events.map(({ seq, rootRunId }) => [seq, rootRunId])).toEqual([
      [1, "root"],
      [2, "root"],
      [3, "root"],
      [4, "root"],
    ]);
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end ok", "chain.end ok"]);
  });
});

describe("a text that streams", () => {
  it("keeps number, order and index of its deltas; what may begin a match moves to a later one, at the latest before the end", async () => {
    redactWith(keys);
    const recording = recordingHandler();
    const pieces = ["the key is s", "k-1", "2", "3, keep it; and s", "k-9"];
    const got: string[] = [];
    const options = {
      ...startOptions.chat_model,
      combine: (chunks: readonly string[]) => ({ generations: [[{ text: chunks.join("") }]] }),
    };
    for await (const chunk of runStream(
      options,
      async function* () {
        yield* pieces;
      },
      { callbacks: [recording] },
    ))
      got.push(chunk);
    expect(got).toEqual(pieces);
    const deltas = recording.ofType("chat_model.delta");
    const texts = deltas.map(({ text }) => text);
    expect(texts.join("")).not.toMatch(anySecret);
    expect(texts.join("")).toMatch(/^the key is \*\*\*, keep it; and /);
    expect(deltas.slice(0, 5).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(JSON.stringify(recording.events)).not.toMatch(/sk-|k-1/);
  });
});
