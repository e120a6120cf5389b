import type { Browser } from "playwright-core";
import { cpuOfLongestTask } from "./longest-task.js";
import { PlainPage } from "./plain-page.js";

/** What a piece of work took a page. */
export interface Taken {
  readonly milliseconds: number;
  /** The longest task: the time for which the page answered nobody. On a busy machine others' work is in it. */
  readonly block: number;
  /** CPU of the task that took most of it. */
  readonly blockCpu: number;
  /** Of the page's thread: what others do meanwhile is not in it. */
  readonly cpu: number;
}

/** What scrolling took, a frame. */
export interface Scrolled extends Taken {
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  readonly cpuPerFrame: number;
}

/** A page whose long tasks and CPU are counted. */
export class WatchedPage {
  readonly page: PlainPage;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: PlainPage) {
    this.#browser = browser;
    this.page = page;
  }

  static async open(browser: Browser): Promise<WatchedPage> {
    const page = await PlainPage.open(browser);
    await page.send("Page.enable");
    await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${String(keepBlocks)})()` });
    await page.send("Performance.enable", { timeDomain: "threadTicks" });
    return new WatchedPage(browser, page);
  }

  async measure(work: () => Promise<unknown>): Promise<Taken> {
    await this.#longestBlock();
    let [milliseconds, cpu] = [0, 0];
    const blockCpu = await cpuOfLongestTask({ browser: this.#browser, page: this.page }, async () => {
      const before = await this.#cpu();
      const started = performance.now();
      await work();
      milliseconds = performance.now() - started;
      cpu = (await this.#cpu()) - before;
    });
    return { milliseconds, block: await this.#longestBlock(), blockCpu, cpu };
  }

  /** Scrolls from end to end, a frame after another. */
  async scroll(milliseconds: number): Promise<Scrolled> {
    let times: readonly number[] = [];
    const taken = await this.measure(async () => {
      times = await this.page.evaluate(scrollThrough, milliseconds);
    });
    const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
    const frames = times.length;
    return { ...taken, frames, median: at(0.5), p95: at(0.95), longest: at(1), cpuPerFrame: taken.cpu / frames };
  }

  #longestBlock(): Promise<number> {
    return this.page.evaluate(() => {
      const kept = globalThis as never as { blocks: number[] };
      return Math.max(0, ...kept.blocks.splice(0));
    });
  }

  async #cpu(): Promise<number> {
    const { metrics } = await this.page.send<Metrics>("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  }
}

interface Metrics {
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

/** In the page, before anything else: keeps its long tasks. */
function keepBlocks(): void {
  const kept = globalThis as never as { blocks: number[] };
  kept.blocks = [];
  new PerformanceObserver((list) => kept.blocks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    entryTypes: ["longtask"],
  });
}

/** In the page: how long frames took, in order of that. */
async function scrollThrough(milliseconds: number): Promise<readonly number[]> {
  const scroller = document.querySelector(".trace-scroller") as HTMLElement;
  const height = scroller.scrollHeight - scroller.clientHeight;
  const times: number[] = [];
  const from = performance.now();
  for (let last = from; last - from < milliseconds;) {
    scroller.scrollTop = (height * (last - from)) / milliseconds;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times.sort((left, right) => left - right);
}
