import type { DeliberateDifference } from "./deliberate-difference.js";
import * as tools from "./rewrites/tool-rewrites.js";

/** What differs deliberately about tools. */
export const toolDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["tool: arguments that don't fit", "tool: arguments of a call that don't fit"],
    what: "A tool's input that doesn't fit its schema is heard: a start with the raw input, and an error that names each path",
    reason: "It is what goes wrong most with tools; in LangChain no handler hears of it.",
    expected: tools.hearsRefusedInput,
  },
  {
    programs: ["as a tool: arguments that don't fit"],
    what: "The error of a runnable that is a tool names what doesn't fit, and where",
    reason: "A model that is told can try again.",
    expected: tools.namesRefusedArguments,
  },
  {
    programs: ["tool: no pair where it is to be content and artifact"],
    endsOpenRuns: true,
    what: "A tool that should have returned content and artifact and did not ends its run, with a `ToolOutputFormatError`",
    reason: "Each start has one end.",
    expected: tools.endsToolWithoutPair,
  },
  {
    programs: ["tool: a child handed the config of a tool made of a function"],
    what: "The config that a tool's function is handed makes what it invokes a child of the tool's run, whoever made the tool",
    reason:
      "In LangChain that holds for `tool()` alone; with the classes the child stands beside the tool, under its name.",
    expected: tools.belongsToTheTool,
  },
  {
    programs: ["tool: a tool below a tool that answers a model's call"],
    what: "A tool below a tool that answers a model's call gives its output, and no message",
    reason: "The call is the upper tool's; LangChain hands it down, and the lower tool answers it too.",
    expected: tools.answersItsOwnCall,
  },
  {
    programs: ["cancelled: a tool that takes a text, at work", "cancelled: a tool's generator, at work"],
    what: "Aborting a tool ends it, whatever it takes and however it works",
    reason: "In LangChain that holds for `tool()` with arguments by name and without a generator.",
    expected: tools.cancelsToolAtWork,
  },
  {
    programs: ["as a tool: OpenAI's form of it and of other tools"],
    what: "A tool's JSON Schema says what may go in, without `$schema`; `strict` closes its objects",
    reason:
      "Models give inputs: an argument with a default may be left out. LangChain's says what comes out of zod 4, and passes an open JSON Schema as strict, which the API refuses.",
    expected: tools.saysWhatMayGoIn,
  },
];
