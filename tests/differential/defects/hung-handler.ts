// A handler that never comes back, and somebody who waits for all handlers.
import { setTimeout } from "node:timers/promises";
import { load, report } from "./load.js";

const { library, awaitAllCallbacks } = await load();
const hung = { name: "hung", handleChainStart: () => new Promise<void>(() => {}) };
await library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [hung] });
const waited = await Promise.race([awaitAllCallbacks().then(() => "returns"), setTimeout(1000, "hangs")]);
report({ awaitAllCallbacks: waited });
process.exit(0);
