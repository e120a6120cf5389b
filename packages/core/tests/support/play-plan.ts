import { Interrupt } from "../../src/exports/errors.js";
import { run, runStream, type RunHandle, type RunnableConfig } from "../../src/exports/events.js";
import type { RunPlan } from "./run-plan.js";
import { startOptions } from "./start-options.js";
import { wait } from "./wait.js";

type RunOnly = Extract<RunPlan, { form: "run" }>;
type StreamOnly = Extract<RunPlan, { form: "stream" }>;

const never = (): Promise<never> => new Promise(() => undefined);

/** Does what a plan says, below the run that `config` comes from. */
export function playPlan(plan: RunPlan, config: RunnableConfig): Promise<unknown> {
  const controller = new AbortController();
  let own = config;
  if (plan.exit === "abort itself") own = { ...config, signal: controller.signal };
  if (plan.exit === "time out") own = { ...config, timeout: 2 };
  return plan.form === "run" ? playRun(plan, own, controller) : playStream(plan, own, controller);
}

function playRun(plan: RunOnly, config: RunnableConfig, controller: AbortController): Promise<unknown> {
  // With nothing to wait for, the body is synchronous: another path through the runtime.
  if (plan.children.length === 0 && plan.says === 0)
    return run(startOptions.chain, () => finishRun(plan, controller), config);
  return run(
    startOptions.chain,
    async (handle) => {
      await playBelow(plan, handle);
      return finishRun(plan, controller);
    },
    config,
  );
}

function finishRun({ exit }: RunOnly, controller: AbortController): unknown {
  switch (exit) {
    case "return":
      return "value";
    case "resolve":
      return wait(1);
    case "throw":
      throw new Error("thrown");
    case "reject":
      return wait(0).then(() => Promise.reject(new Error("rejected")));
    case "interrupt":
      throw new Interrupt("paused");
    case "abort itself":
      controller.abort();
      return wait(1);
    default:
      return never();
  }
}

async function playStream(plan: StreamOnly, config: RunnableConfig, controller: AbortController): Promise<unknown> {
  const stream = runStream(
    startOptions.tool,
    async function* (handle) {
      await playBelow(plan, handle);
      for (let index = 0; index < plan.chunks; index++) {
        if (index % 2 === 1) await wait(0);
        yield index;
      }
      if (plan.exit === "fail") throw new Error("stream fails");
      if (plan.exit === "abort itself") controller.abort();
      if (plan.exit === "hang" || plan.exit === "time out") await never();
    },
    config,
  );
  switch (plan.exit) {
    case "never pulled":
      return undefined;
    case "abandoned midway":
      await stream.next();
      return undefined;
    case "return while pulling": {
      const pull = stream.next();
      await Promise.all([pull, stream.return()]);
      return undefined;
    }
    default:
      return consume(plan, stream);
  }
}

async function consume({ exit }: StreamOnly, stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const _ of stream) {
    if (exit === "break") return "left";
    if (exit === "throw in the loop") throw new Error("consumer throws");
    if (exit === "abort itself") await wait(0);
  }
  return "read";
}

async function playBelow(plan: RunPlan, handle: RunHandle): Promise<void> {
  for (let index = 0; index < plan.says; index++)
    await (index === 0 ? handle.text("so") : handle.custom("mine", index));
  const play = (child: RunPlan): Promise<unknown> => {
    const played = playPlan(child, handle.config);
    return plan.forgives ? played.catch(() => undefined) : played;
  };
  if (plan.order === "one by one") for (const child of plan.children) await play(child);
  const playing = plan.order === "one by one" ? [] : plan.children.map(play);
  if (plan.order === "at once") await Promise.all(playing);
  // Who lets go of work answers for what becomes of it.
  for (const played of playing) played.catch(() => undefined);
}
