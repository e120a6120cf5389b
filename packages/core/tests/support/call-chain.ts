import type { RunnableConfig } from "../../src/exports/events.js";
import type { CallPlan } from "./chain-plan.js";
import type { Part } from "./compose-parts.js";

const input = "why";

/** Calls a chain as a plan says, and leaves it as the plan says. Every part takes a text. */
export async function callChain(
  chain: Part,
  plan: CallPlan,
  { cancel, ...config }: RunnableConfig & { readonly cancel: () => void },
): Promise<unknown> {
  if (plan.call === "invoke") return chain.invoke(input, config);
  if (plan.call === "batch") {
    const inputs = Array.from({ length: plan.count }, () => input);
    return plan.returnExceptions
      ? chain.batch(inputs, config, { returnExceptions: true })
      : chain.batch(inputs, config);
  }
  const stream = await openStream(chain, plan.call, config);
  if (plan.leaves === "never reads") return undefined;
  if (plan.leaves === "by cancel") return "cancel" in stream ? stream.cancel() : stream.return?.(undefined);
  let read = 0;
  for await (const _ of stream) {
    if (read++ !== plan.after) continue;
    if (plan.leaves === "by break") break;
    if (plan.leaves === "by a throw") throw new Error("consumer throws");
    if (plan.leaves === "by abort") cancel();
  }
  return read;
}

type StreamingCall = Extract<CallPlan, { readonly after: number }>["call"];

async function openStream(chain: Part, call: StreamingCall, config: RunnableConfig) {
  if (call === "stream") return chain.stream(input, config);
  if (call === "streamEvents") return chain.streamEvents(input, { ...config, version: "v2" });
  if (call === "streamLog") return chain.streamLog(input, config);
  async function* fed(): AsyncGenerator<string> {
    yield "wh";
    yield "y";
  }
  return chain.transform(fed(), config);
}
