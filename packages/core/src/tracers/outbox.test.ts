import { expect, it } from "vitest";
import { Outbox } from "./outbox.js";

const done = { value: undefined, done: true };

it("gives each item once, in order, whether it is told or asked for first", async () => {
  const outbox = new Outbox<number>();
  const waiting = [outbox.take(), outbox.take()];
  expect(outbox.isAwaited).toBe(true);
  for (const item of [1, 2, 3, 4]) outbox.push(item);
  expect(outbox.isAwaited).toBe(false);
  const taken = await Promise.all([...waiting, outbox.take(), outbox.take()]);
  expect(taken.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
  outbox.push(5);
  expect(await outbox.take()).toEqual({ value: 5, done: false });
});

it("gives what was told before it was closed, then the error once, then nothing more", async () => {
  const outbox = new Outbox<number>();
  outbox.push(1);
  outbox.close({ error: undefined });
  outbox.push(2);
  expect(await outbox.take()).toEqual({ value: 1, done: false });
  await expect(outbox.take()).rejects.toBeUndefined();
  expect(await outbox.take()).toEqual(done);
});

it("tells the first who waits the error, and the others that it is over", async () => {
  const outbox = new Outbox<number>();
  const waiting = [outbox.take(), outbox.take()];
  outbox.close({ error: "failed" });
  await expect(waiting[0]).rejects.toBe("failed");
  expect(await waiting[1]).toEqual(done);
  expect(await outbox.take()).toEqual(done);
});

it("lets go of what nobody took", async () => {
  const outbox = new Outbox<number>();
  outbox.push(1);
  outbox.discard();
  expect(await outbox.take()).toEqual(done);
});
