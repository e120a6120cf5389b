/* An app whose runs the studio hears: `<path> <how it ends>`. Those that are killed say which runs they flushed, a line for each. */
import { configure, run } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { scriptedChatModel } from "@earshot/testing";
import { studio } from "../../src/index.js";

const [path = "", ending = ""] = process.argv.slice(2);
// A person looks, where the test says so.
if (ending === "terminal") process.stderr.isTTY = true;
const handler = studio({ store: path });
configure({ callbacks: [handler] });
const model = scriptedChatModel([{ text: ["a ", "b"] }]);
const ask = RunnableLambda.from(async (question: string, config) => (await model.invoke(question, config)).text);

if (ending === "at-once") {
  // No turn of the event loop, and no microtask, between what is heard and the end.
  void run({ kind: "chain", name: "sync", start: { inputs: 1 } }, () => process.exit(3));
}
if (ending === "flushing") {
  for (let at = 0; ; at++) {
    await Promise.all(
      [1, 2, 3].map((each) => ask.invoke(`${at} ${each}`, { runName: `${process.pid}-${at}-${each}` })),
    );
    await handler.flush();
    process.stdout.write(`${process.pid}-${at}\n`);
  }
}
await ask.invoke("why?");
if (ending === "terminal") {
  await studio({ store: `${path}-2` }).close();
  await ask.invoke("why?", { callbacks: [studio({ store: `${path}-2` })] });
}
if (ending === "throw") throw new Error("as asked");
if (ending === "reject") void Promise.reject(new Error("as asked"));
if (ending === "exit") process.exit(3);
if (ending.startsWith("SIG")) {
  setInterval(() => undefined, 1000);
  process.kill(process.pid, ending);
}
