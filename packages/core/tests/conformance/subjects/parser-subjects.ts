import type { SubjectWork } from "@earshot/testing";
import { AIMessage, type BaseMessage } from "../../../src/exports/messages.js";
import {
  AsymmetricStructuredOutputParser,
  BaseCumulativeTransformOutputParser,
  BaseLLMOutputParser,
  BaseOutputParser,
  BaseTransformOutputParser,
  BytesOutputParser,
  CommaSeparatedListOutputParser,
  CustomListOutputParser,
  JsonMarkdownStructuredOutputParser,
  JsonOutputParser,
  ListOutputParser,
  MarkdownListOutputParser,
  NumberedListOutputParser,
  OutputFixingParser,
  StandardSchemaOutputParser,
  StringOutputParser,
  StructuredOutputParser,
  XMLOutputParser,
} from "../../../src/exports/output_parsers.js";
import {
  JsonKeyOutputFunctionsParser,
  JsonOutputFunctionsParser,
  OutputFunctionsParser,
} from "../../../src/exports/output_parsers/openai_functions.js";
import { JsonOutputKeyToolsParser, JsonOutputToolsParser } from "../../../src/exports/output_parsers/openai_tools.js";
import { RunnableLambda } from "../../../src/exports/runnables.js";
import { FakeSplitIntoListParser } from "../../../src/exports/utils/testing.js";
import { type AnySubject, atOnce, lastOf, perform, subject, type Subjects, unreadable } from "./subject.js";

type Parsed = string | BaseMessage;

/** What a parser makes of a text; it works at once, and fails on a message that can't be read. */
function reading<TOutput>(
  make: () => { invoke(input: Parsed): Promise<TOutput> },
  input: Parsed,
  output: TOutput,
): AnySubject {
  const keys = ["text", "content", "tool_calls", "additional_kwargs"];
  const failingInput: Parsed = unreadable(new AIMessage(""), ...keys);
  return subject<Parsed, TOutput>({ make: make as never, input, output, failingInput, combine: lastOf, skips: atOnce });
}

const called = new AIMessage({
  content: "",
  tool_calls: [{ name: "add", args: { a: 1 }, id: "1", type: "tool_call" }],
  additional_kwargs: { function_call: { name: "add", arguments: '{"a":1}' } },
});

/** A schema that takes its time to say yes, says no, or never says anything. */
function schemaOf(work: SubjectWork) {
  const validate = async (value: unknown) => ({ value: (await perform(work, undefined, value)) as { a: number } });
  return {
    "~standard": {
      version: 1 as const,
      vendor: "test",
      validate,
      jsonSchema: { input: () => ({ type: "object" }), output: () => ({ type: "object" }) },
    },
  };
}

const json = { input: '{"a":1}' as Parsed, output: { a: 1 } };

const lc_namespace = ["test"];
const loudly = (work: SubjectWork) => (text: string) => perform(work, undefined, text.toUpperCase());
const textOf = (generations: readonly { readonly text: string }[]): string => generations[0]?.text ?? "";

const ownParser = (work: SubjectWork) =>
  new (class Own extends BaseOutputParser<string> {
    override lc_namespace = lc_namespace;
    override parse = loudly(work);
  })();

const ownTransformParser = (work: SubjectWork) =>
  new (class Own extends BaseTransformOutputParser<string> {
    override lc_namespace = lc_namespace;
    override parse = loudly(work);
  })();

const ownCumulativeParser = (work: SubjectWork) =>
  new (class Own extends BaseCumulativeTransformOutputParser<string> {
    override lc_namespace = lc_namespace;
    override parse = loudly(work);
    override parsePartialResult = (generations: readonly { readonly text: string }[]) =>
      this.parse(textOf(generations));
  })();

const ownAnswerParser = (work: SubjectWork) =>
  new (class Own extends BaseLLMOutputParser<string> {
    override lc_namespace = lc_namespace;
    override parseResult = (generations: readonly { readonly text: string }[]) => loudly(work)(textOf(generations));
  })();

class OwnListParser extends ListOutputParser {
  override lc_namespace = lc_namespace;

  override parse(text: string): string[] {
    return text.split(";");
  }

  override getFormatInstructions(): string {
    return "";
  }
}

const ownStructuredParser = (work: SubjectWork) =>
  new (class Own extends AsymmetricStructuredOutputParser<never, string> {
    override lc_namespace = lc_namespace;
    override outputProcessor = (): Promise<string> => perform(work, undefined, "HEAR");
  })({ inputSchema: { type: "object" } as never });

const words = { input: "hear" as Parsed, output: "HEAR" };
const items = ["a", "b"];
const allItems = <TItem>(pieces: readonly (readonly TItem[])[]): TItem[] => pieces.flat();

export const parserSubjects: Subjects = {
  BaseOutputParser: subject({ ...words, make: ownParser }),
  BaseTransformOutputParser: subject({ ...words, make: ownTransformParser }),
  BaseCumulativeTransformOutputParser: subject({ ...words, make: ownCumulativeParser }),
  BaseLLMOutputParser: subject({ ...words, make: ownAnswerParser }),
  ListOutputParser: { ...reading(() => new OwnListParser(), "a;b", items), combine: allItems as never },
  AsymmetricStructuredOutputParser: subject({ ...words, input: "{}", make: ownStructuredParser }),
  StringOutputParser: reading(() => new StringOutputParser(), "hear", "hear"),
  BytesOutputParser: reading(() => new BytesOutputParser(), "hi", new Uint8Array([104, 105])),
  JsonOutputParser: reading(() => new JsonOutputParser(), '{"a":1}', { a: 1 }),
  FakeSplitIntoListParser: reading(() => new FakeSplitIntoListParser(), "a, b", items),
  CommaSeparatedListOutputParser: {
    ...reading(() => new CommaSeparatedListOutputParser(), "a, b", items),
    combine: allItems as never,
  },
  CustomListOutputParser: {
    ...reading(() => new CustomListOutputParser({ separator: ";" }), "a;b", items),
    combine: allItems as never,
  },
  MarkdownListOutputParser: {
    ...reading(() => new MarkdownListOutputParser(), "- a\n- b\n", items),
    combine: allItems as never,
  },
  NumberedListOutputParser: {
    ...reading(() => new NumberedListOutputParser(), "1. a\n2. b\n", items),
    combine: allItems as never,
  },
  XMLOutputParser: reading(() => new XMLOutputParser(), "<a>1</a>", { a: "1" }),
  StructuredOutputParser: subject({ ...json, make: (work) => new StructuredOutputParser(schemaOf(work)) }),
  JsonMarkdownStructuredOutputParser: subject({
    ...json,
    make: (work) => new JsonMarkdownStructuredOutputParser(schemaOf(work)),
  }),
  StandardSchemaOutputParser: subject({ ...json, make: (work) => new StandardSchemaOutputParser(schemaOf(work)) }),
  OutputFixingParser: subject({
    ...json,
    input: "broken",
    make: (work) => {
      const retryChain = RunnableLambda.from((_: unknown, { signal }) => perform(work, signal, '{"a":1}'));
      return new OutputFixingParser<object>({ parser: new JsonOutputParser(), retryChain: retryChain as never });
    },
  }),
  JsonOutputToolsParser: reading(() => new JsonOutputToolsParser(), called, [{ type: "add", args: { a: 1 } }]),
  JsonOutputKeyToolsParser: reading(
    () => new JsonOutputKeyToolsParser<object>({ keyName: "add", returnSingle: true }),
    called,
    { a: 1 },
  ),
  OutputFunctionsParser: reading(() => new OutputFunctionsParser(), called, '{"a":1}'),
  JsonOutputFunctionsParser: reading(() => new JsonOutputFunctionsParser(), called, { a: 1 }),
  JsonKeyOutputFunctionsParser: reading(() => new JsonKeyOutputFunctionsParser({ attrName: "a" }), called, 1),
};
