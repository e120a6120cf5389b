import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import type { RunnableConfig } from "@earshot/core/runnables";
import { type ChatModelSubject, type ChatModelWork, type ProviderProbe, question } from "./chat-model-subject.js";
import { expectEqual, expectThat } from "./expectations.js";
import { guardOfStart } from "./guard-of-start.js";
import { isCausedBy } from "./heard-calls.js";
import { hearFailingModelCall, hearModelCall, type HeardModelCall } from "./heard-model-calls.js";
import { readAll } from "./read-all.js";

/** The questions about how a model's answer ends, and about what is done around a call. */
export class ChatModelEndings {
  readonly #subject: ChatModelSubject;

  constructor(subject: ChatModelSubject) {
    this.#subject = subject;
  }

  async failure(): Promise<void> {
    const { end } = await hearFailingModelCall((config) => this.#make("fail").invoke(question, config));
    expectThat(end.result.generations[0]?.[0] !== undefined, "its end has a generation all the same");
  }

  async leave(): Promise<void> {
    const { end } = await hearModelCall(async (config) => {
      for await (const { text } of await this.#make("hang").stream(question, config)) if (text !== "") break;
    });
    this.#expectPart(end);
  }

  async throwInLoop(): Promise<void> {
    const own = new Error("the consumer's own");
    const { end, error } = await hearFailingModelCall(async (config) => {
      for await (const { text } of await this.#make("hang").stream(question, config)) if (text !== "") throw own;
    });
    expectEqual(error, own, "the error that reaches the caller");
    this.#expectPart(end);
  }

  async closes(): Promise<void> {
    const { open } = this.#subject.provider as ProviderProbe;
    for await (const { text } of await this.#make("hang").stream(question)) if (text !== "") break;
    await until(() => open() === 0, "the provider's answer is closed when its consumer leaves");
    for (const call of [
      (config: RunnableConfig) => this.#make("hang").invoke(question, config),
      (config: RunnableConfig) => readAll(this.#make("hang").stream(question, config)),
    ]) {
      await hearFailingModelCall((config) => call({ ...config, timeout: 30 }));
      await until(() => open() === 0, "the provider's answer is closed when the time is up");
    }
  }

  async guard(): Promise<void> {
    const { asked } = this.#subject.provider as ProviderProbe;
    const before = await settled(asked);
    const objection = new Error("over the limit");
    const { error } = await hearFailingModelCall((config) =>
      this.#make("answer").invoke(question, {
        callbacks: [guardOfStart(() => Promise.reject(objection)), ...(config.callbacks as [])],
      }),
    );
    expectThat(isCausedBy(error, objection), "the guard's objection reaches the caller as a cause");
    expectEqual(asked(), before, "how often the provider was asked");
  }

  async delay(): Promise<void> {
    const { asked } = this.#subject.provider as ProviderProbe;
    const before = await settled(asked);
    let during: number | undefined;
    const wait = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      during = asked();
    };
    for (const call of [
      (model: BaseChatModel) => model.invoke(question, { callbacks: [guardOfStart(wait)] }),
      (model: BaseChatModel) => readAll(model.stream(question, { callbacks: [guardOfStart(wait)] })),
    ]) {
      const already = asked();
      await call(this.#make("answer"));
      expectEqual(during, already, "how often the provider was asked while a guard waited");
    }
    expectEqual(asked(), before + 2, "how often the provider was asked in the end");
  }

  #make(work: ChatModelWork): BaseChatModel {
    return this.#subject.make(work);
  }

  #expectPart({ status, error, result }: HeardModelCall["end"]): void {
    expectEqual(status, "cancelled", "the status of its end");
    expectEqual(error, undefined, "nothing failed");
    const text = result.generations[0]?.[0]?.text ?? "";
    expectThat(text !== "" && this.#subject.text.startsWith(text), "its end tells what there was of the answer");
  }
}

/** The count once it stands still: requests of calls that were given up may still be on their way. */
async function settled(count: () => number): Promise<number> {
  let seen = count();
  for (let quiet = 0; quiet < 3; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 15));
    if (count() !== seen) quiet = 0;
    seen = count();
  }
  return seen;
}

/** Waits for what happens at the other end of a connection. */
async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  expectThat(holds(), what);
}
