import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readableText } from "./readable-text.js";
import { contentOfEvents } from "./run-content.js";

describe("contentOfEvents", () => {
  const call = (id: string, answer: unknown) => [
    {
      type: "chat_model.start",
      payload: JSON.stringify({
        messages: [
          { $: "HumanMessage", content: "Rain?" },
          { $: "ToolMessage", content: "wet", tool_call_id: id },
        ],
        invocationParams: { temperature: 0 },
      }),
    } as const,
    {
      type: "chat_model.end",
      payload: JSON.stringify({ result: { generations: [[{ text: "", message: answer }]] } }),
    } as const,
  ];
  const answer = (id: string) => ({
    $: "AIMessage",
    id,
    content: [
      { type: "text", text: "I ask." },
      { type: "tool_use", id, name: "weather", input: { id: 7 } },
    ],
    tool_calls: [{ name: "weather", args: { id: 7 }, id }],
    usage_metadata: { total_tokens: id.length },
  });

  it("reads what was said, and leaves out what is of one call", () => {
    const content = contentOfEvents(call("one", answer("one")));
    expect(content).toEqual({
      input: "User:\nRain?\n\nTool:\nwet",
      parameters: '{\n  "temperature": 0\n}',
      output: 'Assistant:\nI ask.\n→ weather {\n  "id": 7\n}',
    });
    expect(contentOfEvents(call("other", answer("other")))).toEqual(content);
  });

  it("reads messages that an object holds, and tells images and other files in short, each by a mark of its own", () => {
    const asked = (image: string, more: object = {}) =>
      contentOfEvents([
        {
          type: "chain.start",
          payload: JSON.stringify({
            inputs: {
              messages: [
                {
                  $: "HumanMessage",
                  content: [
                    { type: "text", text: "What is it?" },
                    { type: "image_url", image_url: { url: `data:image/png;base64,${image}` } },
                  ],
                },
              ],
              ...more,
            },
          }),
        },
      ]).input ?? "";
    const image = `${"iVBORw0K".repeat(100)}aa==`;
    const text = asked(image);
    expect(text).toMatch(
      /^User:\nWhat is it\?\n\{\n {2}"type": "image_url",\n {2}"image_url": \{\n {4}"url": "\[image\/png, 601 bytes, [0-9a-f]{8}\]"\n {2}\}\n\}$/u,
    );
    expect(asked(image.replace("aa==", "ab=="))).not.toBe(text);
    expect(asked(image, { step: 2, left: [] })).toBe(`messages:\n${text}\n\nstep:\n2\n\nleft:\n[]`);
    // Long, and text all the same.
    expect(readableText({ note: "word ".repeat(100) })).toContain("word word");
  });

  it("keeps ids that are the user's, and takes whatever it can't read for nothing", () => {
    expect(contentOfEvents([{ type: "chain.start", payload: '{"inputs":{"id":1}}' }]).input).toBe('{\n  "id": 1\n}');
    expect(
      contentOfEvents([
        { type: "chain.start", payload: '{"inp' },
        { type: "chain.end", payload: "3" },
      ]),
    ).toEqual({});
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (inputs, outputs) => {
        const content = contentOfEvents([
          { type: "chain.start", payload: JSON.stringify({ inputs, messages: outputs }) },
          { type: "chat_model.end", payload: JSON.stringify({ result: { generations: [outputs] } }) },
        ]);
        expect(typeof content.output).toBe("string");
      }),
    );
  });
});
