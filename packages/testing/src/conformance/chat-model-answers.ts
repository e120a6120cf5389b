import type { EarshotEvent, ModelDelta, Usage } from "@earshot/core/events";
import type { AIMessageChunk } from "@earshot/core/messages";
import { HumanMessage, type UsageMetadata } from "@earshot/core/messages";
import { StringPromptValue } from "@earshot/core/prompt_values";
import { type ChatModelSubject, question } from "./chat-model-subject.js";
import { expectEqual, expectThat } from "./expectations.js";
import { hearModelCall } from "./heard-model-calls.js";
import { readAll } from "./read-all.js";

/** The questions about what a model answers and what is heard of it while all goes well. */
export class ChatModelAnswers {
  readonly #subject: ChatModelSubject;

  constructor(subject: ChatModelSubject) {
    this.#subject = subject;
  }

  async pieces(): Promise<void> {
    const chunks = await readAll(this.#subject.make("answer").stream(question));
    expectThat(chunks.filter(({ text }) => text !== "").length > 1, "the answer streams in more than one piece");
    expectThat(
      chunks.every(({ id }) => typeof id === "string"),
      "every piece has an id",
    );
  }

  async inputs(): Promise<void> {
    const message = new HumanMessage(question);
    for (const input of [question, [message], [["human", question]], new StringPromptValue(question)]) {
      const { start } = await hearModelCall((config) => this.#subject.make("answer").invoke(input as string, config));
      expectEqual(
        start.messages.map((asked) => [asked.getType(), asked.text]),
        [["human", question]],
        "what it was asked",
      );
    }
  }

  async heard(): Promise<void> {
    const { start, end, recording } = await hearModelCall((config) =>
      this.#subject
        .make("answer", { tags: ["own"] })
        .invoke(question, { ...config, stop: ["never"], metadata: { key: 1 } }),
    );
    expectEqual(
      recording.events.filter(({ type }) => /end|start/.test(type)).length,
      2,
      "the number of starts and ends",
    );
    expectEqual(start.options["stop"], ["never"], "the call's options at its start");
    expectThat(typeof start.invocationParams === "object", "the provider's parameters are told at its start");
    expectThat(start.tags.includes("own"), "the model's own tags are its run's");
    expectEqual(start.metadata["key"], 1, "the call's metadata");
    expectEqual(start.metadata["ls_model_type"], "chat", "`ls_model_type` in the metadata");
    expectThat(typeof start.metadata["ls_provider"] === "string", "`ls_provider` is in the metadata");
    expectEqual(end.status, "ok", "the status of its end");
    expectEqual(end.result.generations[0]?.[0]?.text, this.#subject.text, "the text that its end tells");
  }

  async tokens(): Promise<void> {
    const heard: ModelDelta[] = [];
    const { end } = await hearModelCall(async (config) => {
      const model = this.#subject
        .make("answer")
        .withConfig({ callbacks: [{ onEvent: (event) => keep(event, heard) }] });
      let seen = 0;
      for await (const chunk of await model.stream(question, config)) {
        const delta = heard[seen++];
        expectThat(delta !== undefined, "a chunk is heard before its consumer sees it");
        expectEqual(delta?.text, chunk.text, "the text that was heard of a chunk");
      }
      expectEqual(heard.length, seen, "the number of chunks heard, by the number seen");
      expectEqual(
        heard.map(({ index }) => index),
        heard.map((_, index) => index),
        "the indices of the chunks",
      );
    });
    expectThat(typeof end.firstTokenAt === "number", "its end tells when the first chunk came");
  }

  async preferredTokens(): Promise<void> {
    let text = "";
    const handler = { lc_prefer_streaming: true, handleLLMNewToken: (token: string) => void (text += token) };
    const answer = await this.#subject.make("answer").invoke(question, { callbacks: [handler] });
    expectEqual(text, this.#subject.text, "the tokens that a handler heard that prefers streaming");
    expectEqual(answer.text, this.#subject.text, "the answer then");
  }

  async usage(): Promise<void> {
    const { end } = await hearModelCall((config) => this.#subject.make("answer").invoke(question, config));
    this.#expectUsage(end.usage, "the usage that its end tells");
  }

  async streamedUsage(): Promise<void> {
    let chunks: AIMessageChunk[] = [];
    const { end, recording } = await hearModelCall(async (config) => {
      chunks = await readAll(this.#subject.make("answer").stream(question, config));
    });
    this.#expectUsage(end.usage, "the usage that its end tells");
    this.#expectUsage(sum(chunks.map(({ usage_metadata }) => usage_metadata)), "what the chunks' usage adds up to");
    const parts = recording.ofType("chat_model.delta").flatMap((delta) => delta.parts);
    const heard = parts.flatMap((part) => (part.type === "usage" ? [part.usage] : []));
    this.#expectUsage(sum(heard), "what the usage that was heard adds up to");
  }

  async toolCall(): Promise<void> {
    const { end } = await hearModelCall(async (config) => {
      const answer = await this.#subject.make("call a tool").invoke(question, config);
      this.#expectToolCall(answer.tool_calls);
    });
    const generation = end.result.generations[0]?.[0] as { readonly message?: AIMessageChunk } | undefined;
    this.#expectToolCall(generation?.message?.tool_calls);
  }

  async streamedToolCall(): Promise<void> {
    const { recording } = await hearModelCall(async (config) => {
      const [first, ...rest] = await readAll(this.#subject.make("call a tool").stream(question, config));
      const whole = rest.reduce((left, right) => left.concat(right), first as AIMessageChunk);
      this.#expectToolCall(whole.tool_calls);
    });
    const parts = recording.ofType("chat_model.delta").flatMap((delta) => delta.parts);
    const pieces = parts.flatMap((part) => (part.type === "tool_call" ? [part] : []));
    expectThat(pieces.length > 1, "the call streams in more than one piece");
    const { name, args } = this.#subject.toolCall as Exclude<ChatModelSubject["toolCall"], string>;
    expectEqual(
      pieces.flatMap((piece) => piece.name ?? []),
      [name],
      "the names in the pieces: one, once",
    );
    expectEqual(
      JSON.parse(pieces.map((piece) => piece.args).join("")),
      args,
      "what the pieces of the arguments come to",
    );
  }

  async structuredOutput(): Promise<void> {
    const { name, args } = this.#subject.toolCall as Exclude<ChatModelSubject["toolCall"], string>;
    const schema = { type: "object", properties: {} };
    const model = this.#subject.make("call a tool").withStructuredOutput(schema, { name });
    expectEqual(await model.invoke(question), args, "the structured output");
    const pieces = await readAll(
      this.#subject.make("call a tool").withStructuredOutput(schema, { name }).stream(question),
    );
    expectEqual(pieces.at(-1), args, "the last piece of the structured output");
  }

  async secrets(): Promise<void> {
    const model = this.#subject.make("answer");
    const { recording } = await hearModelCall((config) => readAll(model.stream(question, config)));
    const told = JSON.stringify([model, model.toJSON(), recording.events.map((event) => [event, event.serialized])]);
    expectThat(!told.includes(this.#subject.secret as string), "its secret is in nothing that it tells of itself");
  }

  #expectUsage(usage: Usage | UsageMetadata, what: string): void {
    const { input_tokens, output_tokens, total_tokens } = usage as Partial<UsageMetadata>;
    const expected = this.#subject.usage as Exclude<ChatModelSubject["usage"], string>;
    expectEqual({ input_tokens, output_tokens }, expected, what);
    expectEqual(total_tokens, expected.input_tokens + expected.output_tokens, `${what}: the total`);
    if ("source" in usage) expectEqual(usage.source, "provider", `${what}: its source`);
  }

  #expectToolCall(calls: AIMessageChunk["tool_calls"] | undefined): void {
    const { name, args } = this.#subject.toolCall as Exclude<ChatModelSubject["toolCall"], string>;
    expectEqual(
      calls?.map((call) => [call.name, call.args]),
      [[name, args]],
      "the tools it calls",
    );
    expectThat(typeof calls?.[0]?.id === "string", "the call has an id");
  }
}

function keep(event: EarshotEvent, deltas: ModelDelta[]): void {
  if (event.type === "chat_model.delta") deltas.push(event);
}

function sum(usages: readonly (UsageMetadata | undefined)[]): UsageMetadata {
  const total = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };
  for (const usage of usages) {
    total.input_tokens += usage?.input_tokens ?? 0;
    total.output_tokens += usage?.output_tokens ?? 0;
    total.total_tokens += usage?.total_tokens ?? 0;
  }
  return total;
}
