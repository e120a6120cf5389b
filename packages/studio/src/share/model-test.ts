import { decodeValue } from "@earshot/core/events/json";
import { testMarks } from "../api/test-marks.js";
import { type Fields, fieldsOf } from "./fields.js";
import { literal } from "./literal.js";
import { originNote } from "./origin-note.js";
import type { TracedRun } from "./traced-run.js";
import { answered, ValueSource } from "./value-source.js";

/** Options that say how to ask, not what: a replayed model compares none of them. */
const notCompared = ["signal", "headers", "timeout", "maxRetries", "ls_structured_output_format"];

const toolsIgnored = `, { ignore: ["options.tools"] }); // which tools it was given, the trace does not say`;

/** A whole test of a model's call: what it was asked, what it answered, and nothing to fill in. */
export function modelTest(traced: TracedRun, { fileName }: { readonly fileName: string }): string {
  const { run, start, hasUnknownTools } = traced;
  const why = whyNothingToReplay(traced);
  if (why !== undefined)
    return `import { it } from "vitest";\n\n// ${why}\n${testMarks.todo}${literal(`${run.name} does as it did in the trace`)});\n`;
  const isText = run.kind === "llm";
  const source = new ValueSource();
  const replay = isText ? "replayLLM" : "replayModel";
  source.use("@earshot/testing", replay);
  for (const name of ["expect", "it"]) source.use("vitest", name);
  const asked = isText ? "prompt" : "messages";
  const given = [`/** What the model was asked. */\nconst ${asked} = ${source.given(start[asked])};`];
  const left = hasUnknownTools ? [...notCompared, "tools"] : notCompared;
  const options = Object.entries(fieldsOf(start["options"])).filter(([name]) => !left.includes(name));
  if (options.length > 0)
    given.push(
      `/** The options of the call: its tools, where it is to stop. */\nconst options = ${source.given(Object.fromEntries(options))};`,
    );
  const call = (more = ""): string => {
    const said = options.length > 0 ? (more === "" ? "options" : `{ ...options, ${more} }`) : more && `{ ${more} }`;
    return `model.invoke(${asked}${said && `, ${said}`})`;
  };
  const lines = outcome(traced, { call, source });
  return `${source.importLines()}

${originNote(traced)}// What the model answered, one event a line: the file that was saved with this test. Keep it beside this one.
${testMarks.recording}${literal(`./${fileName}`)}, import.meta.url);

${given.join("\n\n")}

it(${literal(`${run.name} does as it did in the trace`)}, async () => {
  const model = ${replay}(recording${hasUnknownTools ? toolsIgnored : ");"}
${lines.map((line) => `  ${line}\n`).join("")}});
`;
}

interface Writing {
  call(more?: string): string;
  readonly source: ValueSource;
}

function outcome({ run, end = {} }: TracedRun, { call, source }: Writing): readonly string[] {
  const answer = answerOf(end);
  if (answer === undefined && run.status === "cancelled")
    return [
      "// It was aborted in the trace: it says no more until it is aborted again.",
      `await expect(${call("signal: AbortSignal.timeout(100)")}).rejects.toThrow();`,
    ];
  if (answer === undefined) {
    const { name, message } = fieldsOf(end["error"]);
    return [`await expect(${call()}).rejects.toMatchObject(${source.expected({ name, message }, 1)});`];
  }
  if (run.kind === "llm") return [`expect(await ${call()}).toBe(${source.given(answer["text"] ?? "")});`];
  const { content, tool_calls: calls } = answered(fieldsOf(answer["message"]));
  const { text } = (decodeValue(answer["message"]) ?? {}) as { readonly text?: unknown };
  return [
    `const answer = await ${call()};`,
    `expect(answer.text).toBe(${literal(typeof text === "string" ? text : String(content))});`,
    calls === undefined
      ? "expect(answer.tool_calls ?? []).toEqual([]);"
      : `expect(answer.tool_calls).toMatchObject(${source.expected(calls, 1)});`,
  ];
}

/** The first of the answers that came whole. One that was cut, because nobody listened any more, is none. */
function answerOf({ result, error }: Fields): Fields | undefined {
  const { generations } = fieldsOf(result);
  const [first] = Array.isArray(generations) ? (generations.flat() as readonly unknown[]) : [];
  return error !== undefined || first === undefined ? undefined : fieldsOf(first);
}

function whyNothingToReplay({ run, start, end }: TracedRun): string | undefined {
  if (end === undefined) return "The call has not ended in the trace: there is nothing to replay.";
  const { messages, prompt } = start;
  const isAsked =
    run.kind === "llm"
      ? typeof prompt === "string"
      : Array.isArray(messages) && messages.every((each) => typeof fieldsOf(each)["$"] === "string");
  if (!isAsked) return "The trace does not say what the model was asked: there is nothing to replay.";
  const isKnown = answerOf(end) !== undefined || end["error"] !== undefined || run.status === "cancelled";
  return isKnown ? undefined : "The trace does not say what the model answered: there is nothing to replay.";
}
