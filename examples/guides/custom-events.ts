// Events of one's own, said from inside a run. They carry the run's id, tags and metadata.
import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import { dispatchCustomEvent } from "@earshot/core/callbacks/dispatch";
import { dispatchCustomEvent as dispatchWithConfig } from "@earshot/core/callbacks/dispatch/web";
import { RunnableLambda } from "@earshot/core/runnables";

const handler: CallbackHandlerMethods = {
  handleCustomEvent: (name, data, _runId, tags, metadata) => console.log(name, data, tags, metadata),
};
const config = { callbacks: [handler], tags: ["import"], metadata: { file: "people.csv" } };

// Where the runtime keeps the current run at hand (Node, Bun, Deno, Workers), nothing has to be passed along …
const ambient = RunnableLambda.from(async (rows: number) => {
  await dispatchCustomEvent("progress", { percent: 50 });
  await dispatchCustomEvent("progress", { percent: 100 });
  return `${rows} rows`;
});
console.log(await ambient.invoke(3, config));

// … and everywhere else, the browser included, the config that the function is handed says which run it is.
const explicit = RunnableLambda.from(async (rows: number, runConfig) => {
  await dispatchWithConfig("done", { rows }, runConfig);
  return `${rows} rows`;
});
console.log(await explicit.invoke(4, config));
