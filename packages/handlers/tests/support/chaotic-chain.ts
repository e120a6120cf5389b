import { run, runStream, type EventType, type Handler } from "@earshot/core/events";
import { AIMessageChunk, HumanMessage } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";
import { RunnableLambda, type RunnableConfig } from "@earshot/core/runnables";

/** What happened besides, for whoever counts. */
export interface ChaosTally {
  /** The types of what was said by runs that had ended, and of starts below them: counted as dropped for each handler, and heard by none. */
  readonly late: EventType[];
}

/** Calls a chain that fails, hangs, is aborted or left, as chance has it. Settles in any case. */
export async function callChaoticChain(
  random: () => number,
  callbacks: readonly Handler[],
  tally: ChaosTally,
): Promise<void> {
  const controller = new AbortController();
  const abort = random() < 0.2 ? setTimeout(() => controller.abort(), random() * 30) : undefined;
  const config: RunnableConfig = {
    callbacks: [...callbacks],
    timeout: 60 + random() * 200,
    signal: controller.signal,
    tags: random() < 0.5 ? ["often"] : [],
    metadata: { user: `user-${Math.floor(random() * 10)}` },
  };
  const part = (name: string) =>
    RunnableLambda.from(async (input: unknown, inner: RunnableConfig) => {
      await pause(random);
      failNowAndThen(random, name);
      await speak(random, inner, tally);
      return input;
    }).withConfig({ runName: name });
  const chain = part("first").pipe(part("second"));
  try {
    if (random() < 0.5) await chain.invoke("question", config);
    else
      for await (const _ of await chain.stream("question", config)) {
        if (random() < 0.3) break;
      }
  } catch {
    // As planned, or as a guard would have it
  } finally {
    clearTimeout(abort);
  }
}

/** A model that streams, a tool that it calls, and a word in between; each may fail, hang or be left. */
async function speak(random: () => number, config: RunnableConfig, tally: ChaosTally): Promise<void> {
  const start = { messages: [new HumanMessage("hi")], invocationParams: { model: "m-1" }, options: {} };
  const chunks = 1 + Math.floor(random() * 5);
  const answer = async function* () {
    for (let index = 0; index < chunks; index++) {
      await pause(random);
      failNowAndThen(random, "model");
      yield new ChatGenerationChunk({ text: `t${index} `, message: new AIMessageChunk(`t${index} `) });
    }
  };
  if (config.signal?.aborted) tally.late.push("chat_model.start");
  const leavesAt = random() < 0.1 ? 1 : chunks;
  let read = 0;
  for await (const _ of runStream({ kind: "chat_model", name: "model", start }, answer, config))
    if (++read > leavesAt) break;
  if (config.signal?.aborted) tally.late.push("tool.start");
  await run(
    { kind: "tool", name: "tool", start: { args: { n: 1 }, input: "1", toolCallId: "c" } },
    async (handle) => {
      const say = (word: string) => {
        if (handle.signal.aborted) tally.late.push("run.custom");
        return handle.custom(word, { at: word });
      };
      await say("before");
      await pause(random);
      await say("after");
      failNowAndThen(random, "tool");
    },
    config,
  );
}

async function pause(random: () => number): Promise<void> {
  if (random() < 0.02) await new Promise(() => undefined); // until its timeout, or its signal
  if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 10));
}

function failNowAndThen(random: () => number, what: string): void {
  if (random() < 0.05) throw new RangeError(`the ${what} fails`);
}
