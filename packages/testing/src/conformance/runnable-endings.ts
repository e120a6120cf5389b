import type { RunnableConfig } from "@earshot/core/runnables";
import { assertWellFormed } from "../assert-well-formed.js";
import { recordingHandler } from "../recording-handler.js";
import { countedSignal } from "./counted-signal.js";
import type { ExaminedRunnable } from "./examined-runnable.js";
import { expectEqual, expectThat } from "./expectations.js";
import { guardOfStart } from "./guard-of-start.js";
import { hearCall, hearFailingCall, isCausedBy } from "./heard-calls.js";
import { waitForAbort } from "./runnable-subject.js";
import { readAll, readEach } from "./read-all.js";
import { rejectionOf } from "./time-limits.js";

/** How long a call is left to work before it is stopped, in milliseconds. */
const shortly = 5;

/** The questions about calls that end otherwise than well. */
export class RunnableEndings<TInput, TOutput> {
  readonly #examined: ExaminedRunnable<TInput, TOutput>;

  constructor(examined: ExaminedRunnable<TInput, TOutput>) {
    this.#examined = examined;
  }

  async failure(): Promise<void> {
    const { end, error } = await hearFailingCall((config) =>
      this.#examined.make("fail").invoke(this.#examined.failingInput, config),
    );
    this.#examined.expectFailure(error);
    expectEqual(end.status, "error", "the status of its end");
    expectEqual(end.error, error, "the error that its end tells");
  }

  async failureInStream(): Promise<void> {
    const { end, error } = await hearFailingCall((config) =>
      readAll(this.#examined.make("fail").stream(this.#examined.failingInput, config)),
    );
    this.#examined.expectFailure(error);
    expectEqual(end.status, "error", "the status of its end");
    expectEqual(end.error, error, "the error that its end tells");
  }

  async abortedBefore(): Promise<void> {
    const signal = AbortSignal.abort();
    await this.#expectStopped("AbortError", (config) =>
      this.#examined.make().invoke(this.#examined.input, { ...config, signal }),
    );
  }

  async abort(): Promise<void> {
    const signal = abortingShortly();
    await this.#expectStopped("AbortError", (config) =>
      this.#examined.make("hang").invoke(this.#examined.input, { ...config, signal }),
    );
  }

  async abortOfStream(): Promise<void> {
    const signal = abortingShortly();
    await this.#expectStopped("AbortError", (config) =>
      readAll(this.#examined.make("hang").stream(this.#examined.input, { ...config, signal })),
    );
  }

  /** What takes its input whole may not have begun by then; what has begun, ends. */
  async abortOfInput(): Promise<void> {
    const signal = abortingShortly();
    async function* fed(): AsyncGenerator<TInput> {
      yield await waitForAbort(signal);
    }
    const recording = recordingHandler();
    const config = { callbacks: [recording], signal };
    const error = await rejectionOf(readEach(this.#examined.make().transform(fed(), config)), "the transform");
    expectEqual((error as Error).name, "AbortError", "the name of what is thrown");
    assertWellFormed(recording.events);
    const statuses = recording.events.flatMap((event) => ("status" in event ? [event.status] : []));
    expectThat(
      statuses.every((status) => status === "cancelled"),
      "what had begun has ended as cancelled",
    );
  }

  async timeout(): Promise<void> {
    await this.#expectStopped("TimeoutError", (config) =>
      this.#examined.make("hang").invoke(this.#examined.input, { ...config, timeout: shortly }),
    );
  }

  async leave(): Promise<void> {
    const { end } = await hearCall(async (config) => {
      for await (const _ of await this.#examined.make().stream(this.#examined.input, config)) break;
    });
    expectEqual(end.status, "cancelled", "the status of its end");
    expectEqual(end.error, undefined, "nothing failed");
  }

  async guard(): Promise<void> {
    const objection = new Error("not on my watch");
    const guard = guardOfStart(() => Promise.reject(objection));
    const { error } = await hearFailingCall((config) =>
      this.#examined.make().invoke(this.#examined.input, { callbacks: [guard, ...(config.callbacks as [])] }),
    );
    expectThat(isCausedBy(error, objection), "the guard's objection reaches the caller as a cause");
  }

  async letsGo(): Promise<void> {
    const { signal, listeners } = countedSignal();
    const { input, failingInput } = this.#examined;
    await this.#examined.make().invoke(input, { signal });
    await readAll(this.#examined.make().stream(input, { signal }));
    await this.#examined
      .make("fail")
      .invoke(failingInput, { signal })
      .catch(() => undefined);
    expectEqual(listeners(), 0, "listeners left on the signal");
  }

  async #expectStopped(name: string, call: (config: RunnableConfig) => Promise<unknown>): Promise<void> {
    const { end, error } = await hearFailingCall(call);
    expectEqual((error as Error).name, name, "the name of what is thrown");
    expectEqual(end.status, "cancelled", "the status of its end");
  }
}

function abortingShortly(): AbortSignal {
  const { controller, signal } = countedSignal();
  setTimeout(() => controller.abort(), shortly);
  return signal;
}
