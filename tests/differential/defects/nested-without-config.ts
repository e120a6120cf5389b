import type { Subject } from "./subject.js";

/** A child invoked without being handed the config, with nothing but the runnables imported. */
export async function nestedWithoutConfig({ library }: Subject): Promise<unknown> {
  const names: (string | undefined)[] = [];
  const handler = {
    name: "names",
    awaitHandlers: true,
    handleChainStart: (...args: unknown[]) => void names.push(args[7] as string),
  };
  const child = library.RunnableLambda.from((input: number) => input).withConfig({ runName: "child" });
  await library.RunnableLambda.from(async (input: number) => child.invoke(input)).invoke(1, {
    callbacks: [handler],
    runName: "parent",
  });
  return { heard: names };
}
