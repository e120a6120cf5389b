import { stripVTControlCharacters } from "node:util";
import { clip, sanitizeLine, textWidth } from "@earshot/handlers/rendering";
import type { RunRecord, TraceChanges } from "@earshot/trace";
import type { CommandContext } from "../terminal/command-context.js";
import { lineOfRun } from "./line-of-run.js";
import type { TailOptions } from "./tail-options.js";

const escape = "\u001B[";
const refreshMs = 250;
/** Of a text that grows, its end is shown. */
const tailLength = 200;
/** Running runs that are shown at once; the others are counted. */
const shownRuns = 12;

/** For a terminal: what has ended stays above; below, what is running changes in its place, with what models are saying. */
export class LiveTail {
  readonly #context: CommandContext;
  readonly #options: TailOptions;
  readonly #running = new Map<string, RunRecord>();
  readonly #said = new Map<string, string>();
  #painted = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: CommandContext, options: TailOptions) {
    this.#context = context;
    this.#options = options;
  }

  begin(): void {
    process.stdout.write(`${escape}?25l`);
    this.#timer = setInterval(() => this.#paint([]), refreshMs);
    this.#paint([]);
  }

  hear({ runs, deltas }: TraceChanges): void {
    for (const { runId, rootRunId, text = "" } of deltas) {
      const key = this.#options.isAll ? runId : rootRunId;
      this.#said.set(key, `${this.#said.get(key) ?? ""}${text}`.slice(-tailLength));
    }
    const ended: string[] = [];
    for (const run of runs) {
      if (!this.#options.isAll && run.runId !== run.rootRunId) continue;
      if (run.status === "running") this.#running.set(run.runId, run);
      else {
        this.#running.delete(run.runId);
        this.#said.delete(run.runId);
        ended.push(this.#fit(lineOfRun(run, this.#context)));
      }
    }
    this.#paint(ended);
  }

  /** Leaves the terminal as it was, with what was running as it stood. */
  end(): void {
    clearInterval(this.#timer);
    this.#paint(
      [...this.#running.values()].map((run) => this.#fit(lineOfRun(run, this.#context))),
      true,
    );
    process.stdout.write(`${escape}?25h`);
  }

  #paint(above: readonly string[], isLast = false): void {
    const below = isLast ? [] : this.#below();
    const back = this.#painted === 0 ? "" : `\r${escape}${this.#painted}A`;
    const lines = [...above, ...below].map((line) => `${line}${escape}K\n`).join("");
    process.stdout.write(`${back}${escape}J${lines}`);
    this.#painted = below.length;
  }

  #below(): readonly string[] {
    const now = Date.now();
    const { colors } = this.#context;
    const running = [...this.#running.values()];
    const shown = running.slice(-shownRuns).map((run) => {
      const said = this.#said.get(run.runId);
      const head = lineOfRun(run, { colors, now, ...(said === undefined ? {} : { said: "" }) });
      return this.#fit(said === undefined ? head : `${head}  ${this.#endOf(said, head)}`);
    });
    const more = running.length - shown.length;
    const count = running.length === 0 ? "Nothing is running" : `${running.length} running`;
    return [...shown, this.#fit(colors.dim(`${count}${more > 0 ? `, ${more} not shown` : ""}. Ctrl-C ends it.`))];
  }

  /** As much of a text's end as there is room for after `head`. */
  #endOf(said: string, head: string): string {
    const line = sanitizeLine(said).trim();
    const room = Math.max(0, this.#columns - textWidth(stripVTControlCharacters(head)) - 3);
    return line.length <= room ? line : `…${line.slice(line.length - room)}`;
  }

  #fit(line: string): string {
    return clip(line, this.#columns);
  }

  get #columns(): number {
    return Math.max(20, (process.stdout.columns || this.#context.columns) - 1);
  }
}
