// Serverless platforms freeze a process once it has answered: handlers that do their work after that are lost, unless the
// run waits for them, the platform is told to wait, or the function flushes before it returns.
import { awaitAllCallbacks } from "@earshot/core/callbacks/promises";
import { configure, flush } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";

const answer = RunnableLambda.from((name: string) => `Hello, ${name}!`);

/** A handler that sends each end somewhere, and takes its time. */
const sender = (how: string) => ({
  handleChainEnd: async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    console.log(`  ${how}: sent`);
  },
});

console.log("1. awaited: the answer waits for the handler");
console.log("  answered:", await answer.invoke("Ada", { callbacks: [{ ...sender("awaited"), awaitHandlers: true }] }));

console.log("2. in the background, with the platform's waitUntil");
const promised: Promise<unknown>[] = [];
const restore = configure({ waitUntil: (delivered) => void promised.push(delivered) });
console.log("  answered:", await answer.invoke("Bob", { callbacks: [sender("background")] }));
await Promise.all(promised); // what the platform does before it freezes the process
restore();

console.log("3. in the background, flushed before the function returns");
console.log("  answered:", await answer.invoke("Cy", { callbacks: [sender("flushed")] }));
const { failed, dropped, pending } = await flush({ timeoutMs: 1000 });
console.log("  flushed:", { failed, dropped, pending });

console.log("4. the same by the name LangChain gave it");
console.log("  answered:", await answer.invoke("Dee", { callbacks: [sender("awaitAllCallbacks")] }));
await awaitAllCallbacks();
