import type { Handler } from "../events/handler.js";
import { eventTable } from "../events/event-table.js";
import { reportHandlerError } from "../events/report-handler-error.js";
import type { Generation } from "../outputs/generation.js";
import type { Run } from "../runs/run.js";
import type { ModelCache } from "./base-cache.js";
import { toStored } from "./cached-generation.js";
import { hashKey } from "./hash-key.js";
import { InMemoryCache } from "./in-memory-cache.js";

/** The two texts that an answer is found by. */
interface Question {
  readonly prompt: string;
  readonly llmKey: string;
}

/**
 * What one call of a model has to do with its cache: looks the answer up, says so if it is there, and keeps it if it had to be asked for. A
 * cache that fails is reported, and the call goes on without it.
 */
export class AnswerCache {
  readonly #cache: ModelCache;
  readonly #run: Run;
  readonly #ask: () => Question;
  #question: Question | undefined = undefined;

  /** @param ask tells the two texts; what it throws counts as the cache's failure */
  constructor(cache: ModelCache | true, run: Run, ask: () => Question) {
    this.#cache = cache === true ? InMemoryCache.global() : cache;
    this.#run = run;
    this.#ask = ask;
  }

  /** The stored answer. The run costs nothing then. */
  async lookup(): Promise<readonly Generation[] | undefined> {
    const found = await this.#attempt(async () => {
      const { prompt, llmKey } = (this.#question = this.#ask());
      return this.#cache.lookup(prompt, llmKey);
    });
    if (found === undefined || found === null || found.length === 0) return undefined;
    const { prompt, llmKey } = this.#question as Question;
    this.#run.usage = { input_tokens: 0, output_tokens: 0, total_tokens: 0, source: "cache" };
    if (this.#run.hears(eventTable.runCacheHit))
      await this.#run.emit(eventTable.runCacheHit, { key: hashKey(prompt, llmKey) });
    return found;
  }

  /** Keeps a whole answer. */
  async update(answer: readonly Generation[]): Promise<void> {
    const question = this.#question;
    if (question === undefined) return;
    await this.#attempt(() => this.#cache.update(question.prompt, question.llmKey, answer.map(toStored)));
  }

  async #attempt<TValue>(use: () => Promise<TValue>): Promise<TValue | undefined> {
    try {
      return await use();
    } catch (error) {
      const cache = this.#cache;
      const failed = { handler: cache as Handler, handlerName: cache.constructor.name, eventType: "cache" as const };
      reportHandlerError(error, { ...failed, run: this.#run.shownFacts });
      return undefined;
    }
  }
}
