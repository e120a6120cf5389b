import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { AIMessage, AIMessageChunk } from "../../exports/messages.js";
import {
  JsonKeyOutputFunctionsParser,
  JsonOutputFunctionsParser,
  OutputFunctionsParser,
} from "../../exports/output_parsers/openai_functions.js";
import { piecesOf } from "../../../tests/support/pieces-of.js";

const message = (args: string) =>
  new AIMessage({ content: "", additional_kwargs: { function_call: { name: "add", arguments: args } } });

async function* pieces(...args: string[]): AsyncGenerator<AIMessageChunk> {
  for (const [index, text] of args.entries()) {
    const name = index === 0 ? { name: "add" } : {};
    yield new AIMessageChunk({ content: "", additional_kwargs: { function_call: { ...name, arguments: text } } });
  }
}

it("fails with the text where there is no call, and with the arguments where they are no JSON", async () => {
  for (const parser of [
    new OutputFunctionsParser(),
    new JsonOutputFunctionsParser(),
    new JsonKeyOutputFunctionsParser({ attrName: "a" }),
  ])
    await expect(parser.invoke(new AIMessage("text"))).rejects.toMatchObject({
      code: "OUTPUT_PARSING",
      llmOutput: "text",
    });
  await expect(new JsonOutputFunctionsParser().invoke(message('{"a"'))).rejects.toMatchObject({ llmOutput: '{"a"' });
});

it("fails at the end of a stream whose arguments are cut off", async () => {
  const recording = recordingHandler();
  const chunks = new JsonOutputFunctionsParser().transform(pieces('{"a": 1', ", "), { callbacks: [recording] });
  await expect(piecesOf(chunks)).rejects.toMatchObject({ llmOutput: '{"a": 1, ' });
  expect(recording.ofType("chain.end")).toMatchObject([{ status: "error" }]);
});

it("ends with what a stream came to", async () => {
  const recording = recordingHandler();
  const parser = new JsonOutputFunctionsParser({ argsOnly: false });
  const chunks = await piecesOf(parser.transform(pieces("", '{"a": "x', 'y"}'), { callbacks: [recording] }));
  expect(chunks.at(-1)).toEqual({ name: "add", arguments: { a: "xy" } });
  expect(recording.ofType("chain.end")[0]?.outputs).toEqual({ name: "add", arguments: { a: "xy" } });
});
