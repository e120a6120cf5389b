import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

/** A model that has answered the same question before. */
async function asked({ library, models }: Stage) {
  const cache = new library.InMemoryCache(new Map());
  const model = new models.StreamingModel({ cache });
  await model.invoke("hi");
  return model;
}

/** A text model that has. */
async function askedText({ library }: Stage) {
  const model = new library.FakeLLM({ response: "answer", cache: new library.InMemoryCache(new Map()) });
  await model.invoke("hi");
  return model;
}

/** Answers out of a cache. */
export const cachePrograms: readonly Program[] = [
  {
    name: "cache: a miss",
    run: ({ library, models, handler }) =>
      new models.InvokedModel({ cache: new library.InMemoryCache(new Map()) }).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "cache: a hit",
    run: async (stage) => (await asked(stage)).invoke("hi", { callbacks: [stage.handler] }),
  },
  {
    name: "cache: another question",
    run: async (stage) => (await asked(stage)).invoke("what?", { callbacks: [stage.handler] }),
  },
  {
    name: "cache: other options",
    run: async (stage) => (await asked(stage)).invoke("hi", { callbacks: [stage.handler], stop: ["x"] }),
  },
  {
    name: "cache: a stream of what is cached",
    run: async (stage) => collect((await asked(stage)).stream("hi", { callbacks: [stage.handler] })),
  },
  {
    name: "cache: a text model's hit",
    run: async (stage) => (await askedText(stage)).invoke("hi", { callbacks: [stage.handler] }),
  },
  {
    name: "cache: a text model asked with one prompt that is cached and one that is not",
    run: async (stage) => {
      const { generations } = await (await askedText(stage)).generate(["hi", "new"], { callbacks: [stage.handler] });
      return generations;
    },
  },
  {
    name: "cache: a lookup and an update by hand",
    run: async ({ library }) => {
      const cache = new library.InMemoryCache(new Map());
      const before = await cache.lookup("prompt", "key");
      await cache.update("prompt", "key", [{ text: "answer" }]);
      return [before, await cache.lookup("prompt", "key"), await cache.lookup("prompt", "other")];
    },
  },
];
