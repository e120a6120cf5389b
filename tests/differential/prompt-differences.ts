import type { DeliberateDifference } from "./deliberate-difference.js";
import { dictionaryCalls } from "./rewrites/dictionary-calls.js";
import { missingVariable } from "./rewrites/error-rewrites.js";
import { failsWith, replaceInJson, returnsInstead } from "./rewrites/outcome-rewrites.js";
import { rewriteObjects, withError, withoutKeys } from "./rewrites/rewrite-values.js";

/** What prompts do otherwise. */
export const promptDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["prompt: mustache", "prompt: mustache sections over objects"],
    what: "Names inside of a mustache section are no variables of the prompt",
    reason: "The section's items have them; LangChain's chat prompts fail without a value for each.",
    expected: rewriteObjects((object) => {
      const names = object["input_variables"];
      if (!Array.isArray(names)) return object;
      return { ...object, input_variables: names.filter((name) => !["", "name", "old"].includes(name as string)) };
    }),
  },
  {
    programs: ["prompt: mustache that can't be parsed"],
    what: "A mustache template that can't be parsed is an `InvalidPromptError`",
    reason: "It shows the template.",
    expected: withError('Unclosed section "a" at 6', {
      name: "InvalidPromptError",
      message: 'The mustache template "{{#a}}" can\'t be parsed. Unclosed section "a" at 6.',
    }),
  },
  {
    programs: ["prompt: a mustache variable is missing"],
    what: "A missing mustache variable is an error, as a missing one in braces",
    reason:
      "LangChain leaves a hole in the text, and fails in a chat prompt. An empty list, `false` and `null` are values.",
    expected: failsWith({
      "<class>": "MissingVariableError",
      lc_error_code: "INVALID_PROMPT_INPUT",
      ...missingVariable("a", "no values"),
    }),
  },
  {
    programs: ["prompt: objects in mustache"],
    what: "An object in a mustache template is JSON, as in an f-string",
    reason: "`[object Object]` tells a model nothing.",
    expected: replaceInJson(["[object Object] 1,2 0", '{\\"x\\":1} [1,2] 0']),
  },
  {
    programs: ["prompt: few-shot, with braces in an example"],
    what: "Braces in an example are text",
    reason: "Values are never parsed; LangChain takes them for variables.",
    expected: returnsInstead({
      lc: 1,
      type: "constructor",
      id: ["langchain_core", "prompt_values", "StringPromptValue"],
      kwargs: { value: "\n\nQ: 1\nA: {x}\n\n" },
    }),
  },
  {
    programs: ["prompt: pipeline, what its last prompt needs"],
    what: "A pipeline's input variables are all it needs, the last prompt's included",
    reason: "LangChain leaves those out, and puts `undefined` into the text.",
    expected: ({ calls }) => ({ calls, outcome: { returned: ["who", "question"] } }),
  },
  {
    programs: ["prompt: mustache in a chat", "prompt: parts of every kind"],
    what: "A message template with parts has no `additional_options` in its serialized form",
    reason: "They are always empty.",
    expected: withoutKeys("additional_options"),
  },
  {
    programs: ["prompt: parts of every kind"],
    what: "A number in a list in a message's part stays there",
    reason: "LangChain drops whatever is no text and no object from lists.",
    expected: replaceInJson(['"names":["{b}"]', '"names":["{b}",1]']),
  },
  {
    programs: ["prompt: a dictionary"],
    what: "A dictionary prompt's run is heard",
    reason: "Nothing runs silently.",
    expected: ({ outcome }) => ({ calls: dictionaryCalls, outcome }),
  },
  {
    programs: ["prompt: structured"],
    what: "A structured prompt's schema isn't among its messages' arguments",
    reason: "It is the prompt's.",
    expected: withoutKeys("schema"),
  },
];
