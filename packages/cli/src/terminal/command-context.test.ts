import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { collectGarbage } from "../../../../tests/support/collect-garbage.js";
import { openContext } from "./command-context.js";
import type { CommandHost } from "./command-host.js";

/** A process whose stdout is always full, and has room again in a moment. */
function slowHost() {
  const stdout = Object.assign(new EventEmitter(), {
    writableNeedDrain: true,
    writableLength: 1,
    write: () => (queueMicrotask(() => stdout.emit("drain")), false),
  });
  const process = Object.assign(new EventEmitter(), { stdout, stderr: Object.assign(new EventEmitter(), stdout) });
  return { stdout, host: process as unknown as CommandHost & EventEmitter };
}

it("keeps nothing of the times that it waited for room", async () => {
  const { stdout, host } = slowHost();
  const context = openContext(host);
  const send = async (times: number): Promise<number> => {
    for (let time = 0; time < times; time++) await context.send("a line");
    let turn = 0;
    await collectGarbage(() => ++turn > 3);
    return process.memoryUsage().heapUsed;
  };
  const before = await send(1_000);
  expect((await send(100_000)) - before).toBeLessThan(3_000_000);
  expect(stdout.listenerCount("drain")).toBe(0);
  context.close();
});

it("waits no longer once it is interrupted", async () => {
  const { stdout, host } = slowHost();
  const context = openContext(host);
  stdout.write = () => false;
  const waiting = context.send("a line");
  host.emit("SIGINT");
  await waiting;
  await context.send("another");
  expect([context.interrupted.reason, stdout.listenerCount("drain")]).toEqual(["SIGINT", 0]);
});
