import type { RunnableConfig } from "../../src/exports/events.js";
import type { Runnable } from "../../src/exports/runnables.js";
import type { CallPlan } from "./chain-plan.js";

/** Calls a chain as a plan says, and leaves it as the plan says. Every part takes a text. */
export async function callChain(
  chain: Runnable<unknown, unknown>,
  plan: CallPlan,
  config: RunnableConfig,
): Promise<unknown> {
  const input = "why";
  if (plan.call === "invoke") return chain.invoke(input, config);
  if (plan.call === "batch") {
    const inputs = Array.from({ length: plan.count }, () => input);
    return plan.returnExceptions
      ? chain.batch(inputs, config, { returnExceptions: true })
      : chain.batch(inputs, config);
  }
  const stream = await chain.stream(input, config);
  if (plan.leaves === "never reads") return undefined;
  if (plan.leaves === "by cancel") return stream.cancel();
  let read = 0;
  for await (const _ of stream) {
    if (read++ !== plan.after) continue;
    if (plan.leaves === "by break") break;
    if (plan.leaves === "by a throw") throw new Error("consumer throws");
  }
  return read;
}
