import { run, runStream } from "@earshot/core/events";
import { AIMessage, HumanMessage } from "@earshot/core/messages";
import { consoleHandler } from "./console/index.js";

const verbosity = (process.argv[2] ?? "normal") as "normal";
import { runTreeHandler } from "./run-tree/index.js";
const tree = runTreeHandler();
const callbacks = [consoleHandler({ verbosity }), tree];
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const chain = (name: string, inputs: unknown, runType?: string) => ({ kind: "chain", name, runType, start: { inputs } }) as const;
const model = (name: string) => ({ kind: "chat_model", name, start: { messages: [new HumanMessage("hi there")], invocationParams: { model: "claude-x" }, options: {} } }) as const;
const result = (text: string, cached = 0) => ({ generations: [[{ text, message: new AIMessage({ content: text }) }]] });

async function stream(name: string, words: string[], config: object) {
  const it = runStream({ ...model(name), combine: (c) => result(c.join("")) }, async function* (handle) {
    handle.usage = { source: "provider", input_tokens: 12, output_tokens: words.length, total_tokens: 12 + words.length, input_token_details: { cache_read: 5 } };
    for (const word of words) { await wait(10); yield word; }
  }, config);
  for await (const _ of it) ;
}
const lorem = "The quick brown fox jumps over the lazy dog, and then it does so again because nobody told it to stop jumping.\nSecond paragraph \u001B[31mred\u001B[0m \u0007 bell, with a\ttab.".split(/(?<= )/);

await run(chain("RunnableSequence", { q: 1 }), async ({ config }) => {
  await run(chain("ChatPromptTemplate", {}, "prompt"), () => "x", config);
  await stream("ChatAnthropic", lorem, config);
  await run(chain("StrOutputParser", {}, "parser"), () => "x", config);
  await run({ kind: "tool", name: "search", start: { args: { q: "weather" }, input: "", toolCallId: "x" } }, async (handle) => {
    handle.retry({ attempt: 1, error: new Error("Overloaded"), delayMs: 200 });
    handle.custom("progress", { pct: 50 });
    return { answer: 42 };
  }, config);
  await run(chain("RunnableParallel", {}), async ({ config }) => {
    await Promise.all([stream("writer", lorem, config), stream("critic", lorem, config), run({ kind: "retriever", name: "docs", start: { query: "foxes" } }, async () => { await wait(100); return []; }, config)]);
  }, config);
  await run({ kind: "chat_model", name: "plain", start: model("x").start }, () => ({ generations: [[{ text: "calling", message: new AIMessage({ content: "calling", tool_calls: [{ name: "add", args: { a: 1 }, id: "1", type: "tool_call" }] }) } as never]] }), config);
}, { callbacks });

await run(chain("failing", { q: 1 }), ({ config }) => run({ kind: "tool", name: "db", start: { args: {}, input: "", toolCallId: "x" } }, () => {
  throw new Error("could not save", { cause: new TypeError("socket closed", { cause: "EPIPE" }) });
}, config), { callbacks }).catch(() => {});

await run(chain("slow", 1), ({ config }) => run(chain("inner", 1), () => wait(500), config), { callbacks, timeout: 20 }).catch(() => {});
for await (const _ of runStream({ ...model("left"), combine: (c) => result(c.join("")) }, async function* () { yield "a "; yield "b"; }, { callbacks })) break;
await Promise.all([1, 2, 3].map((n) => run(chain(`request ${n}`, n), ({ config }) => stream(`model ${n}`, lorem.slice(0, 6), config), { callbacks })));
console.log("\n" + tree.toString({ color: process.stdout.isTTY }));
