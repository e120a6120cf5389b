import { followingCases, sharedCases } from "./following-cases.js";
import { readingCases } from "./reading-cases.js";
import type { TraceStoreSubject } from "./trace-store-subject.js";
import { writingCases } from "./writing-cases.js";

/** One exam question, in the form of all of Earshot's suites: any test runner can ask it. */
export interface TraceStoreCase {
  readonly name: string;
  /** Why the subject does not take it. */
  readonly skip: string | undefined;
  /** Rejects with an `AssertionError` that says what was expected and what came. */
  run(): Promise<void>;
}

/**
 * What every trace store promises: the same runs whatever order events come in, lists that go on by key, filters, words, figures, changes, and
 * limits. For whoever writes stores; every one of Earshot's own takes it.
 *
 * @example
 * ```ts
 * import { memoryTraceStore } from "@earshot/trace";
 * import { traceStoreConformance } from "@earshot/trace/conformance";
 *
 * const cases = traceStoreConformance({ open: async () => memoryTraceStore() });
 * for (const { skip, run } of cases) if (skip === undefined) await run();
 * console.log(cases.length > 15); // => true
 * ```
 */
export function traceStoreConformance(subject: TraceStoreSubject): readonly TraceStoreCase[] {
  const alone = Object.entries({ ...writingCases, ...readingCases, ...followingCases }).map(
    ([name, exam]): TraceStoreCase => ({
      name,
      skip: undefined,
      async run() {
        const store = await subject.open();
        await exam(store).finally(() => store.close());
      },
    }),
  );
  const { openAgain } = subject;
  const shared = Object.entries(sharedCases).map(([name, exam]): TraceStoreCase => ({
    name,
    skip: openAgain === undefined ? "only one can have this store open" : undefined,
    async run() {
      const first = await subject.open();
      const second = (await openAgain?.(first)) ?? first;
      await exam(first, second).finally(async () => {
        await second.close();
        await first.close();
      });
    },
  }));
  return [...alone, ...shared];
}
