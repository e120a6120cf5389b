import {
  RunnableBranch,
  RunnableLambda,
  RunnableParallel,
  RunnablePassthrough,
  RunnableSequence,
} from "@langchain/core/runnables";

const length = RunnableLambda.from(({ word }: { word: string }) => word.length);
const kind = RunnableBranch.from([[({ word }: { word: string }) => word.length > 4, () => "long"], () => "short"]);
const chain = RunnableSequence.from([
  RunnablePassthrough.assign({ length, kind }),
  RunnableParallel.from({
    told: (row: { word: string; length: number; kind: string }) => `${row.word}: ${row.length}, ${row.kind}`,
    row: new RunnablePassthrough<{ word: string }>(),
  }),
]);
const { told, row } = await chain.invoke({ word: "moon" });
console.log(told, JSON.stringify(row));
const batch = await chain.batch([{ word: "spoon" }, { word: "a" }], { maxConcurrency: 1 });
console.log(batch.map((each) => each.told));

let tries = 0;
const flaky = RunnableLambda.from((n: number) => {
  if (++tries < 2) throw new Error("not yet");
  return n * 2;
});
console.log(await flaky.withRetry({ stopAfterAttempt: 3 }).invoke(4), tries);
const failing = RunnableLambda.from((n: number): number => {
  throw new Error(`never ${n}`);
});
console.log(await failing.withFallbacks([RunnableLambda.from((n: number) => n + 1)]).invoke(1));
const controller = new AbortController();
controller.abort();
await RunnableLambda.from(() => 1)
  .invoke(0, { signal: controller.signal })
  .catch((error: Error) => console.log(error.name));
