import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A child that its parent starts and doesn't wait for: what becomes of it, and when its run ends. */
export async function unawaitedChild({ library }: Subject): Promise<unknown> {
  const heard: string[] = [];
  const handler = {
    name: "ends",
    awaitHandlers: true,
    handleChainEnd: ({ output }: { output?: unknown }) => void heard.push(String(output)),
    handleChainError: (error: Error) => void heard.push(error.name),
  };
  const child = library.RunnableLambda.from(() => setTimeout(20, "child"));
  let outcome: Promise<string> | undefined;
  const parent = library.RunnableLambda.from((input: number, config) => {
    outcome = child.invoke(input, config).catch((error: Error) => error.name);
    return "parent";
  });
  await parent.invoke(1, { callbacks: [handler] });
  const answered = await outcome;
  await setTimeout(20);
  return { child: answered, ends: [...heard] };
}
