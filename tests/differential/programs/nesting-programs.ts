import type { Program } from "../program.js";
import { collect } from "./collect.js";

/** Lambdas that start further runs: by config, by callbacks, by what they return, by ambient context. */
export const nestingPrograms: readonly Program[] = [
  {
    name: "nesting: a child handed the config",
    run: ({ library, handler }) => {
      const child = library.RunnableLambda.from((input: number) => input * 2);
      return library.RunnableLambda.from((input: number, config) => child.invoke(input, config)).invoke(1, {
        callbacks: [handler],
        tags: ["tag"],
        metadata: { key: "value" },
        runName: "parent",
      });
    },
  },
  {
    name: "nesting: a child handed the config's callbacks",
    run: ({ library, handler }) => {
      const child = library.RunnableLambda.from((input: number) => input * 2);
      return library.RunnableLambda.from((input: number, config) =>
        child.invoke(input, { callbacks: config.callbacks, tags: ["own"], metadata: { own: 1 }, runName: "child" }),
      ).invoke(1, { callbacks: [handler], tags: ["tag"], metadata: { key: "value" } });
    },
  },
  {
    name: "nesting: a grandchild",
    run: ({ library, handler }) => {
      const grandchild = library.RunnableLambda.from((input: number) => input + 1);
      const child = library.RunnableLambda.from((input: number, config) => grandchild.invoke(input, config));
      return library.RunnableLambda.from((input: number, config) => child.invoke(input, config)).invoke(1, {
        callbacks: [handler],
      });
    },
  },
  {
    name: "nesting: a child fails and is caught",
    run: ({ library, handler }) => {
      const child = library.RunnableLambda.from(() => {
        throw new Error("child failed");
      });
      return library.RunnableLambda.from(async (input: number, config) => {
        try {
          return await child.invoke(input, config);
        } catch {
          return "caught";
        }
      }).invoke(1, { callbacks: [handler] });
    },
  },
  {
    name: "nesting: a lambda returns a runnable",
    run: ({ library, handler }) =>
      library.RunnableLambda.from(() =>
        library.RunnableLambda.from((input: number) => input * 2).withConfig({ runName: "inner" }),
      ).invoke(4, {
        callbacks: [handler],
        tags: ["tag"],
        metadata: { key: "value" },
      }),
  },
  {
    name: "nesting: a lambda returns a runnable, streamed",
    run: ({ library, handler }) =>
      collect(
        library.RunnableLambda.from(() => library.RunnableLambda.from((input: number) => input * 2)).stream(4, {
          callbacks: [handler],
        }),
      ),
  },
  {
    name: "nesting: what a lambda's config holds",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((_input: number, config) => ({
        callbacks: config.callbacks,
        runName: config.runName,
        tags: config.tags,
        metadata: config.metadata,
        configurable: config.configurable,
      })).invoke(1, {
        callbacks: [handler],
        tags: ["tag"],
        metadata: { key: "value" },
        configurable: { session: "s" },
        runName: "named",
      }),
  },
  {
    name: "nesting: a lambda that returns itself ends at the recursion limit",
    run: ({ library, handler }) => {
      const endless: unknown = library.RunnableLambda.from(() => endless as never);
      return (endless as InstanceType<typeof library.RunnableLambda>).invoke(1, {
        callbacks: [handler],
        recursionLimit: 2,
      });
    },
  },
  {
    name: "nesting: a child without a config",
    ambient: true,
    run: ({ library, handler }) => {
      const child = library.RunnableLambda.from((input: number) => input * 2);
      return library.RunnableLambda.from(async (input: number) => child.invoke(input)).invoke(1, {
        callbacks: [handler],
        tags: ["tag"],
        metadata: { key: "value" },
      });
    },
  },
  {
    name: "nesting: a child without a config, after a pause",
    ambient: true,
    run: ({ library, handler }) => {
      const child = library.RunnableLambda.from((input: number) => input * 2);
      return library.RunnableLambda.from(async (input: number) => {
        await new Promise((resolve) => {
          setTimeout(resolve, 1);
        });
        return child.invoke(input);
      }).invoke(1, { callbacks: [handler] });
    },
  },
  {
    name: "nesting: a child with callbacks of its own",
    ambient: true,
    run: ({ library, handler }) => {
      const child = library.RunnableLambda.from((input: number) => input * 2);
      return library.RunnableLambda.from(async (input: number) => child.invoke(input, { callbacks: [handler] })).invoke(
        1,
        {
          callbacks: [handler],
          tags: ["tag"],
        },
      );
    },
  },
];
