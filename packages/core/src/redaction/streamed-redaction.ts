import type { EventType, ModelDelta } from "../events/event-payloads.js";
import type { DeltaEmit, DeltaRedaction } from "../events/redactor.js";
import type { DeltaAccess } from "./delta-access.js";
import type { RedactionRules, TextRedaction } from "./redaction-rules.js";

/** A delta whose texts may still grow by what is held back. */
interface Held {
  readonly delta: ModelDelta;
  readonly texts: Map<string, string>;
}

/** What the deltas of a run are redacted by, and where they go. */
export interface StreamedRedactionParts {
  readonly rules: RedactionRules;
  readonly access: DeltaAccess;
  readonly emit: DeltaEmit;
  /** Of the deltas. */
  readonly type: EventType;
  /** Is told of rules that throw. */
  readonly report: (error: unknown) => void;
}

/**
 * Shows each delta with the text that is safe by then. A delta after which text is held back waits for the next one, or for the end, which
 * bring that text: so there are as many deltas as chunks, each with its own index. A text whose rules throw is withheld from there on.
 */
export class StreamedRedaction implements DeltaRedaction {
  readonly #parts: StreamedRedactionParts;
  readonly #texts = new Map<string, TextRedaction | "failed">();
  /** In order; several only where those behind the first have no place for text. */
  #held: Held[] = [];

  constructor(parts: StreamedRedactionParts) {
    this.#parts = parts;
  }

  push(delta: ModelDelta): Promise<void> | undefined {
    const { access } = this.#parts;
    const takesText = access.takesText?.(delta.chunk) !== false;
    const before = takesText || !this.#isHolding() ? this.#release() : undefined;
    const texts = new Map<string, string>();
    for (const [name, text] of access.read(delta.chunk))
      texts.set(
        name,
        this.#safe(name, (redaction) => redaction.push(text)),
      );
    this.#held.push({ delta, texts });
    return both(before, this.#isHolding() ? undefined : this.#release());
  }

  flush(): Promise<void> | undefined {
    const last = this.#held.find(({ delta }) => this.#parts.access.takesText?.(delta.chunk) !== false);
    for (const name of this.#texts.keys()) {
      const rest = this.#safe(name, (redaction) => redaction.flush());
      if (rest !== "") last?.texts.set(name, (last.texts.get(name) ?? "") + rest);
    }
    return this.#release();
  }

  #release(): Promise<void> | undefined {
    const held = this.#held;
    this.#held = [];
    let said: Promise<void> | undefined;
    for (const { delta, texts } of held) said = both(said, this.#parts.emit(this.#parts.access.write(delta, texts)));
    return said;
  }

  #isHolding(): boolean {
    for (const redaction of this.#texts.values())
      if (redaction !== "failed" && redaction.isHolding !== false) return true;
    return false;
  }

  #safe(name: string, read: (redaction: TextRedaction) => string): string {
    try {
      const { rules, type } = this.#parts;
      const redaction = this.#texts.get(name) ?? rules.startText({ type, name });
      if (redaction === "failed") return "";
      this.#texts.set(name, redaction);
      return read(redaction);
    } catch (error) {
      this.#texts.set(name, "failed");
      this.#parts.report(error);
      return "";
    }
  }
}

function both(first: Promise<void> | undefined, second: Promise<void> | undefined): Promise<void> | undefined {
  if (first === undefined) return second;
  return second === undefined ? first : Promise.all([first, second]).then(() => undefined);
}
