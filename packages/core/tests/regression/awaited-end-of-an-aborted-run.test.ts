import { expect, it } from "vitest";
import { run, runStream, type Handler } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// The end of a run whose signal was aborted from the start was said, but its handler was not waited for.
it("an inline handler of the end is waited for before the caller is told of the abort", async () => {
  const order: string[] = [];
  const handler: Handler = {
    awaitHandlers: true,
    onEvent: async (event) => {
      await wait(5);
      order.push(event.type);
    },
  };
  await outcomeOf(run(startOptions.chain, () => 1, { callbacks: [handler], signal: AbortSignal.abort() }));
  order.push("told");
  expect(order).toEqual(["chain.start", "chain.end", "told"]);
});

it("and so is that of a stream", async () => {
  const order: string[] = [];
  const handler: Handler = {
    awaitHandlers: true,
    onEvent: async (event) => {
      await wait(5);
      order.push(event.type);
    },
  };
  const stream = runStream(
    startOptions.tool,
    async function* () {
      yield 1;
    },
    { callbacks: [handler], signal: AbortSignal.abort() },
  );
  await outcomeOf(stream.next());
  order.push("told");
  expect(order).toEqual(["tool.start", "tool.end", "told"]);
});

it("a break waits for the inline handler of the end", async () => {
  const order: string[] = [];
  const handler: Handler = {
    awaitHandlers: true,
    on: {
      "tool.end": async () => {
        await wait(5);
        order.push("end");
      },
    },
  };
  for await (const _ of runStream(
    startOptions.tool,
    async function* () {
      yield 1;
    },
    { callbacks: [handler] },
  ))
    break;
  order.push("left");
  expect(order).toEqual(["end", "left"]);
});
