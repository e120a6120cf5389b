import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { AIMessageChunk } from "../exports/messages.js";
import {
  BaseCumulativeTransformOutputParser,
  JsonOutputParser,
  OutputParserException,
  parseJsonMarkdown,
  StringOutputParser,
} from "../exports/output_parsers.js";
import { RunnableLambda, RunnableSequence } from "../exports/runnables.js";
import { compareJson } from "../util/compare-json.js";
import { piecesOf, streamOf } from "../../tests/support/pieces-of.js";

describe("JsonOutputParser", () => {
  it.each<[string, unknown]>([
    ['{"a": 1}', { a: 1 }],
    ["```json\n[1]\n```", [1]],
    ["```JSON\n[1]\n```", [1]],
    ["```js\nlet x;\n```\nso\n```\n[1]\n```", [1]],
    ["true enough:\n```json\n{}\n```", {}],
    ['{"a": "line\nbreak"}', { a: "line\nbreak" }],
    ['```\n"\\ud83d\\ude00 \\/"\n```', "😀 /"],
    ["-1.5e+3", -1500],
    ['{"__proto__": {"x": 1}}', JSON.parse('{"__proto__": {"x": 1}}')],
    ["[[[]], {}]", [[[]], {}]],
  ])("reads %j", async (text, value) => {
    expect(await new JsonOutputParser().invoke(text)).toEqual(value);
  });

  it.each([
    "",
    "hello",
    "{]",
    "[1,]",
    '{"a" 1}',
    "01",
    "1 2",
    '"\\x"',
    '"\\u00zz"',
    "tru",
    "{a: 1}",
    "[1}",
    '{"a": 1]',
    "```json\n{} x\n```",
  ])("fails on %j, invoked and streamed", async (text) => {
    const failure = expect.objectContaining({ name: "OutputParserException", llmOutput: text });
    await expect(new JsonOutputParser().invoke(text)).rejects.toEqual(failure);
    await expect(piecesOf(new JsonOutputParser().transform(streamOf(...text)))).rejects.toEqual(failure);
  });

  it("ends its run with the failure, after what could be told", async () => {
    const recording = recordingHandler();
    const seen: unknown[] = [];
    const read = async () => {
      const chunks = new JsonOutputParser().transform(streamOf('{"a": [1', ", "), { callbacks: [recording] });
      for await (const chunk of chunks) seen.push(chunk);
    };
    await expect(read()).rejects.toThrow(OutputParserException);
    expect(seen).toEqual([{ a: [1] }]);
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "error", error: { llmOutput: '{"a": [1, ' } }]);
  });

  it("ends as cancelled when its stream is left, with the value so far", async () => {
    const recording = recordingHandler();
    const chunks = new JsonOutputParser().transform(streamOf('{"a": 1', "2}"), { callbacks: [recording] });
    for await (const _ of chunks) break;
    expect(recording.ofType("chain.end")).toMatchObject([
      { status: "cancelled", outputs: { a: 1 }, inputs: '{"a": 1' },
    ]);
  });

  it("is the whole so far wherever chunks are put together: a chain's output, the input of a step that needs all of it", async () => {
    const recording = recordingHandler();
    const chain = RunnableSequence.from([new StringOutputParser(), new JsonOutputParser<{ a: string }>()]);
    const chunks = [new AIMessageChunk('{"a": "x'), new AIMessageChunk('y"}')];
    expect(await piecesOf(chain.transform(streamOf(...chunks), { callbacks: [recording] }))).toEqual([
      { a: "x" },
      { a: "xy" },
    ]);
    expect(recording.ofType("chain.end").map(({ outputs }) => outputs)).toEqual([
      '{"a": "xy"}',
      { a: "xy" },
      { a: "xy" },
    ]);
    const shout = chain.pipe(RunnableLambda.from(({ a }: { a: string }) => a.toUpperCase()));
    expect(await piecesOf(shout.transform(streamOf(...chunks)))).toEqual(["XY"]);
  });

  it("says patches as its output if it streams patches", async () => {
    const recording = recordingHandler();
    const parser = new JsonOutputParser({ diff: true });
    await piecesOf(parser.transform(streamOf("[", "1,", "2]"), { callbacks: [recording] }));
    expect(recording.ofType("chain.end")[0]?.outputs).toEqual([
      { op: "replace", path: "", value: [] },
      { op: "add", path: "/0", value: 1 },
      { op: "add", path: "/1", value: 2 },
    ]);
  });
});

it("parseJsonMarkdown fails with the text", () => {
  expect(() => parseJsonMarkdown("```json\n{\n```")).toThrow(expect.objectContaining({ llmOutput: "```json\n{\n```" }));
});

describe("compareJson", () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [
      { a: [1, 2, 3] },
      { a: [1] },
      [
        { op: "remove", path: "/a/2" },
        { op: "remove", path: "/a/1" },
      ],
    ],
    [{ a: { b: 1 } }, { a: [1] }, [{ op: "replace", path: "/a", value: [1] }]],
    [{ "a/b~": 1 }, { "a/b~": 2 }, [{ op: "replace", path: "/a~1b~0", value: 2 }]],
    [{}, null, [{ op: "replace", path: "", value: null }]],
  ])("from %j to %j", (previous, next, operations) => {
    expect(compareJson(previous, next)).toEqual(operations);
  });
});

describe("a cumulative parser of one's own", () => {
  class Words extends BaseCumulativeTransformOutputParser<string[]> {
    lc_namespace = ["example"];
    override parse(text: string): string[] {
      return text.split(" ");
    }
    override async parsePartialResult([answer]: readonly { text: string }[]): Promise<string[] | undefined> {
      return answer === undefined || answer.text === "" ? undefined : this.parse(answer.text);
    }
  }

  it("hands on what has changed, from texts and from messages", async () => {
    const expected = [["a"], ["a", ""], ["a", "b"]];
    expect(await piecesOf(new Words().transform(streamOf("", "a", "", " ", "b")))).toEqual(expected);
    const messages = ["", "a", "", " ", "b"].map((text) => new AIMessageChunk(text));
    expect(await piecesOf(new Words().transform(streamOf(...messages)))).toEqual(expected);
  });

  it("hands on patches if asked, and ends with the whole", async () => {
    const recording = recordingHandler();
    expect(await piecesOf(new Words({ diff: true }).transform(streamOf("a", " b")))).toEqual([
      [{ op: "replace", path: "", value: ["a"] }],
      [{ op: "add", path: "/1", value: "b" }],
    ]);
    await piecesOf(new Words().transform(streamOf("a", " b"), { callbacks: [recording] }));
    expect(recording.ofType("chain.end")[0]?.outputs).toEqual(["a", "b"]);
  });
});
