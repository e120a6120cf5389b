import type { RunnableConfig } from "../context/run-config.js";
import { eventTable } from "../events/event-table.js";
import { childConfig } from "../runnables/child-config.js";
import { contextOf, openRun } from "../runs/open-run.js";
import { execute } from "../runs/execute.js";
import { promiseOf } from "../runs/maybe-promise.js";
import { start } from "../runs/start.js";
import type { DescribedEmbeddings } from "./embedding-run-spec.js";
import { EmbeddingRunSpec } from "./embedding-run-spec.js";

/** The two methods that are heard, as subclasses have them. */
type EmbeddingMethod = (this: object, texts: unknown, config: RunnableConfig) => Promise<unknown>;

/** How a method's argument and its result are told. */
interface Shape {
  texts(argument: unknown): readonly string[];
  vectors(result: unknown): readonly unknown[];
}

const shapes: Readonly<Record<string, Shape>> = {
  embedQuery: { texts: (text) => [text as string], vectors: (vector) => [vector] },
  embedDocuments: { texts: (texts) => texts as readonly string[], vectors: (vectors) => vectors as readonly unknown[] },
};

/**
 * The same object with its two methods heard, however a subclass comes by them: as methods, as fields, or put there later. Seen through
 * the result everything else is as it was.
 */
export function hearEmbeddings<TEmbeddings extends DescribedEmbeddings>(embeddings: TEmbeddings): TEmbeddings {
  const heard = new Map<unknown, unknown>();
  const spec = new EmbeddingRunSpec(embeddings);
  return new Proxy(embeddings, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      const shape = typeof key === "string" && Object.hasOwn(shapes, key) ? shapes[key] : undefined;
      if (shape === undefined || typeof value !== "function") return value;
      let method = heard.get(value);
      if (method === undefined) heard.set(value, (method = hear(value as EmbeddingMethod, shape, spec)));
      return method;
    },
  });
}

function hear(method: EmbeddingMethod, shape: Shape, spec: EmbeddingRunSpec): EmbeddingMethod {
  return function (argument, config) {
    // What the object asks of itself while it embeds, as `embedQuery` may of `embedDocuments`, is the same piece of work.
    if (contextOf(config).parent?.spec === spec) return method.call(this, argument, config);
    return promiseOf(async () => {
      const run = openRun(spec, config);
      let result: unknown;
      const started = start(run, eventTable.embeddingStart, { texts: shape.texts(argument) });
      await execute(run, started, async () => {
        result = await method.call(this, argument, childConfig(run));
        return shape.vectors(result);
      });
      return result;
    });
  };
}
