import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { AIMessage, AIMessageChunk } from "../exports/messages.js";
import { BaseOutputParser, StringOutputParser } from "../exports/output_parsers.js";
import { piecesOf, streamOf } from "../../tests/support/pieces-of.js";

describe("StringOutputParser", () => {
  it.each<[string, string | AIMessage, string]>([
    ["a text", "hello", "hello"],
    ["a message", new AIMessage("hello"), "hello"],
    [
      "parts, of which it takes the texts alone",
      new AIMessage([
        { type: "thinking", thinking: "hm" },
        { type: "text", text: "hel" },
        { type: "text", text: "lo" },
      ]),
      "hello",
    ],
    ["no text at all", new AIMessage([]), ""],
  ])("reads %s", async (_, input, text) => {
    expect(await new StringOutputParser().invoke(input)).toBe(text);
  });

  it("reads a stream chunk by chunk, and says inputs and output at its end", async () => {
    const recording = recordingHandler();
    const chunks = streamOf(new AIMessageChunk("a"), new AIMessageChunk(""), new AIMessageChunk("b"));
    expect(await piecesOf(new StringOutputParser().transform(chunks, { callbacks: [recording] }))).toEqual([
      "a",
      "",
      "b",
    ]);
    expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
    expect(recording.ofType("chain.start")[0]).toMatchObject({
      inputs: "",
      defersInputs: true,
      runType: "parser",
      name: "StrOutputParser",
    });
    const [end] = recording.ofType("chain.end");
    expect(end?.outputs).toBe("ab");
    expect(end?.inputs).toMatchObject({ text: "ab" });
  });

  it("tells LangChain's methods of a streamed input as LangChain does", async () => {
    const heard: unknown[] = [];
    const handler = {
      handleChainStart: (_: unknown, inputs: unknown, ...rest: unknown[]) => void heard.push([inputs, rest.at(-1)]),
      handleChainEnd: (output: unknown, ...rest: unknown[]) => void heard.push([output, rest.at(-1)]),
    };
    await piecesOf(new StringOutputParser().transform(streamOf("a", "b"), { callbacks: [handler] }));
    expect(heard).toEqual([
      [{ input: "" }, { lc_defers_inputs: true }],
      ["ab", { inputs: { input: "ab" } }],
    ]);
  });

  it("ends as cancelled when its stream is left, with the text so far", async () => {
    const recording = recordingHandler();
    for await (const _ of new StringOutputParser().transform(streamOf("a", "b"), { callbacks: [recording] })) break;
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "cancelled", outputs: "a", inputs: "a" }]);
  });
});

describe("a parser of one's own", () => {
  class Numbers extends BaseOutputParser<number> {
    lc_namespace = ["example"];
    override parse(text: string): number {
      if (Number.isNaN(Number(text))) throw new Error(`"${text}" is no number`);
      return Number(text);
    }
  }

  it("is given the whole text, also behind a stream", async () => {
    expect(await new Numbers().invoke("12")).toBe(12);
    expect(await piecesOf(new Numbers().transform(streamOf(new AIMessageChunk("1"), new AIMessageChunk("2"))))).toEqual(
      [12],
    );
    expect(new Numbers().getFormatInstructions()).toBe("");
  });

  it("fails with its own error", async () => {
    await expect(new Numbers().invoke("x")).rejects.toThrow('"x" is no number');
  });
});
