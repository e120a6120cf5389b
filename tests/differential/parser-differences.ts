import type { DeliberateDifference } from "./deliberate-difference.js";
import * as parsers from "./rewrites/parser-rewrites.js";
import { replaceInJson } from "./rewrites/outcome-rewrites.js";

/** What output parsers do otherwise. */
export const parserDifferences: readonly DeliberateDifference[] = [
  {
    programs: [
      "parser: no JSON",
      "parser: JSON that is cut off",
      "parser: a list that is too short",
      "parser: structured, but another",
      "parser: structured, but no JSON",
      "parser: by a Standard Schema, but another",
      "parser: no XML",
      "parser: XML closed in the wrong order",
      "parser: one tool's call, of another schema",
    ],
    what: "What can't be parsed is an `OutputParserException` with the text, whatever the parser",
    reason: "LangChain lets `SyntaxError`s and others through, which don't say what the model said.",
    expected: parsers.namesParsingFailures,
  },
  {
    programs: [
      "parser: JSON, streamed",
      "parser: JSON, character by character, streamed",
      "parser: JSON in a fence, streamed",
      "parser: JSON in messages, streamed",
      "parser: JSON with an escape cut in two, streamed",
      "parser: no JSON, streamed",
      "parser: JSON that is cut off, streamed",
    ],
    what: "The inputs of a streamed JSON parser's run are all it was fed with",
    reason: "LangChain says the last chunk.",
    expected: parsers.hasAllInputs,
  },
  {
    programs: ["parser: no JSON, streamed", "parser: JSON that is cut off, streamed"],
    what: "A stream that isn't JSON, or ends before its JSON does, fails at its end",
    reason: "It ends as `invoke` would; LangChain says nothing, and the run ends well.",
    expected: parsers.failsAtTheEnd,
  },
  {
    programs: ["parser: JSON with an escape cut in two, streamed"],
    what: "An escape in a streamed JSON string is shown once it is whole",
    reason: "LangChain shows its pieces as text.",
    expected: parsers.holdsEscapesBack,
  },
  {
    programs: ["parser: JSON with a fence in a string"],
    what: "Backticks in a JSON string are text",
    reason: "LangChain takes them for a fence, and fails on JSON with code in it.",
    expected: parsers.takesFencesInStrings,
  },
  {
    programs: ["parser: a comma-separated list with a space at a chunk's end, streamed"],
    what: "A space at the end of a chunk is kept in an item",
    reason: "Where the text is cut is the model's business.",
    expected: replaceInJson(["redwine", "red wine"]),
  },
  {
    programs: ["parser: a list of three, streamed"],
    what: "The items of a streamed list are counted at its end",
    reason: "LangChain counts those of the first chunk, and fails.",
    expected: parsers.countsItemsAtTheEnd,
  },
  {
    programs: ["parser: a Markdown list", "parser: a Markdown list, streamed"],
    what: "A Markdown list's parser says that it is one",
    reason: "In LangChain it calls itself a numbered list's.",
    expected: replaceInJson(["NumberedListOutputParser", "MarkdownListOutputParser"]),
  },
  {
    programs: ["parser: XML, streamed", "parser: XML as patches, streamed"],
    what: "Streamed XML is told as it comes",
    reason: "LangChain tells an empty object before the first tag, and text when it has come to its end.",
    expected: parsers.tellsXmlAsItComes,
  },
  {
    programs: [
      "parser: bytes, streamed",
      "parser: XML, streamed",
      "parser: tool calls, streamed",
      "parser: tool calls with ids, streamed",
      "parser: one tool's calls, streamed",
      "parser: a function call as JSON, streamed",
    ],
    what: "A streamed parser's output is what it all came to",
    reason: "LangChain puts together what is the whole so far in each chunk, and adds bytes up as numbers.",
    expected: parsers.endsWithTheWhole,
  },
];
