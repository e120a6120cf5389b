import { z } from "zod";
import type { Library } from "../library.js";
import type { Program, Stage } from "../program.js";

type Parser = InstanceType<Library["StringOutputParser"]>;
type Make = (library: Library) => unknown;

/** Everything that comes of a stream of these chunks. */
async function transform({ handler }: Stage, parser: unknown, chunks: readonly unknown[]): Promise<unknown[]> {
  async function* stream(): AsyncGenerator<never> {
    for (const chunk of chunks) yield chunk as never;
  }
  const collected: unknown[] = [];
  for await (const chunk of (parser as Parser).transform(stream(), { callbacks: [handler] } as never))
    collected.push(chunk);
  return collected;
}

const invoked = (name: string, make: Make, input: unknown): Program => ({
  name: `parser: ${name}`,
  run: ({ library, handler }) => (make(library) as Parser).invoke(input as never, { callbacks: [handler] }),
});

const streamed = (
  name: string,
  make: Make,
  chunks: readonly unknown[] | ((library: Library) => readonly unknown[]),
): Program => ({
  name: `parser: ${name}, streamed`,
  run: (stage) => {
    const { library } = stage;
    return transform(stage, make(library), typeof chunks === "function" ? chunks(library) : chunks);
  },
});

const cut = (text: string, size: number): string[] => text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];

const json: Make = ({ JsonOutputParser }) => new JsonOutputParser();
const jsonDiff: Make = ({ JsonOutputParser }) => new JsonOutputParser({ diff: true });
const comma: Make = ({ CommaSeparatedListOutputParser }) => new CommaSeparatedListOutputParser();
const numbered: Make = ({ NumberedListOutputParser }) => new NumberedListOutputParser();
const markdown: Make = ({ MarkdownListOutputParser }) => new MarkdownListOutputParser();
const bytes: Make = ({ BytesOutputParser }) => new BytesOutputParser();
const xml: Make = ({ XMLOutputParser }) => new XMLOutputParser();
const tools: Make = ({ JsonOutputToolsParser }) => new JsonOutputToolsParser();
const toolsWithIds: Make = ({ JsonOutputToolsParser }) => new JsonOutputToolsParser({ returnId: true });
const keyTools: Make = ({ JsonOutputKeyToolsParser }) => new JsonOutputKeyToolsParser({ keyName: "add" });
const keyTool: Make = ({ JsonOutputKeyToolsParser }) =>
  new JsonOutputKeyToolsParser({ keyName: "add", returnSingle: true });
const semicolons =
  (length?: number): Make =>
  ({ CustomListOutputParser }) =>
    new CustomListOutputParser({ separator: ";", ...(length !== undefined && { length }) });
const person = z.object({ name: z.string(), age: z.number().optional() });
const structured: Make = ({ StructuredOutputParser }) => StructuredOutputParser.fromZodSchema(person);
const standard: Make = ({ StandardSchemaOutputParser }) =>
  StandardSchemaOutputParser.fromSerializableSchema(person as never);

const value = '{"a": [1, 2.5, "x"], "b": {"c": true, "d": null}, "e": "hello"}';
const list = "Sure:\n1. foo\n2. bar baz\n\n10. z\nend";
const bullets = "Items:\n- a\n* b c\n - d\n-e";
const element = "<foo>\n  <bar>hello</bar>\n  <b>1</b>\n  <b>2</b>\n</foo>";

const messageWithCalls = ({ AIMessage }: Library) =>
  new AIMessage({
    content: "",
    tool_calls: [
      { name: "add", args: { a: 1 }, id: "call_1" },
      { name: "subtract", args: { b: 2 }, id: "call_2" },
    ],
  });
const callsInPieces = ({ AIMessageChunk }: Library) => {
  const piece = (name: string | undefined, args: string, [id, index]: [string | undefined, number]) =>
    new AIMessageChunk({
      content: "",
      tool_call_chunks: [{ ...(name && { name }), args, ...(id && { id }), index, type: "tool_call_chunk" }],
    });
  return [
    new AIMessageChunk(""),
    piece("add", "", ["call_1", 0]),
    piece(undefined, '{"a"', [undefined, 0]),
    piece(undefined, ": [1, ", [undefined, 0]),
    piece(undefined, "2]}", [undefined, 0]),
    piece("subtract", '{"b": ', ["call_2", 1]),
    piece(undefined, "3}", [undefined, 1]),
  ];
};
const withMessage = (name: string, make: Make): Program => ({
  name: `parser: ${name}`,
  run: ({ library, handler }) => (make(library) as Parser).invoke(messageWithCalls(library), { callbacks: [handler] }),
});

const functionCallInPieces = ({ AIMessageChunk }: Library) =>
  [{ name: "add", arguments: "" }, { arguments: '{"a"' }, { arguments: ': 1, "b": "x' }, { arguments: 'y"}' }].map(
    (function_call) => new AIMessageChunk({ content: "", additional_kwargs: { function_call } as never }),
  );
const withFunctionCall = (name: string, make: Make): Program => ({
  name: `parser: ${name}`,
  run: ({ library, handler }) => {
    const additional_kwargs = { function_call: { name: "add", arguments: '{"a": 1, "b": "x"}' } };
    const message = new library.AIMessage({ content: "", additional_kwargs });
    return (make(library) as Parser).invoke(message, { callbacks: [handler] });
  },
});

/** Parsers of every kind: invoked, streamed, failing. */
export const parserPrograms: readonly Program[] = [
  invoked("bytes", bytes, "hé"),
  streamed("bytes", bytes, ["h", "é"]),
  invoked("JSON", json, value),
  invoked("JSON in a fence", json, `Here:\n\`\`\`json\n${value}\n\`\`\`\nBye.`),
  invoked("no JSON", json, "not JSON"),
  invoked("JSON that is cut off", json, '{"a": [1,'),
  streamed("JSON", json, cut(value, 3)),
  streamed("JSON, character by character", json, cut(value, 1)),
  streamed("JSON in a fence", json, cut(`Hi\n\`\`\`json\n{"a": 12}\n\`\`\`\nbye`, 2)),
  streamed("JSON as patches", jsonDiff, cut(value, 4)),
  streamed("JSON in messages", json, (library) => cut(value, 5).map((text) => new library.AIMessageChunk(text))),
  streamed("JSON with an escape cut in two", json, ['{"a": "x\\', "n\\u00", 'e9"}']),
  streamed("no JSON", json, ["not", " JSON"]),
  streamed("JSON that is cut off", json, ['{"a": 1, ', '"b": [1,']),
  invoked("JSON with a fence in a string", json, '{"code": "```json\\n1\\n```"}'),
  invoked("a comma-separated list", comma, " a, b ,c,, d"),
  streamed("a comma-separated list", comma, [" a,", " b", "b, c", ",", "d,e,f"]),
  streamed("a comma-separated list with a space at a chunk's end", comma, ["beer, red ", "wine"]),
  invoked("a list with semicolons", semicolons(), "a; b;c"),
  streamed("a list with semicolons", semicolons(), ["a;", " b;", "c;d"]),
  invoked("a list of three", semicolons(3), "a; b;c"),
  invoked("a list that is too short", semicolons(3), "a; b"),
  streamed("a list of three", semicolons(3), ["a;", " b;", "c"]),
  invoked("a numbered list", numbered, list),
  invoked("no list", numbered, "nothing"),
  streamed("a numbered list", numbered, cut(list, 2)),
  invoked("a Markdown list", markdown, bullets),
  streamed("a Markdown list", markdown, cut(bullets, 2)),
  invoked("structured", structured, '```json\n{"name": "Ada", "more": 1}\n```'),
  invoked(
    "structured, by names",
    ({ StructuredOutputParser }) => StructuredOutputParser.fromNamesAndDescriptions({ city: "its name" }),
    '{"city": "Bern"}',
  ),
  invoked("structured, but another", structured, '{"name": 1}'),
  invoked("structured, but no JSON", structured, "Ada"),
  streamed("structured", structured, cut('{"name": "Ada"}', 3)),
  invoked("by a Standard Schema", standard, '{"name": "Ada"}'),
  invoked("by a Standard Schema, but another", standard, '{"name": 1}'),
  invoked("XML", xml, element),
  invoked("XML in a fence", xml, `\`\`\`xml\n${element}\n\`\`\``),
  streamed("XML", xml, cut(element, 4)),
  streamed("XML as patches", ({ XMLOutputParser }) => new XMLOutputParser({ diff: true }), cut(element, 5)),
  invoked("no XML", xml, "none"),
  invoked("XML closed in the wrong order", xml, "<a><b></a>"),
  withMessage("tool calls", tools),
  withMessage("tool calls with ids", toolsWithIds),
  withMessage("one tool's calls", keyTools),
  withMessage("one tool's call", keyTool),
  withMessage(
    "another tool's calls",
    ({ JsonOutputKeyToolsParser }) => new JsonOutputKeyToolsParser({ keyName: "no" }),
  ),
  withMessage(
    "one tool's call, of another schema",
    ({ JsonOutputKeyToolsParser }) =>
      new JsonOutputKeyToolsParser({
        keyName: "add",
        returnSingle: true,
        zodSchema: z.object({ a: z.string() }) as never,
      }),
  ),
  streamed("tool calls", tools, callsInPieces),
  streamed("tool calls with ids", toolsWithIds, callsInPieces),
  streamed("one tool's calls", keyTools, callsInPieces),
  streamed("one tool's call", keyTool, callsInPieces),
  withFunctionCall("a function call", ({ OutputFunctionsParser }) => new OutputFunctionsParser()),
  withFunctionCall("a function call as JSON", ({ JsonOutputFunctionsParser }) => new JsonOutputFunctionsParser()),
  withFunctionCall(
    "a function call as JSON, with its name",
    ({ JsonOutputFunctionsParser }) => new JsonOutputFunctionsParser({ argsOnly: false }),
  ),
  withFunctionCall(
    "an argument of a function call",
    ({ JsonKeyOutputFunctionsParser }) => new JsonKeyOutputFunctionsParser({ attrName: "b" }),
  ),
  streamed(
    "a function call as JSON",
    ({ JsonOutputFunctionsParser }) => new JsonOutputFunctionsParser(),
    functionCallInPieces,
  ),
  streamed(
    "a function call as patches",
    ({ JsonOutputFunctionsParser }) => new JsonOutputFunctionsParser({ diff: true }),
    functionCallInPieces,
  ),
];
