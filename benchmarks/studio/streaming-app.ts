/* An app that streams answers, and says when it heard each first token: `<path> <how many>`. */
import { setTimeout as sleep } from "node:timers/promises";
import { configure, defineHandler } from "@earshot/core/events";
import { studio } from "@earshot/studio";
import { scriptedChatModel } from "@earshot/testing";

const [path = "", count = "1"] = process.argv.slice(2);
let isFirst = true;
const clock = defineHandler({
  on: {
    "chat_model.delta": ({ runId }) => {
      if (isFirst) process.stdout.write(`${runId} ${String(Date.now())}\n`);
      isFirst = false;
    },
  },
});
configure({ callbacks: [clock, studio({ store: path, quiet: true })] });
const words = Array.from({ length: 40 }, (_, at) => `word ${String(at)} `);
for (let at = 0; at < Number(count); at++) {
  isFirst = true;
  for await (const _ of await scriptedChatModel([{ text: words, delayMs: 10 }]).stream("go")) continue;
  // Apart from each other and from the clock of whoever looks.
  await sleep(100 + Math.random() * 100);
}
