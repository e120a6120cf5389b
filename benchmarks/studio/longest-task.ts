import type { Browser } from "playwright-core";
import type { PlainPage } from "./plain-page.js";

interface TraceRecord {
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  /** When it began, and of tasks how much of the processor their thread had: in microseconds. */
  readonly ts: number;
  readonly tdur?: number;
}

const taskName = "ThreadControllerImpl::RunTask";
const [begins, ends] = ["earshot begins", "earshot ends"];

/** Milliseconds of CPU that the longest task of a page's thread took while something was done: what others do on the machine is not in it. */
export async function cpuOfLongestTask(
  { browser, page }: { readonly browser: Browser; readonly page: PlainPage },
  work: () => Promise<void>,
): Promise<number> {
  await browser.startTracing(undefined, { categories: ["-*", "toplevel", "blink.user_timing"] });
  await page.evaluate((name) => void performance.mark(name), begins);
  await work();
  await page.evaluate((name) => void performance.mark(name), ends);
  const trace = JSON.parse(String(await browser.stopTracing())) as { readonly traceEvents: readonly TraceRecord[] };
  const markOf = (wanted: string) =>
    trace.traceEvents.find(({ name, cat }) => name === wanted && cat?.includes("user_timing") === true);
  const [from, to] = [markOf(begins), markOf(ends)];
  if (from === undefined || to === undefined) throw new Error("The browser's trace lacks a mark of the page.");
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name === taskName && pid === from.pid && tid === from.tid && ts >= from.ts && ts <= to.ts,
  );
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}
