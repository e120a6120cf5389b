import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { dispatchCustomEvent } from "@langchain/core/callbacks/dispatch/web";
import { CallbackManager } from "@langchain/core/callbacks/manager";
import { RunnableLambda } from "@langchain/core/runnables";

class Counter extends BaseCallbackHandler {
  name = "counter";
  override awaitHandlers = true;
  readonly counts: Record<string, number> = {};

  override handleChainStart(): void {
    this.#count("start");
  }

  override handleChainEnd(): void {
    this.#count("end");
  }

  override handleChainError(error: Error): void {
    this.#count(error.message);
  }

  override handleCustomEvent(name: string, data: unknown): void {
    this.#count(`${name} ${JSON.stringify(data)}`);
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

const counter = new Counter();
const inner = RunnableLambda.from((n: number) => {
  if (n > 1) throw new Error("too much");
  return n;
});
const outer = RunnableLambda.from(async (n: number, config) => {
  await dispatchCustomEvent("progress", { n }, config);
  return inner.invoke(n, config);
});
console.log(await outer.invoke(1, { callbacks: [counter] }));
await outer
  .invoke(2, { callbacks: CallbackManager.fromHandlers(counter) })
  .catch((error: Error) => console.log(error.message));
console.log(JSON.stringify(counter.counts));
