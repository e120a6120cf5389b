import type { Program } from "../program.js";

/** What a run's config does: merging, naming, ids, and what it leaves alone. */
export const configPrograms: readonly Program[] = [
  {
    name: "config: withConfig and the call",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input)
        .withConfig({ tags: ["bound"], metadata: { bound: 1, key: "bound" }, runName: "bound", callbacks: [handler] })
        .invoke(1, { tags: ["call", "bound"], metadata: { key: "call" } }),
  },
  {
    name: "config: a name on the call beats withConfig's",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input)
        .withConfig({ runName: "bound", callbacks: [handler] })
        .invoke(1, { runName: "call" }),
  },
  {
    name: "config: withConfig twice",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input)
        .withConfig({ tags: ["first"], runName: "bound", callbacks: [handler] })
        .withConfig({ tags: ["second"] })
        .invoke(1, { tags: ["call"] }),
  },
  {
    name: "config: the same handler bound and on the call",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input)
        .withConfig({ callbacks: [handler] })
        .invoke(1, { callbacks: [handler] }),
  },
  {
    name: "config: the same handler twice on the call",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [handler, handler] }),
  },
  {
    name: "config: two handlers",
    run: ({ library, handler, createHandler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, {
        callbacks: [handler, createHandler({ label: "second" })],
      }),
  },
  {
    name: "config: a run id of the caller's",
    run: async ({ library, handler }) => {
      const runId = "018f1a52-3d8c-7000-8000-000000000001";
      const seen: unknown[] = [];
      const spy = { handleChainStart: (...args: unknown[]) => void seen.push(args[2]) };
      await library.RunnableSequence.from([(input: number) => input, (input: number) => input]).invoke(1, {
        runId,
        callbacks: [handler, spy],
      });
      return { first: seen[0] === runId, others: seen.slice(1).every((id) => id !== runId) };
    },
  },
  {
    name: "config: a run id for a batch is the first run's",
    concurrent: true,
    run: async ({ library, handler }) => {
      const runId = "018f1a52-3d8c-7000-8000-000000000002";
      const seen: unknown[] = [];
      const spy = { handleChainStart: (...args: unknown[]) => void seen.push(args[2]) };
      await library.RunnableLambda.from((input: number) => input).batch([1, 2], { runId, callbacks: [handler, spy] });
      return { first: seen[0] === runId, second: seen[1] === runId };
    },
  },
  {
    name: "config: configurable",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, {
        callbacks: [handler],
        metadata: { key: "value" },
        configurable: { thread_id: "t", number: 1, secretApiKey: "sk", model: "scripted-1" },
      }),
  },
  {
    name: "config: a timeout that isn't reached",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [handler], timeout: 5_000 }),
  },
  {
    name: "config: the caller's own objects after the call",
    run: async ({ library, handler }) => {
      const metadata = { key: "value" };
      const tags = ["tag"];
      await library.RunnableLambda.from((input: number) => input).invoke(1, {
        callbacks: [handler],
        metadata,
        tags,
        timeout: 5_000,
        configurable: { model: "scripted-1" },
      });
      return { metadata, tags };
    },
  },
  {
    name: "config: a CallbackManager as callbacks",
    run: ({ library, handler }) => {
      const manager = new library.CallbackManager();
      manager.addHandler(handler as never);
      return library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: manager });
    },
  },
  {
    name: "config: maxConcurrency",
    run: async ({ library }) => {
      let running = 0;
      let most = 0;
      const lambda = library.RunnableLambda.from(async (input: number) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => {
          setTimeout(resolve, 2);
        });
        running -= 1;
        return input;
      });
      return { outputs: await lambda.batch([1, 2, 3, 4, 5], { maxConcurrency: 2 }), most };
    },
  },
];
