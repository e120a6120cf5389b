import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { load, LoadError } from "../../src/exports/load.js";
import { AIMessage, HumanMessage, ToolMessage } from "../../src/exports/messages.js";
import { propertyParameters } from "../../../../tests/support/property-parameters.js";

const jsonOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const isHarmless = (value: unknown): boolean => !JSON.stringify(value)?.includes("__proto__");
const data = fc.jsonValue({ maxDepth: 6 }).map(jsonOf).filter(isHarmless);
const record = fc.dictionary(
  fc.string().filter((key) => key !== "__proto__"),
  data,
);
const content = fc.oneof(fc.string(), fc.array(fc.record({ type: fc.constant("text"), text: fc.string() })));

const messages = fc.oneof(
  fc
    .record({ content, additional_kwargs: record, response_metadata: record }, { requiredKeys: ["content"] })
    .map((fields) => new HumanMessage(fields as never)),
  fc
    .record({ content, tool_calls: fc.array(fc.record({ name: fc.string(), args: record, id: fc.string() })) })
    .map((fields) => new AIMessage(fields as never)),
  fc.record({ content, tool_call_id: fc.string(), artifact: data }).map((fields) => new ToolMessage(fields as never)),
);

/** What an attacker may write: the words that mean something, at every place. */
const hostileWord = fc.constantFrom(
  "lc",
  "type",
  "id",
  "kwargs",
  "constructor",
  "secret",
  "not_implemented",
  "__proto__",
  "prototype",
  "__lc_escaped__",
  "toString",
  "then",
  "langchain_core",
  "messages",
  "prompts",
  "chat",
  "runnables",
  "HumanMessage",
  "ChatPromptTemplate",
  "RunnableSequence",
  "RunnableBinding",
  "PromptTemplate",
  "polluted",
);
const listed = fc.constantFrom(
  ["langchain_core", "messages", "HumanMessage"],
  ["langchain_core", "messages", "AIMessageChunk"],
  ["langchain_core", "prompts", "chat", "ChatPromptTemplate"],
  ["langchain_core", "prompts", "prompt", "PromptTemplate"],
  ["langchain_core", "runnables", "RunnableSequence"],
  ["langchain_core", "runnables", "RunnableBinding"],
  ["langchain_core", "output_parsers", "string", "StrOutputParser"],
);
const argument = fc.oneof(
  hostileWord,
  fc.constantFrom("content", "messages", "template", "input_variables", "first", "last", "bound", "config", "steps"),
);
const { hostile } = fc.letrec((tie) => ({
  hostile: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(hostileWord, fc.constantFrom(1, null, true, "{x}")),
    fc.array(tie("hostile"), { maxLength: 3 }),
    fc.array(fc.tuple(argument, tie("hostile")), { maxLength: 4 }).map(written),
    fc
      .tuple(
        fc.constantFrom("constructor", "secret", "not_implemented"),
        fc.oneof(listed, fc.array(hostileWord, { maxLength: 4 })),
        fc.array(fc.tuple(argument, tie("hostile")), { maxLength: 4 }).map(written),
      )
      .map(([type, id, kwargs]) => ({ lc: 1, type, id, kwargs })),
  ),
}));

/** An object whose every key is its own, `__proto__` too, as `JSON.parse` makes it. */
function written(entries: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

const birthrights = (): unknown[] =>
  [Object, Function, Array, HumanMessage].map((each) => [
    Reflect.ownKeys(each.prototype).length,
    Object.getPrototypeOf(each.prototype),
  ]);

describe("load", () => {
  it("gives back any message as it was, alone and inside any data", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messages), data, async (history, rest) => {
        const loaded = await load<{ history: object[]; rest: unknown }>(JSON.stringify({ history, rest }));
        expect(jsonOf(loaded)).toEqual(jsonOf({ history, rest }));
        expect(loaded.history.map((each) => each.constructor)).toEqual(history.map((each) => each.constructor));
      }),
      propertyParameters,
    );
  });

  it("gives back any data as it was", async () => {
    await fc.assert(
      fc.asyncProperty(data, async (value) => {
        expect(await load(JSON.stringify(value))).toEqual(value);
      }),
      propertyParameters,
    );
  });

  it("answers any hostile text with a value or its own error, and changes nothing that objects share", async () => {
    const before = birthrights();
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const text = JSON.stringify(value);
        const outcome = await load(text).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LoadError);
        else expect(text).not.toContain('"__proto__":');
        expect(birthrights()).toEqual(before);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      { ...propertyParameters, numRuns: propertyParameters.numRuns * 8 },
    );
  });

  it("answers any text at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const outcome = await load(text).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LoadError);
      }),
      propertyParameters,
    );
  });
});
