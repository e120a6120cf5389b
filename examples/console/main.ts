// What `consoleHandler` draws while a program runs: a retry, thinking, two answers side by side, a custom event, an error that a
// function deals with. `npx tsx --conditions=@earshot/source examples/console/main.ts`, with `quiet` or `verbose` as an argument if you like.
import { ChatAnthropic } from "@earshot/anthropic";
import { dispatchCustomEvent } from "@earshot/core/callbacks/dispatch/web";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { RunnableLambda } from "@earshot/core/runnables";
import { consoleHandler, type Verbosity } from "@earshot/handlers/console";
import { startAnthropicServer, type AnthropicReply } from "@earshot/testing";

/** What the server on this machine answers, by the first word it is asked. */
const script: Readonly<Record<string, AnthropicReply>> = {
  Plan: {
    content: [
      { type: "thinking", deltas: ["Two days, ", "no car: ", "the city it is."], signature: "signed" },
      { type: "text", deltas: ["A weekend ", "in Tokyo ", "(東京) 🗼."] },
    ],
    eventDelayMs: 20,
  },
  Praise: { content: "Trains that run on time, and noodles at every corner.", eventDelayMs: 25 },
  Doubt: { content: "It is a long flight for two days, and it may rain.", eventDelayMs: 25 },
  Book: { status: 400, message: "bookings are closed" },
};

const busy: AnthropicReply = { status: 529, headers: { "retry-after-ms": "30" } };
await using server = await startAnthropicServer({
  reply: ({ body }, index) => {
    const asked = JSON.stringify(body?.["messages"]);
    const first = Object.keys(script).find((word) => asked.includes(word)) ?? "Book";
    return index === 0 ? busy : (script[first] ?? busy);
  },
});

const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url });
const ask = ChatPromptTemplate.fromTemplate("{task} a weekend trip.").pipe(model).pipe(new StringOutputParser());

const weekend = RunnableLambda.from(async (_: string, config) => {
  const say = async (task: string) => {
    let text = "";
    for await (const piece of await ask.stream({ task }, config)) text += piece;
    return text;
  };
  const plan = await say("Plan");
  const [praise, doubt] = await Promise.all([say("Praise"), say("Doubt")]);
  await dispatchCustomEvent("weighed", { praise: praise.length, doubt: doubt.length }, config);
  const booking = await say("Book").catch(() => "not booked");
  return `${plan} ${booking}`;
}).withConfig({ runName: "weekend" });

const [verbosity = "normal"] = process.argv.slice(2) as Verbosity[];
await weekend.invoke("a weekend", { callbacks: [consoleHandler({ verbosity })] });
