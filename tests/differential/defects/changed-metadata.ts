// The metadata object that a caller passes, after the call.
import { load, report } from "./load.js";

const { library } = await load();
const metadata = { key: "value" };
await library.RunnableLambda.from((input: number) => input).invoke(1, {
  metadata,
  timeout: 1000,
  configurable: { model: "scripted-1" },
});
report(metadata);
