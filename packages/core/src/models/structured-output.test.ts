import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { BaseChatModel } from "../exports/language_models/chat_models.js";
import { AIMessageChunk, type AIMessage } from "../exports/messages.js";
import { RunnableLambda } from "../exports/runnables.js";
import { SchemaError } from "../exports/utils/schema.js";
import {
  FakeListChatModel,
  FakeStreamingChatModel,
  FakeToolCallingModel,
  type FakeToolCall,
} from "../exports/utils/testing.js";

const person = z.object({ name: z.string(), age: z.coerce.number().default(7) }).describe("Somebody");
const personAsJsonSchema = {
  title: "person",
  type: "object",
  properties: { name: { type: "string" }, age: { type: "number" } },
};
const calling = (...calls: FakeToolCall[]) => new FakeToolCallingModel({ toolCalls: [calls] });
const ada = { name: "extract", args: { name: "Ada Lovelace", age: "36" } };

const read = async <T>(stream: Promise<AsyncIterable<T>>): Promise<T[]> => {
  const pieces: T[] = [];
  for await (const piece of await stream) pieces.push(structuredClone(piece));
  return pieces;
};

describe("structured output by a tool call", () => {
  it("is the arguments, as the schema lets them through", async () => {
    expect(await calling(ada).withStructuredOutput(person).invoke("Who?")).toEqual({ name: "Ada Lovelace", age: 36 });
    const byJsonSchema = calling(ada).withStructuredOutput(personAsJsonSchema);
    await expect(byJsonSchema.invoke("Who?")).rejects.toMatchObject({
      code: "STRUCTURED_OUTPUT",
      message: expect.stringContaining("age") as string,
    });
  });

  it("takes any Standard Schema, whoever made it", async () => {
    const shout = {
      "~standard": {
        version: 1 as const,
        vendor: "own",
        validate: (value: unknown) => ({ value: (value as { name: string }).name.toUpperCase() }),
        jsonSchema: { input: () => personAsJsonSchema, output: () => personAsJsonSchema },
      },
    };
    expect(await calling(ada).withStructuredOutput(shout).invoke("Who?")).toBe("ADA LOVELACE");
  });

  it("tells the model of one tool, which it has to call", async () => {
    const recording = recordingHandler();
    const model = calling({ ...ada, name: "somebody" });
    await model
      .withStructuredOutput(person, { name: "somebody", strict: true })
      .invoke("Who?", { callbacks: [recording] });
    expect(recording.ofType("chat_model.start")[0]?.options).toEqual({
      tool_choice: "somebody",
      tools: [
        {
          type: "function",
          function: {
            name: "somebody",
            description: "Somebody",
            parameters: expect.objectContaining({ type: "object", required: ["name"] }) as object,
            strict: true,
          },
        },
      ],
    });
  });

  it("is heard: the model, and the parser that reads its answer", async () => {
    const recording = recordingHandler();
    await calling(ada)
      .withStructuredOutput(person)
      .invoke("Who?", { callbacks: [recording] });
    expect(recording.events.map(({ type, name, runType }) => [type, name, runType])).toEqual([
      ["chain.start", "StructuredOutput", undefined],
      ["chat_model.start", "FakeToolCallingModel", undefined],
      ["chat_model.end", "FakeToolCallingModel", undefined],
      ["chain.start", "StructuredOutputParser", "parser"],
      ["chain.end", "StructuredOutputParser", "parser"],
      ["chain.end", "StructuredOutput", undefined],
    ]);
    assertWellFormed(recording.events);
  });

  it.each<[string, FakeToolCall[], string]>([
    [
      "no tool is called",
      [],
      'did not call "extract", the tool whose arguments are the output; it said: "done". `raw` of',
    ],
    ["another tool is called", [{ name: "other", args: {} }], 'it called "other"'],
    ["the value isn't what the schema says", [{ name: "extract", args: { age: 1 } }], "received undefined. `raw` of"],
  ])("is an error that carries the message, where %s", async (_, calls, message) => {
    const recording = recordingHandler();
    const model = calling(...calls).withStructuredOutput(person);
    const error: unknown = await model.invoke("Who?", { callbacks: [recording] }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "STRUCTURED_OUTPUT",
      lc_error_code: "OUTPUT_PARSING_FAILURE",
      message: expect.stringContaining(message) as string,
    });
    const { raw, cause } = error as { raw: AIMessage; cause: unknown };
    expect(raw.tool_calls.map(({ name }) => name)).toEqual(calls.map(({ name }) => name));
    if (calls[0]?.name === "extract") expect(cause).toBeInstanceOf(SchemaError);
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["error", "error"]);
    assertWellFormed(recording.events);
  });

  it("says so where the arguments are no JSON", async () => {
    const chunks = [
      new AIMessageChunk({
        content: "",
        tool_call_chunks: [{ index: 0, name: "extract", args: '{"name": "A', id: "1" }],
      }),
      new AIMessageChunk({ content: "", tool_call_chunks: [{ index: 0, args: 'da"} and so on' }] }),
    ];
    const model = new FakeStreamingChatModel({ chunks, sleep: 0 }).withStructuredOutput(person);
    await expect(read(model.stream("Who?"))).rejects.toMatchObject({ code: "STRUCTURED_OUTPUT" });
  });

  it("waits for a schema that takes its time", async () => {
    const slow = person.refine(async ({ name }) => name !== "Bob", { path: ["name"], message: "not Bob" });
    expect(await calling(ada).withStructuredOutput(slow).invoke("Who?")).toMatchObject({ age: 36 });
    const bob = { name: "extract", args: { name: "Bob" } };
    await expect(calling(bob).withStructuredOutput(slow).invoke("Who?")).rejects.toMatchObject({
      message: expect.stringContaining("name: not Bob") as string,
    });
  });

  it("is not to be had of a model without tools, nor by a method that it lacks", () => {
    class Plain extends BaseChatModel {
      _llmType(): string {
        return "plain";
      }
      _generate(): never {
        throw new Error("not asked");
      }
    }
    expect(() => new Plain().withStructuredOutput(person)).toThrow(
      expect.objectContaining({
        code: "STRUCTURED_OUTPUT_UNSUPPORTED",
        message: expect.stringContaining("bindTools") as string,
      }),
    );
    expect(() => calling().withStructuredOutput(person, { method: "jsonSchema" })).toThrow(
      expect.objectContaining({ code: "STRUCTURED_OUTPUT_UNSUPPORTED" }),
    );
  });
});

describe("structured output, streamed", () => {
  it("is what there is of the value as it comes, then the value as the schema lets it through", async () => {
    const recording = recordingHandler();
    const model = calling({ name: "extract", args: { name: "Ada Lovelace", age: "36" } }).withStructuredOutput(person);
    const pieces = await read(model.stream("Who?", { callbacks: [recording] }));
    expect(pieces.slice(0, 3)).toEqual([{}, { name: "Ada Lov" }, { name: "Ada Lovelace" }]);
    expect(pieces.at(-1)).toEqual({ name: "Ada Lovelace", age: 36 });
    const outputs = recording.ofType("chain.end").map(({ name, outputs: output }) => [name, output]);
    expect(outputs).toEqual([
      ["StructuredOutputParser", { name: "Ada Lovelace", age: 36 }],
      ["StructuredOutput", { name: "Ada Lovelace", age: 36 }],
    ]);
    assertWellFormed(recording.events);
  });

  it("is put together as its last piece by what follows, and by its own run", async () => {
    const chain = calling(ada)
      .withStructuredOutput(person)
      .pipe(RunnableLambda.from(({ name, age }) => `${name}, ${age}`));
    expect(await read(chain.stream("Who?"))).toEqual(["Ada Lovelace, 36"]);
  });

  it("fails at its end where the value isn't what the schema says", async () => {
    const recording = recordingHandler();
    const model = calling({ name: "extract", args: { age: 1 } }).withStructuredOutput(person);
    await expect(read(model.stream("Who?", { callbacks: [recording] }))).rejects.toMatchObject({
      code: "STRUCTURED_OUTPUT",
    });
    assertWellFormed(recording.events);
  });

  it("left early ends every run, the model's too", async () => {
    const recording = recordingHandler();
    for await (const _ of await calling(ada)
      .withStructuredOutput(person)
      .stream("Who?", { callbacks: [recording] }))
      break;
    expect(recording.summary().filter((line) => line.includes("end"))).toEqual([
      "chat_model.end cancelled",
      "chain.end cancelled",
      "chain.end cancelled",
    ]);
    assertWellFormed(recording.events);
  });
});

describe("structured output with the raw message", () => {
  it("is both, and null where the answer can't be parsed", async () => {
    const recording = recordingHandler();
    const model = calling(ada).withStructuredOutput(person, { includeRaw: true });
    const { raw, parsed } = await model.invoke("Who?", { callbacks: [recording] });
    expect(parsed).toEqual({ name: "Ada Lovelace", age: 36 });
    expect(raw.tool_calls).toMatchObject([{ name: "extract" }]);
    expect(recording.events.map(({ name }) => name)).toContain("StructuredOutputRunnable");
    assertWellFormed(recording.events);
    const failed = await calling().withStructuredOutput(person, { includeRaw: true }).invoke("Who?");
    expect(failed).toMatchObject({ raw: { text: "done" }, parsed: null });
  });

  it("streams the message's pieces, then the value", async () => {
    const model = calling(ada).withStructuredOutput(person, { includeRaw: true });
    const keys: string[] = [];
    let parsed: unknown;
    for await (const piece of await model.stream("Who?")) {
      keys.push(...Object.keys(piece));
      if (piece.parsed !== undefined) parsed = piece.parsed;
    }
    expect(keys.filter((key) => key === "raw").length).toBeGreaterThan(1);
    expect(keys.at(-1)).toBe("parsed");
    expect(parsed).toEqual({ name: "Ada Lovelace", age: 36 });
  });

  it("throws what is no fault of the answer", async () => {
    const failure = new Error("no such model");
    const model = new FakeToolCallingModel({ error: failure }).withStructuredOutput(person, { includeRaw: true });
    await expect(model.invoke("Who?")).rejects.toBe(failure);
  });
});

describe("structured output as the answer's text", () => {
  it("is its JSON, checked; whole and streamed", async () => {
    const model = new FakeListChatModel({ responses: ['{"name": "Ada", "age": 36}', "Ada"] }).withStructuredOutput(
      person,
    );
    expect(await model.invoke("Who?")).toEqual({ name: "Ada", age: 36 });
    await expect(model.invoke("Who?")).rejects.toMatchObject({
      message: expect.stringContaining('is no JSON: "Ada". `raw` of') as string,
    });
    const pieces = await read(model.stream("Who?"));
    expect(pieces).toContainEqual({ name: "Ad" });
    expect(pieces.at(-1)).toEqual({ name: "Ada", age: 36 });
  });
});
