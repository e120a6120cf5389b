// A handler with `raiseError`, set as a property, that is not awaited.
import { setTimeout } from "node:timers/promises";
import { load, report } from "./load.js";

const { library } = await load();
let unhandled = 0;
process.on("unhandledRejection", () => {
  unhandled += 1;
});
const objecting = {
  name: "objecting",
  raiseError: true,
  handleChainStart() {
    throw new Error("no");
  },
};
const run = library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [objecting] });
const outcome = await run.then(
  () => "returned",
  (error: Error) => error.message,
);
await setTimeout(30);
report({ outcome, unhandled });
