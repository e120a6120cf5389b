import { defineHandler, type EarshotEvent, type JsonValue, type ObservingHandler } from "@earshot/core/events";
import { writeEventLine } from "@earshot/core/events/json";
import { relabel } from "../normalized-tree/relabel.js";
import { wholeLines } from "../normalized-tree/whole-lines.js";
import { maskSecrets, type Secrets } from "./mask-secrets.js";
import { maskStreamedSecrets } from "./mask-streamed-secrets.js";
import { withToolsAsData } from "./tools-as-data.js";

/** How events become lines. */
export interface RecorderOptions {
  readonly secrets: Secrets;
  /** False: every time is 0. */
  readonly timing: boolean;
}

/** Fields that say how something was called, rather than what was said: there, what is named like a secret is one. */
const settingFields = new Set(["options", "invocationParams", "metadata", "serialized", "error"]);

/**
 * Writes what it hears down as lines that differ as little as possible between two recordings of the same program: runs are called `r1`, `r2` …
 * in the order in which they are heard, times count from the first event, errors have no stacks.
 */
export class Recorder {
  readonly handler: ObservingHandler;
  readonly #options: RecorderOptions;
  readonly #heard: Record<string, JsonValue>[] = [];
  readonly #labels = new Map<string, string>();
  readonly #open = new Map<string, string>();
  #startedAt: number | undefined;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.handler = defineHandler({ name: "record", onEvent: (event: EarshotEvent) => this.#hear(event) });
  }

  /** The names of the runs that have not ended. */
  get open(): readonly string[] {
    return [...this.#open.values()];
  }

  get hasHeard(): boolean {
    return this.#heard.length > 0;
  }

  /** What was heard, a line each. Masked only now: a secret may come in pieces. */
  toLines(): string[] {
    const { secrets } = this.#options;
    maskStreamedSecrets(this.#heard, secrets);
    return this.#heard.map((line) => {
      const masked = Object.entries(line).map(([key, value]) => [
        key,
        maskSecrets(value, secrets, settingFields.has(key)),
      ]);
      return JSON.stringify(Object.fromEntries(masked));
    });
  }

  #hear(event: EarshotEvent): void {
    if (event.type.endsWith(".start")) this.#open.set(event.runId, event.name);
    else if (event.type.endsWith(".end")) this.#open.delete(event.runId);
    this.#startedAt ??= event.time;
    for (const id of [event.rootRunId, event.parentRunId, event.runId]) if (id !== undefined) this.#label(id);
    const writesSerialized = event.kind === "chat_model" || event.kind === "llm";
    const written = writeEventLine(withToolsAsData(event), { limits: wholeLines, writesSerialized });
    const line = relabel(JSON.parse(written) as JsonValue, this.#labels) as Record<string, JsonValue>;
    for (const key of ["time", "firstTokenAt"]) {
      const at = line[key];
      if (typeof at === "number") line[key] = this.#options.timing ? at - this.#startedAt : 0;
    }
    this.#heard.push(line);
  }

  #label(id: string): void {
    if (!this.#labels.has(id)) this.#labels.set(id, `r${this.#labels.size + 1}`);
  }
}
