import { describe, expect, it } from "vitest";
import {
  _coerceToRunnable,
  NotARunnableError,
  RunnableBranch,
  RunnableLambda,
  RunnableMap,
  RunnableSequence,
} from "../exports/runnables.js";

const increment = RunnableLambda.from((n: number) => n + 1);

describe("what is taken as a runnable", () => {
  it("is a runnable, a function, or a dictionary of those", async () => {
    expect(_coerceToRunnable(increment)).toBe(increment);
    expect(_coerceToRunnable((n: number) => n)).toBeInstanceOf(RunnableLambda);
    const map = _coerceToRunnable({ a: increment, b: { c: (n: number) => -n } });
    expect(map).toBeInstanceOf(RunnableMap);
    expect(await map.invoke(1)).toEqual({ a: 2, b: { c: -1 } });
    expect(await _coerceToRunnable(Object.assign(Object.create(null), { a: increment })).invoke(1)).toEqual({ a: 2 });
  });

  it("may stand wherever a runnable does", async () => {
    const both = { same: (n: number) => n, next: increment };
    expect(await increment.pipe(both).invoke(1)).toEqual({ same: 2, next: 3 });
    expect(await RunnableSequence.from([both, ({ next }: { next: number }) => next]).invoke(1)).toBe(2);
    expect(await RunnableMap.from({ both }).invoke(1)).toEqual({ both: { same: 1, next: 2 } });
    expect(await RunnableBranch.from<number, unknown>([[() => true, both], increment]).invoke(1)).toEqual({
      same: 1,
      next: 2,
    });
    expect(
      await increment
        .pipe(async function* (n: number) {
          yield `${n}`;
          yield "!";
        })
        .invoke(1),
    ).toBe("2!");
  });

  it.each([null, undefined, 7, "text", [], [increment], new Date(), new Map(), { a: null }, { a: [increment] }])(
    "is not %j",
    (value) => {
      expect(() => _coerceToRunnable(value as never)).toThrow(NotARunnableError);
    },
  );
});
