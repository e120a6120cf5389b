import { run, runStream } from "@earshot/core/events";
import { AIMessage } from "@earshot/core/messages";

const answer = (text: string) => ({ generations: [[{ text, message: new AIMessage(text) }]] });

export const chain = (name: string, runType?: string) =>
  ({ kind: "chain", name, runType, start: { inputs: { q: 1 } } }) as const;
export const tool = (name: string) =>
  ({ kind: "tool", name, start: { args: { q: "sea" }, input: "{}", toolCallId: "1" } }) as const;

/** Streams words, each when it is asked for; a promise among them is waited for. */
export async function speak(
  name: string,
  words: readonly (string | Promise<unknown>)[],
  config: object,
): Promise<void> {
  const start = { messages: [], invocationParams: { model: "m-1" }, options: {} };
  const stream = runStream(
    { kind: "chat_model", name, start, combine: (chunks: readonly string[]) => answer(chunks.join("")) },
    async function* (handle) {
      handle.usage = { source: "provider", input_tokens: 2, output_tokens: 3, total_tokens: 5 };
      for (const word of words) {
        if (typeof word === "string") yield word;
        else await word;
      }
    },
    config,
  );
  while ((await stream.next()).done !== true);
}

/** A promise and what resolves it. */
export function createGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** A run of everything that is shown: a prompt, two models that speak, a tool that tries again, an error that is dealt with. */
export async function runOfEverything(
  name: string,
  callbacks: readonly object[],
  pause = (): Promise<void> => Promise.resolve(),
) {
  const work = async ({ config }: { readonly config: object }) => {
    await run(chain("Prompt", "prompt"), () => "x", config);
    await speak("writer", ["Hello ", "there, 東京 🗼 e\u0301.\nSecond", " line.", pause()], config);
    await run(
      tool("search"),
      async (handle) => {
        handle.retry({ attempt: 1, error: new Error("busy"), delayMs: 20 });
        handle.custom("progress", { percent: 50 });
        await pause();
        return { found: 1 };
      },
      config,
    );
    await run(
      tool("book"),
      () => Promise.reject(new Error("no seats", { cause: new TypeError("closed") })),
      config,
    ).catch(() => undefined);
    await speak("critic", ["A sentence that is long enough to be broken, ".repeat(6), pause()], config);
  };
  await run(chain(name), work as never, { callbacks: callbacks as never });
}
