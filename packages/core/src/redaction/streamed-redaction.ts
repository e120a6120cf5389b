import type { ModelDelta } from "../events/event-payloads.js";
import type { DeltaAccess, DeltaEmit, DeltaRedaction } from "../events/redactor.js";
import type { RedactionRules, TextRedaction } from "./redaction-rules.js";

/** A delta whose texts may still grow by what is held back. */
interface Held {
  readonly delta: ModelDelta;
  readonly texts: Map<string, string>;
}

/**
 * Shows each delta with the text that is safe by then. A delta after which text is held back waits for the next one, or for the end, which
 * bring that text: so there are as many deltas as chunks, each with its own index. A text whose rules throw is withheld from there on.
 */
export class StreamedRedaction implements DeltaRedaction {
  readonly #rules: RedactionRules;
  readonly #access: DeltaAccess;
  readonly #emit: DeltaEmit;
  readonly #texts = new Map<string, TextRedaction | "failed">();
  #held: Held | undefined;

  constructor(rules: RedactionRules, access: DeltaAccess, emit: DeltaEmit) {
    this.#rules = rules;
    this.#access = access;
    this.#emit = emit;
  }

  push(delta: ModelDelta): Promise<void> | undefined {
    const before = this.#release();
    const texts = new Map<string, string>();
    for (const [name, text] of this.#access.read(delta.chunk))
      texts.set(
        name,
        this.#safe(name, (redaction) => redaction.push(text)),
      );
    this.#held = { delta, texts };
    return both(before, this.#isHolding() ? undefined : this.#release());
  }

  flush(): Promise<void> | undefined {
    for (const name of this.#texts.keys()) {
      const rest = this.#safe(name, (redaction) => redaction.flush());
      if (rest !== "") this.#held?.texts.set(name, (this.#held.texts.get(name) ?? "") + rest);
    }
    return this.#release();
  }

  #release(): Promise<void> | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held === undefined ? undefined : this.#emit(this.#access.write(held.delta, held.texts));
  }

  #isHolding(): boolean {
    for (const redaction of this.#texts.values())
      if (redaction !== "failed" && redaction.isHolding !== false) return true;
    return false;
  }

  #safe(name: string, read: (redaction: TextRedaction) => string): string {
    try {
      const redaction = this.#texts.get(name) ?? this.#rules.startText();
      if (redaction === "failed") return "";
      this.#texts.set(name, redaction);
      return read(redaction);
    } catch {
      this.#texts.set(name, "failed");
      return "";
    }
  }
}

function both(first: Promise<void> | undefined, second: Promise<void> | undefined): Promise<void> | undefined {
  if (first === undefined) return second;
  return second === undefined ? first : Promise.all([first, second]).then(() => undefined);
}
