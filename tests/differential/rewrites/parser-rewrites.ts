import type { Described } from "../describe-value.js";
import { combine } from "./combine.js";
import { failsWith, replaceInJson, returnsInstead } from "./outcome-rewrites.js";
import type { DescribedObject, Rewrite } from "./rewrite.js";
import { rewriteArgument, rewriteObjects } from "./rewrite-values.js";

const SEE =
  "\n\nTroubleshooting URL: https://docs.langchain.com/oss/javascript/langchain/errors/OUTPUT_PARSING_FAILURE/\n";

const failure = (message: string): DescribedObject => ({
  "<class>": "OutputParserException",
  name: "OutputParserException",
  message,
  lc_error_code: "OUTPUT_PARSING_FAILURE",
});

/** Parsing fails with an error of ours wherever LangChain's message begins so. */
const fails = (begins: string, message: string): Rewrite =>
  rewriteObjects((object) =>
    typeof object["message"] === "string" && object["message"].startsWith(begins) ? failure(message) : object,
  );

const noJson = (text: string): string =>
  `The text is no JSON, and has none in a fence: ${JSON.stringify(text)}. Tell the model how to answer, or ask again with this error.`;
const cutJson = (text: string): string =>
  `The text ends before its JSON does: ${JSON.stringify(text)}. Tell the model how to answer, or ask again with this error.`;
const wrongType = (field: string, text: string): string =>
  `What the model said doesn't match its schema: ${field}: Invalid input: expected string, received number. The text was ${JSON.stringify(text)}.`;
const noXml = (problem: string): string =>
  `The text ${problem}. Tell the model which tags to write, or ask again with this error.`;

/** What can't be parsed fails with one kind of error, in LangChain with whatever the parser below throws. */
export const namesParsingFailures: Rewrite = combine(
  fails("Unexpected token 'o'", noJson("not JSON")),
  fails("Unexpected end of JSON input", cutJson('{"a": [1,')),
  fails('Failed to parse. Text: "Ada"', noJson("Ada")),
  fails('Failed to parse. Text: "{"name": 1}"', wrongType("name", '{"name": 1}')),
  fails('Failed to parse. Text: "{\n  "a": 1\n}"', wrongType("a", '{"a":1}')),
  fails(
    `Incorrect number of items. Expected 3, got 2.${SEE}`,
    'The list has 2 items where 3 are expected: "a; b". Tell the model how many there are to be, or leave `length` out.',
  ),
  fails("Text data outside of root node", noXml('has no XML element: "none"')),
  fails("Unexpected close tag", noXml('closes <a> inside of <a> <b>: "<a><b></a>"')),
);

const value = '{"a": [1, 2.5, "x"], "b": {"c": true, "d": null}, "e": "hello"}';

/** All of a streamed text, by the last chunk of it. */
const wholeTexts = new Map([
  ['o"}', value],
  ["}", value],
  ["ye", 'Hi\n```json\n{"a": 12}\n```\nbye'],
  ['e9"}', '{"a": "x\\n\\u00e9"}'],
  [" JSON", "not JSON"],
  ['"b": [1,', '{"a": 1, "b": [1,'],
]);

/** The inputs of a JSON parser's run are all it was fed with, and not the last chunk. */
export const hasAllInputs: Rewrite = rewriteArgument(/ChainEnd$/, 4, (extra) => {
  if (typeof extra !== "object") return extra;
  const { inputs } = extra as { inputs: DescribedObject };
  const key = "input" in inputs ? "input" : "content";
  return { inputs: { ...inputs, [key]: wholeTexts.get(inputs[key] as string) ?? (inputs[key] as Described) } };
});

/** A stream ends as invoking with all of its text would. */
export const failsAtTheEnd: Rewrite = (recording) => {
  const extra = recording.calls.at(-1)?.arguments[4] as { inputs: { input: string } } | undefined;
  const text = extra?.inputs.input ?? "";
  return failsWith(failure(text.startsWith("{") ? cutJson(text) : noJson(text)))(recording);
};

/** An escape that was cut in two is not shown before it is whole. */
export const holdsEscapesBack: Rewrite = replaceInJson(
  ['{"a":"x\\\\"}', '{"a":"x"}'],
  ['{"a":"x\\nu00"}', '{"a":"x\\n"}'],
);

export const takesFencesInStrings: Rewrite = returnsInstead({ code: "```json\n1\n```" });

export const countsItemsAtTheEnd: Rewrite = combine(
  returnsInstead(["a", "b", "c"], [["a"], ["b"], ["c"]]),
  rewriteArgument(/ChainEnd$/, 4, () => ({ inputs: { input: "a; b;c" } })),
);

/** The output of a parser that streams the whole so far is the last of it, and all of the bytes of one that streams bytes. */
export const endsWithTheWhole: Rewrite = (recording) => {
  const { returned } = recording.outcome as { returned: readonly Described[] };
  const isBytes = JSON.stringify(returned).includes("Uint8Array");
  const whole = isBytes ? { "<class>": "Uint8Array", "0": 104, "1": 195, "2": 169 } : (returned.at(-1) as Described);
  return rewriteArgument(/ChainEnd$/, 0, () => whole)(recording);
};

/** Text is told as far as it came, and nothing is told of an element before its tag is whole. */
export const tellsXmlAsItComes: Rewrite = combine(
  replaceInJson(
    ['[{},{"foo":""},{"foo":"\\n"}', '[{"foo":"\\n  "}'],
    ['"path":"/foo","value":"\\n"', '"path":"/foo","value":"\\n  "'],
  ),
);
