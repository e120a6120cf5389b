import { testMarks } from "../api/test-marks.js";
import { type Fields, fieldsOf } from "./fields.js";
import { inComment, literal } from "./literal.js";
import { originNote } from "./origin-note.js";
import { type ReplayedModel, replayedModels } from "./replayed-models.js";
import type { TracedRun } from "./traced-run.js";
import { ValueSource } from "./value-source.js";

/** What a test is of: a tool is called, all else runs. */
const subjects: Readonly<Record<string, string>> = {
  tool: "your tool is called",
  retriever: "your retriever is asked",
};

/** A test of a run whose code a trace can't know: it has one place to fill in, which says so until that is done. */
export function programTest(traced: TracedRun, { fileName }: { readonly fileName: string }): string {
  const { run, calls } = traced;
  const models = replayedModels(calls);
  const source = new ValueSource();
  for (const name of ["expect", "it"]) source.use("vitest", name);
  for (const { replay, type } of models) {
    source.use("@earshot/testing", replay);
    const module = type === "BaseLLM" ? "llms" : "chat_models";
    source.useType(`@earshot/core/language_models/${module}`, type);
  }
  const input = inputOf(traced);
  const place = placeToFillIn(traced, models);
  const given =
    input === undefined
      ? "// What it was given, the trace does not say.\n"
      : `/** What it was given in the trace. */\nconst input = ${source.given(input)};\n`;
  const recording =
    models.length === 0
      ? ""
      : `\n// What ${models.length === 1 ? "the model" : "the models"} answered, one event a line: the file that was saved with this test. Keep it beside this one.
${testMarks.recording}${literal(`./${fileName}`)}, import.meta.url);\n`;
  const outcome = outcomeOf(traced, source, `run(${models.map(({ variable }) => variable).join(", ")})`);
  const body = [...models.map((model) => replaying(model, traced)), ...outcome].map((line) => `  ${line}\n`).join("");
  return `${source.importLines()}

${place}
${originNote(traced)}${given}${recording}
it(${literal(`${run.name} does as it did in the trace`)}, async () => {
${body}});
`;
}

function placeToFillIn({ run }: TracedRun, models: readonly ReplayedModel[]): string {
  const subject = subjects[run.kind] ?? "your program is run";
  const [withModels, inPlace] =
    models.length === 0
      ? ["", ""]
      : models.length === 1
        ? [" with this model", ", with this model in the place of its own"]
        : [" with these models", ", with these models in the places of its own"];
  const parameters = models.map(({ variable, type }) => `${variable}: ${type}`).join(", ");
  const what = run.kind === "tool" ? "what it answers; of a ToolMessage, its content" : "what comes of it";
  return `${testMarks.place}how ${subject}${inPlace}. It is given \`input\`, below. Return ${what}.
const run = async (${parameters}): Promise<unknown> => {
  throw new Error(${literal(`Put in how ${subject}${withModels}.`)});
};
`;
}

function replaying({ variable, replay, chosen, title }: ReplayedModel, { hasUnknownTools }: TracedRun): string {
  const options = [
    ...(chosen === undefined ? [] : [`model: ${chosen}`]),
    ...(hasUnknownTools ? [`ignore: ["options.tools"]`] : []), // what they were is not in the trace
  ];
  const said = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  return `const ${variable} = ${replay}(recording${said}); // ${title}`;
}

function inputOf({ run, start, end }: TracedRun): unknown {
  const { args, input, query, texts, inputs } = start;
  if (run.kind === "tool") return args ?? input;
  return inputs ?? end?.["inputs"] ?? query ?? texts ?? args ?? input;
}

/** What is expected, as far as it is known: lines of the test. */
function outcomeOf({ run, end }: TracedRun, source: ValueSource, call: string): readonly string[] {
  if (end === undefined)
    return ["// It has not ended in the trace: what is to come of it, you know.", `await ${call};`];
  if (run.status === "cancelled")
    return ["// It was aborted in the trace: what comes of it when it is not, you know.", `await ${call};`];
  const { error } = run;
  if (run.status !== "ok" && error !== undefined) {
    const { name, message } = error;
    return [`await expect(${call}).rejects.toMatchObject(${source.expected({ name, message }, 1)});`];
  }
  const output = outputOf(run.kind, end);
  if (output === undefined) {
    const preview = run.outputPreview === undefined ? "" : ` It begins: ${inComment(run.outputPreview)}`;
    return [`// What came of it, the trace does not say: what it is to be, you know.${preview}`, `await ${call};`];
  }
  const isObject = typeof output === "object" && output !== null;
  return [`expect(await ${call}).${isObject ? "toMatchObject" : "toBe"}(${source.expected(output, 1)});`];
}

function outputOf(kind: string, { output, outputs, documents }: Fields): unknown {
  if (kind !== "tool") return outputs ?? output ?? documents;
  const { $: tag, content } = fieldsOf(output);
  return typeof tag === "string" && /^ToolMessage(?:Chunk)?$/.test(tag) ? content : output;
}
