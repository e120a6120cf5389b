import type { BaseMessage } from "../messages/base-message.js";
import { checkOption } from "../options/check-options.js";
import { option, type OptionShape } from "../options/option-shape.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { checkNames } from "../runnables/check-names.js";
import { composedOf, type ComposedRunnable, type RunnablePart } from "../runnables/composed-of.js";
import { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
import { RunnableLambda } from "../runnables/runnable-lambda.js";
import type { Runnable } from "../runnables/runnable.js";
import { Step } from "../runnables/step.js";
import { configOf } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";
import type { BaseChatMessageHistory, BaseListChatMessageHistory } from "./base-chat-message-history.js";
import { InsertHistory } from "./insert-history.js";
import { messagesIn } from "./messages-in.js";
import { SessionIdError } from "./session-id-error.js";
import { allOf, anything } from "../runnables/schemas/combine-schemas.js";
import { objectOf } from "../runnables/schemas/object-of.js";
import { withoutKeys } from "../runnables/schemas/parts-of-schemas.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { inputSchemaOf } from "../runnables/schemas/runnable-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";
import type { JsonSchema } from "../schema/schema.js";

/** A conversation, of either base class. */
export type ChatMessageHistory = BaseChatMessageHistory | BaseListChatMessageHistory;

/** What a runnable with a history is made of. */
export interface RunnableWithMessageHistoryInputs<TOutput = unknown> extends HeardRunnableFields {
  runnable: Runnable<never, TOutput>;
  /** The conversation with this id, the call's `configurable.sessionId`; asked once a call. */
  getMessageHistory(sessionId: string): ChatMessageHistory | PromiseLike<ChatMessageHistory>;
  /** The key of the input that holds what is new. Left out: the input itself, or its only key, or `input`. */
  inputMessagesKey?: string | undefined;
  /** The key of the output that is kept. Left out: the output itself, or its only key, or `output`. */
  outputMessagesKey?: string | undefined;
  /** The key of the input that the runnable finds the conversation so far under. Left out, it is put before what is new. */
  historyMessagesKey?: string | undefined;
}

const historyShape: OptionShape = {
  wanted: "a history: an InMemoryChatMessageHistory, or another with `getMessages` and `addMessages`",
  fits: (value) => {
    const { getMessages, addMessages } = Object(value) as Partial<ChatMessageHistory>;
    return option.function.fits(getMessages) && option.function.fits(addMessages);
  },
};

/** LangChain's takes a `config` as well, which `withConfig` binds here. */
const fieldNames = [
  ..."runnable getMessageHistory inputMessagesKey outputMessagesKey historyMessagesKey".split(" "),
  ..."name callbacks tags metadata verbose".split(" "),
];

const tagsOf = (step: number): readonly string[] => Object.freeze([`seq:step:${step}`]);

/**
 * A runnable that remembers: it is given the conversation so far, and what it was asked and answered is added to that.
 *
 * It is a run with three below it: loading (`loadHistory`, inside `insertHistory` where there is a `historyMessagesKey`), the runnable,
 * `saveHistory`. Nothing is saved of a call that failed, was aborted or was left early; if saving fails the call does, a stream at its
 * end. Calls of one conversation at the same time don't see each other.
 *
 * @throws SessionIdError if the config has no `configurable.sessionId`
 * @throws InvalidOptionError if `getMessageHistory` is no function, or answers no history
 * @throws UnknownOptionError for a field that there is not, as LangChain's `config`: `withConfig()` binds one
 * @throws NoMessagesError if the input or the output can't be kept as messages
 * @example
 * ```ts
 * import { InMemoryChatMessageHistory } from "@earshot/core/chat_history";
 * import type { BaseMessage } from "@earshot/core/messages";
 * import { RunnableLambda, RunnableWithMessageHistory } from "@earshot/core/runnables";
 *
 * const history = new InMemoryChatMessageHistory();
 * const counting = RunnableLambda.from((messages: BaseMessage[]) => `${messages.length} so far`);
 * const remembering = new RunnableWithMessageHistory({ runnable: counting, getMessageHistory: () => history });
 * const config = { configurable: { sessionId: "1" } };
 * await remembering.invoke("hello", config);
 * console.log(await remembering.invoke("again", config)); // => 3 so far
 * ```
 */
export class RunnableWithMessageHistory<TInput = unknown, TOutput = unknown>
  extends HeardRunnable<TInput, TOutput>
  implements ComposedRunnable
{
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly runnable: Runnable<never, TOutput>;
  readonly getMessageHistory: RunnableWithMessageHistoryInputs["getMessageHistory"];
  readonly inputMessagesKey: string | undefined;
  readonly outputMessagesKey: string | undefined;
  readonly historyMessagesKey: string | undefined;
  readonly #step: Step;

  constructor(fields: RunnableWithMessageHistoryInputs<TOutput>) {
    const { runnable, getMessageHistory, inputMessagesKey, outputMessagesKey, historyMessagesKey } = fields;
    super({ runnable, inputMessagesKey, outputMessagesKey, historyMessagesKey }); // where a history is kept can't be written down
    checkNames("RunnableWithMessageHistory", Object.keys(fields), fieldNames);
    checkOption("`getMessageHistory` of RunnableWithMessageHistory", getMessageHistory, option.function);
    this.runnable = runnable;
    this.getMessageHistory = getMessageHistory;
    this.inputMessagesKey = inputMessagesKey;
    this.outputMessagesKey = outputMessagesKey;
    this.historyMessagesKey = historyMessagesKey;
    if (fields.name !== undefined) this.name = fields.name;
    this.callbacks = fields.callbacks;
    this.tags = fields.tags;
    this.metadata = fields.metadata;
    this.#step = new Step(runnable as Runnable, tagsOf(2));
  }

  static override lc_name(): string {
    return "RunnableWithMessageHistory";
  }

  *[composedOf](): Generator<RunnablePart> {
    yield { runnable: this.runnable as Runnable };
  }

  [endSchemas](): EndSchemas {
    const { inputMessagesKey, historyMessagesKey } = this;
    const messages: JsonSchema = { anyOf: [valueSchemas.text, valueSchemas.message, valueSchemas.messagesLike] };
    const kept = inputMessagesKey === undefined ? {} : { [inputMessagesKey]: messages };
    return {
      input: (wanted) =>
        historyMessagesKey === undefined && inputMessagesKey === undefined
          ? anything
          : allOf([
              withoutKeys(inputSchemaOf(this.runnable as Runnable, wanted), [
                historyMessagesKey ?? inputMessagesKey ?? "",
              ]),
              objectOf(kept),
            ]),
    };
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override async execute(input: TInput, run: Run): Promise<TOutput> {
    const history = await this.#historyOf(run);
    const output = await this.#step.invoke(await this.#enter(input, history, run), run);
    await this.#exit({ history, input, output }, run);
    return output as TOutput;
  }

  protected override async *chunks(input: TInput, run: Run): AsyncGenerator<TOutput, undefined> {
    const history = await this.#historyOf(run);
    const whole = new ChunkAccumulator();
    for await (const chunk of await this.#step.stream(await this.#enter(input, history, run), run)) {
      whole.add(chunk);
      yield chunk as TOutput;
    }
    await this.#exit({ history, input, output: whole.value }, run);
    return undefined;
  }

  async #historyOf(run: Run): Promise<ChatMessageHistory> {
    const sessionId = configOf(run)?.configurable?.["sessionId"];
    if (sessionId === undefined || sessionId === null) throw new SessionIdError();
    const history = await this.getMessageHistory(sessionId as string);
    checkOption("what `getMessageHistory` answers", history, historyShape);
    return history;
  }

  /** What the runnable is given: the conversation so far, and what is new. */
  async #enter(input: TInput, history: ChatMessageHistory, run: Run): Promise<unknown> {
    const { inputMessagesKey, historyMessagesKey } = this;
    const load = new RunnableLambda<unknown, BaseMessage[]>({
      name: "loadHistory",
      func: async () => {
        const messages = await history.getMessages();
        return historyMessagesKey === undefined ? [...messages, ...this.#newMessages(input)] : messages;
      },
    });
    const key = historyMessagesKey ?? inputMessagesKey;
    const step = key === undefined ? load : new InsertHistory(key, load);
    return new Step(step as Runnable, tagsOf(1)).invoke(input, run);
  }

  /** Keeps what was asked and answered. */
  async #exit(call: { history: ChatMessageHistory; input: TInput; output: unknown }, run: Run): Promise<void> {
    const { history, input, output } = call;
    const answered = messagesIn(output, { where: "output", key: this.outputMessagesKey });
    const save = new RunnableLambda<readonly BaseMessage[], undefined>({
      name: "saveHistory",
      func: async (messages) => {
        await history.addMessages(messages as BaseMessage[]);
      },
    });
    await new Step(save as Runnable, tagsOf(3)).invoke([...this.#newMessages(input), ...answered], run);
  }

  #newMessages(input: TInput): BaseMessage[] {
    return messagesIn(input, { where: "input", key: this.inputMessagesKey });
  }
}
