import { load as langChainLoad } from "@langchain/core/load";
import * as langChainMessages from "@langchain/core/messages";
import * as langChainParsers from "@langchain/core/output_parsers";
import * as langChainPrompts from "@langchain/core/prompts";
import { describe, expect, it } from "vitest";
import { Document } from "../exports/documents.js";
import { load } from "../exports/load.js";
import { Serializable } from "../exports/load/serializable.js";
import * as messages from "../exports/messages.js";
import * as parsers from "../exports/output_parsers.js";
import { ChatPromptValue, StringPromptValue } from "../exports/prompt_values.js";
import * as prompts from "../exports/prompts.js";
import type { RunnableSequence } from "../exports/runnables.js";
import { loadableClasses } from "./loadable-classes.js";

type Messages = typeof langChainMessages;
type Prompts = typeof langChainPrompts;
type Parsers = typeof langChainParsers;

/** One of each, as either library makes them. */
function samples(m: Messages, p: Prompts, o: Parsers): Record<string, object> {
  const call = { name: "search", args: { camelCase: 1, snake_case: 2 }, id: "call" };
  const prompt = p.PromptTemplate.fromTemplate("Say {what}");
  const parser = new o.StringOutputParser();
  return {
    HumanMessage: new m.HumanMessage({ content: [{ type: "text", text: "hi" }], name: "ann", id: "1" }),
    AIMessage: new m.AIMessage({
      content: "hi",
      tool_calls: [call],
      usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
      response_metadata: { modelName: "m", finish_reason: "stop" },
      additional_kwargs: { someKey: { lc: 1, type: "secret", id: ["NOT_A_SECRET"] } },
    }),
    AIMessageChunk: new m.AIMessageChunk({
      content: "h",
      tool_call_chunks: [{ name: "search", args: "{", id: "call", index: 0 }],
    }),
    ChatMessage: new m.ChatMessage("hi", "narrator"),
    HumanMessageChunk: new m.HumanMessageChunk("h"),
    RemoveMessage: new m.RemoveMessage({ id: "1" }),
    SystemMessage: new m.SystemMessage("be nice"),
    SystemMessageChunk: new m.SystemMessageChunk("be"),
    ToolMessage: new m.ToolMessage({ content: "5", tool_call_id: "call", status: "error", artifact: { rawData: [1] } }),
    ToolMessageChunk: new m.ToolMessageChunk({ content: "5", tool_call_id: "call" }),
    PromptTemplate: prompt,
    ChatPromptTemplate: p.ChatPromptTemplate.fromMessages([
      ["system", "You are {who}"],
      new p.MessagesPlaceholder({ variableName: "history", optional: true }),
      new m.HumanMessage("{not a variable}"),
      ["ai", "hm"],
      p.ChatMessagePromptTemplate.fromTemplate("{aside}", "narrator"),
      ["human", "{question}"],
    ]),
    StrOutputParser: parser,
    RunnableSequence: parser.pipe(parser),
    RunnableBinding: parser.withConfig({ tags: ["bound"], metadata: { someKey: 1 } }),
  };
}

const here = samples(messages as unknown as Messages, prompts as unknown as Prompts, parsers as unknown as Parsers);
const there = samples(langChainMessages, langChainPrompts, langChainParsers);
const jsonOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(Object.keys(here))("%s", (name) => {
  it("written here is the same when it is loaded here", async () => {
    const loaded = await load<object>(JSON.stringify(here[name]));
    expect(loaded.constructor).toBe(here[name]?.constructor);
    expect(jsonOf(loaded)).toEqual(jsonOf(here[name]));
  });

  it("written by LangChain is the same when it is loaded here", async () => {
    const loaded = await load<object>(JSON.stringify(there[name]));
    expect(loaded.constructor).toBe(here[name]?.constructor);
    expect(jsonOf(loaded)).toEqual(jsonOf(there[name]));
  });

  it("written here is the same when LangChain loads it", async () => {
    const loaded = await langChainLoad<object>(JSON.stringify(here[name]));
    expect(loaded.constructor).toBe(there[name]?.constructor);
    expect(jsonOf(loaded)).toEqual(jsonOf(there[name]));
  });
});

it("what is loaded works", async () => {
  const chain = await load<RunnableSequence<string, string>>(JSON.stringify(here["RunnableSequence"]));
  const heard: unknown[] = [];
  const callbacks = [{ handleChainStart: ({ id }: { id: string[] }) => void heard.push(id.at(-1)) }];
  expect(await chain.invoke("boo", { callbacks })).toBe("boo");
  expect(heard).toEqual(["RunnableSequence", "StrOutputParser", "StrOutputParser"]);
  const prompt = await load<prompts.PromptTemplate>(JSON.stringify(here["PromptTemplate"]));
  expect(await prompt.format({ what: "boo" })).toBe("Say boo");
});

it("loads each class of the list by each of its names, and it then has one of them", async () => {
  const values = new Map<string, object>(Object.entries(here));
  values.set("ChatMessageChunk", new messages.ChatMessageChunk({ content: "h", role: "narrator" }));
  values.set("ChatPromptValue", new ChatPromptValue([new messages.HumanMessage("hi")]));
  values.set("StringPromptValue", new StringPromptValue("hi"));
  for (const message of (here["ChatPromptTemplate"] as prompts.ChatPromptTemplate).promptMessages)
    values.set(message.constructor.name, message);
  for (const [namespace, classes] of Object.entries(loadableClasses)) {
    for (const name of Object.keys(classes)) {
      if (name === "Document") continue; // its JSON is plain
      const written = jsonOf(values.get(name)) as { id: string[]; kwargs: object };
      expect(loadableClasses[written.id.slice(0, -1).join("/")], `where ${name} says it is`).toHaveProperty(name);
      const loaded = await load<object>(JSON.stringify({ ...written, id: [...namespace.split("/"), name] }));
      expect(loaded.constructor).toBe(classes[name]);
      expect(jsonOf(loaded)).toEqual(written);
    }
  }
});

describe("load", () => {
  it("finds components anywhere, and leaves data as it is", async () => {
    const data = {
      list: [1, null, "a", { deep: [true] }],
      lc: 2,
      type: "constructor",
      prototype: 1,
      camelCase: 1,
      snake_case: 2,
    };
    const loaded = await load<{ data: typeof data; history: messages.HumanMessage[] }>(
      JSON.stringify({ data, history: [new messages.HumanMessage("a"), new messages.HumanMessage("b")] }),
    );
    expect(loaded.data).toEqual(data);
    expect(loaded.history.map(({ text }) => text)).toEqual(["a", "b"]);
    expect(await Promise.all(["1", '"text"', "null", "[]"].map((text) => load(text)))).toEqual([1, "text", null, []]);
  });

  it("leaves what was escaped as the data it is", async () => {
    const looksSerialized = { lc: 1, type: "constructor", id: ["nowhere", "Evil"], kwargs: {} };
    const message = new messages.HumanMessage({ content: "a", additional_kwargs: { looksSerialized } });
    expect((await load<messages.HumanMessage>(JSON.stringify(message))).additional_kwargs).toEqual({ looksSerialized });
  });

  it("makes documents, which Python writes down", async () => {
    const text =
      '{"lc":1,"type":"constructor","id":["langchain","schema","document","Document"],"kwargs":{"page_content":"a","metadata":{"some_key":1}}}';
    expect(await load(text)).toEqual(new Document({ pageContent: "a", metadata: { some_key: 1 } }));
  });
});

describe("classes of the caller's own", () => {
  class Weather extends Serializable {
    lc_namespace = ["langchain", "tools", "weather"];
    override lc_serializable = true;
    readonly fields: Record<string, unknown>;
    constructor(fields: Record<string, unknown>) {
      super(fields);
      this.fields = fields;
    }
    override get lc_secrets() {
      return { apiKey: "WEATHER_API_KEY" };
    }
    override get lc_aliases() {
      return { maxDays: "days_at_most", ...this.moreAliases() };
    }
    moreAliases(): Record<string, string> {
      return {};
    }
  }
  class Unready extends Weather {
    readonly ready = { yes: "ja" };
    override moreAliases() {
      return { yes: this.ready.yes };
    }
  }
  const text = JSON.stringify(new Weather({ apiKey: "s3cret", maxDays: 3, someKey: 1 }));
  const optionalImportsMap = { "langchain/tools/weather": { Weather, notAClass: 1, helper: () => "never called" } };

  it("are made of what is passed, by whole namespace or below langchain", async () => {
    const secretsMap = { WEATHER_API_KEY: "another" };
    for (const options of [{ optionalImportsMap }, { importMap: { "tools/weather": { Weather } } }]) {
      const loaded = await load<Weather>(text, { ...options, secretsMap });
      expect(loaded).toBeInstanceOf(Weather);
      expect(loaded.fields).toEqual({ apiKey: "another", maxDays: 3, someKey: 1 });
    }
  });

  it("are found under the name they are exported by, too", async () => {
    const renamed = text.replace('"Weather"', '"Forecast"');
    const loaded = await load(renamed, {
      optionalImportsMap: { "langchain/tools/weather": { Forecast: Weather } },
      secretsMap: { WEATHER_API_KEY: "k" },
    });
    expect(loaded).toBeInstanceOf(Weather);
  });

  it("may have aliases that only an instance knows: camel case it is, then", async () => {
    const unready = text.replace('"Weather"', '"Unready"');
    const options = { importMap: { "tools/weather": { Unready } }, secretsMap: { WEATHER_API_KEY: "k" } };
    expect((await load<Unready>(unready, options)).fields).toMatchObject({ someKey: 1 });
  });

  it.each([
    ["a function", { Weather: () => "called" }],
    ["a class that doesn't serialize itself", { Weather: Map }],
    ["no class", { Weather: 1 }],
    ["an inherited one", Object.create({ Weather }) as object],
    ["no module", undefined],
  ])("are refused if what is passed has %s", async (_, module) => {
    const loading = load(text, { optionalImportsMap: { "langchain/tools/weather": module } });
    await expect(loading).rejects.toMatchObject({ code: "LOAD", reason: "not_listed", path: "$" });
    await expect(loading).rejects.toThrow('optionalImportsMap: { "langchain/tools/weather": { Weather } }');
  });

  it("have their constructor's error as the cause", async () => {
    const cause = new TypeError("no days");
    class Failing extends Weather {
      constructor() {
        super({});
        throw cause;
      }
    }
    const loading = load(`[${text.replace('"Weather"', '"Failing"')}]`, {
      importMap: { "tools/weather": { Failing } },
      secretsMap: { WEATHER_API_KEY: "k" },
    });
    await expect(loading).rejects.toMatchObject({ reason: "constructor", path: "$[0]", cause });
  });
});
