import { contenders } from "../harness/contenders.mjs";

const { contender } = JSON.parse(process.argv[2]);
const { scope } = contenders[contender];
if (scope !== undefined) {
  await import(`${scope}/prompts`);
  await import(`${scope}/runnables`);
  await import(`${scope}/language_models/chat_models`);
}
// Since the start of the process, so that an empty process (the floor) can be taken off.
const wall = performance.now();
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1000, memory: process.memoryUsage.rss() / 1e6 }));
