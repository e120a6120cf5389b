import type { OutputOfSchema, Schema } from "../schema/schema.js";
import type { Agent } from "./agent.js";
import { AgentRunnable } from "./agent-runnable.js";
import type { CreateAgentParams } from "./create-agent-params.js";

/**
 * A model that calls tools until it has its answer: each step asks the model and runs the calls of its reply side by side, until a reply has
 * none. A runnable like any other: the runs of model and tools are children of the agent's, `agent.action` is said before each tool's run
 * and `agent.finish` at the end.
 *
 * The calls of a reply are answered in their order, `maxConcurrency` of them at a time. A tool's error, a call of a tool that there isn't
 * and arguments that don't fit are fed back to the model, unless `onToolError` says otherwise. A tool with `returnDirect` ends the run.
 *
 * For more than this loop, such as branches, several agents that hand over, or state of one's own, use LangGraph.
 *
 * @throws InvalidAgentError if its parts don't fit together
 * @throws AgentStepLimitError from a call, if the model is not done after `recursionLimit` times; it carries the messages so far
 * @throws AgentInterrupt from a call, at tools of `interruptOn`; it carries what `resume` needs
 * @example
 * ```ts
 * import { createAgent } from "@earshot/core/agents";
 * import { tool } from "@earshot/core/tools";
 * import { FakeToolCallingModel } from "@earshot/core/utils/testing";
 * import { z } from "zod";
 *
 * const add = tool(({ a, b }) => a + b, { name: "add", schema: z.object({ a: z.number(), b: z.number() }) });
 * const model = new FakeToolCallingModel({ toolCalls: [[{ name: "add", args: { a: 1, b: 2 } }]] });
 * const agent = createAgent({ model, tools: [add], systemPrompt: "You can count." });
 * const { messages } = await agent.invoke("1 + 2?");
 * console.log(messages.map((message) => `${message.type}: ${message.text}`)); // => [ 'human: 1 + 2?', 'ai: ', 'tool: 3', 'ai: done' ]
 * ```
 */
export function createAgent(params: CreateAgentParams): Agent;
export function createAgent<TFormat extends Schema>(
  params: CreateAgentParams<TFormat> & { responseFormat: TFormat },
): Agent<OutputOfSchema<TFormat>>;
export function createAgent(params: CreateAgentParams<Schema | undefined>): unknown {
  return new AgentRunnable(params);
}
