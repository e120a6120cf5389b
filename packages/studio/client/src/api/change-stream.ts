import { type ReadonlySignal, signal } from "@preact/signals";
import type { StudioChanges } from "../../../src/api/studio-api.js";
import { readServerSentEvents } from "./read-server-sent-events.js";

export type ConnectionState = "connecting" | "open" | "lost";

type ChangeListener = (changes: StudioChanges) => void;

/** Milliseconds before the next attempt, by how many have failed in a row. */
const pauses = [250, 500, 1_000, 2_000, 4_000];
/** The server says every 15 seconds that it is there. A connection that was lost on the way, as while a machine sleeps, says nothing for ever. */
const longestSilenceMs = 50_000;

/**
 * Follows `/api/changes` and tells whoever listens. A stream that breaks is opened again with the cursor of what came last, as often as it takes:
 * nothing is missed and nothing is told twice.
 */
export class ChangeStream {
  readonly #state = signal<ConnectionState>("connecting");
  readonly #refusal = signal("");
  readonly #listeners = new Set<ChangeListener>();
  readonly #address: string;
  readonly #longestSilenceMs: number;
  readonly #stopped = new AbortController();
  #cursor: string | undefined;
  #skipPause: (() => void) | undefined;

  constructor(address = "/api/changes", options: { readonly longestSilenceMs?: number } = {}) {
    this.#address = address;
    this.#longestSilenceMs = options.longestSilenceMs ?? longestSilenceMs;
  }

  get state(): ReadonlySignal<ConnectionState> {
    return this.#state;
  }

  /** Why a server that is there lets nobody follow, as when it has too many pages open. */
  get refusal(): ReadonlySignal<string> {
    return this.#refusal;
  }

  /** The answer ends it. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `again` when a server that was gone is there again: what was asked meanwhile had no answer. The answer ends it. */
  onReturn(again: () => void): () => void {
    let wasLost = false;
    return this.#state.subscribe((state) => {
      if (state === "open" && wasLost) again();
      wasLost = state === "lost";
    });
  }

  /** Tries again now, if it is waiting to. */
  retryNow(): void {
    this.#skipPause?.();
  }

  stop(): void {
    this.#stopped.abort();
    this.#skipPause?.();
  }

  /** Resolves when it was stopped. */
  async follow(): Promise<void> {
    let failures = 0;
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#readOnce(() => (failures = 0));
      } catch (error) {
        failures += 1;
        this.#refusal.value = error instanceof StreamRefusedError ? error.message : "";
      }
      if (this.#stopped.signal.aborted) return;
      this.#state.value = failures > 0 ? "lost" : "connecting";
      await this.#pause(pauses[Math.min(failures, pauses.length - 1)] ?? 0);
    }
  }

  /** As long as the server is heard of, and until it is stopped. */
  async #readOnce(onOpen: () => void): Promise<void> {
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    let silence = setTimeout(giveUp, this.#longestSilenceMs);
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, this.#longestSilenceMs);
    };
    this.#stopped.signal.addEventListener("abort", giveUp);
    try {
      await this.#read(attempt.signal, { onOpen, onPiece: hear });
    } finally {
      clearTimeout(silence);
      this.#stopped.signal.removeEventListener("abort", giveUp);
    }
  }

  async #read(signal: AbortSignal, { onOpen, onPiece }: { onOpen(): void; onPiece(): void }): Promise<void> {
    const response = await fetch(this.#address, {
      headers: {
        accept: "text/event-stream",
        ...(this.#cursor === undefined ? {} : { "last-event-id": this.#cursor }),
      },
      signal,
      cache: "no-store",
    });
    if (!response.ok || response.body === null) throw new StreamRefusedError(await whyRefused(response));
    onOpen();
    this.#refusal.value = "";
    this.#state.value = "open";
    for await (const { id, data } of readServerSentEvents(response.body, onPiece)) {
      if (id !== undefined) this.#cursor = id;
      if (data !== "") this.#tell(JSON.parse(data) as StudioChanges);
    }
  }

  #tell(changes: StudioChanges): void {
    for (const listener of this.#listeners) listener(changes);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#skipPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

class StreamRefusedError extends Error {}

/** In the server's words, if it has any. */
async function whyRefused(response: Response): Promise<string> {
  const unsaid = `The server answers ${response.status}.`;
  try {
    const { error } = (await response.json()) as { readonly error?: { readonly message?: unknown } };
    return typeof error?.message === "string" ? error.message : unsaid;
  } catch {
    return unsaid;
  }
}
