import { createHook } from "node:async_hooks";
import { describe, expect, it } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { type Runnable, RunnablePassthrough } from "../../src/exports/runnables.js";
import { FakeChatModel } from "../chains/support/fake-chat-model.js";

/** Prompt, model, parser and seven passthroughs: ten stages that each token goes through. */
function tenStages(tokens: number): Runnable<Record<string, never>, string> {
  const model = new FakeChatModel({ chunks: Array.from({ length: tokens }, () => "word ") });
  let chain: Runnable<Record<string, never>, string> = ChatPromptTemplate.fromTemplate("say it")
    .pipe(model)
    .pipe(new StringOutputParser()) as never;
  for (let stage = 0; stage < 7; stage++) chain = chain.pipe(new RunnablePassthrough<string>());
  return chain;
}

const listener = () => {
  let heard = 0;
  return { name: "counting", onEvent: () => void heard++, heard: () => heard };
};

const ways: Readonly<Record<string, (tokens: number) => Promise<AsyncIterable<unknown>>>> = {
  "streamed, unheard": (tokens) => tenStages(tokens).stream({}),
  "streamed, with a handler": (tokens) => tenStages(tokens).stream({}, { callbacks: [listener()] }),
  "by streamEvents": async (tokens) => tenStages(tokens).streamEvents({}, { version: "v2" }),
};

async function read(way: string, tokens: number): Promise<void> {
  let count = 0;
  for await (const _ of await (ways[way] as NonNullable<(typeof ways)[string]>)(tokens)) count++;
  expect(count).toBeGreaterThanOrEqual(tokens);
}

/** How many promises a token takes. */
async function promisesPerToken(way: string, tokens: number): Promise<number> {
  let promises = 0;
  const hook = createHook({ init: (_, type) => void (type === "PROMISE" && promises++) }).enable();
  await read(way, tokens);
  hook.disable();
  return promises / tokens;
}

/** Microseconds a token, the best of two attempts. */
async function timePerToken(way: string, tokens: number): Promise<number> {
  let best = Infinity;
  for (let attempt = 0; attempt < 2; attempt++) {
    const start = performance.now();
    await read(way, tokens);
    best = Math.min(best, ((performance.now() - start) * 1000) / tokens);
  }
  return best;
}

describe.each(Object.keys(ways))("a stream through ten stages, %s", (way) => {
  it("takes as many promises a token however long it is", async () => {
    const [short, long] = [await promisesPerToken(way, 1_000), await promisesPerToken(way, 10_000)];
    expect(long).toBeLessThan(short * 1.01);
  });

  it("takes about as long a token when it has 100,000 as when it has 5,000", { timeout: 120_000 }, async () => {
    const short = await timePerToken(way, 5_000);
    expect(await timePerToken(way, 100_000)).toBeLessThan(short * 5); // twenty times as long, were it quadratic
  });
});
