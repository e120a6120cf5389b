import type { OutputOfSchema, Schema } from "../schema/schema.js";
import { Agent } from "./agent.js";
import type { AgentFields } from "./agent-fields.js";

/** The type of an agent's structured response, by its `responseFormat`. */
export type ResponseOf<TSchema> = TSchema extends Schema ? OutputOfSchema<TSchema> : undefined;

/**
 * A small agent: asks the model, runs the tools it calls – in parallel, their answers in the order of the calls – and asks again, until it answers without
 * a call. It is a runnable: it streams, is aborted, and is heard, with each model's and tool's run below its own.
 *
 * What a tool throws is told to the model, unless `onToolError` says otherwise; so are arguments that don't fit, and names of tools that there are not.
 * A call that has to be approved (`interruptOn`) ends the run `interrupted`, by an `Interrupt` whose `value` is plain data: the same agent, invoked with
 * that value and the decisions, goes on where it stopped. For graphs of agents LangGraph remains the choice.
 *
 * @throws AgentSetupError if the model can't call tools
 * @throws from `invoke` and `stream`: `AgentStepLimitError` when the model was asked `recursionLimit` times; `Interrupt`; `AgentResumeError`
 * @example
 * ```ts
 * import { createAgent } from "@earshot/core/agents";
 * import { tool } from "@earshot/core/tools";
 * import { FakeToolCallingModel } from "@earshot/core/utils/testing";
 *
 * const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
 * const weather = tool(({ city }) => `${city}: sunny`, { name: "weather", description: "The weather of a city.", schema });
 * const model = new FakeToolCallingModel({ toolCalls: [[{ name: "weather", args: { city: "Bern" }, id: "1" }], []] });
 *
 * const agent = createAgent({ model, tools: [weather] });
 * const { messages } = await agent.invoke("How is the weather in Bern?");
 * console.log(messages.map((message) => message.getType())); // => [ 'human', 'ai', 'tool', 'ai' ]
 * console.log(messages[2]?.text); // => Bern: sunny
 * ```
 */
export function createAgent<TSchema extends Schema | undefined = undefined>(
  fields: AgentFields<TSchema>,
): Agent<ResponseOf<TSchema>> {
  return new Agent<ResponseOf<TSchema>>(fields);
}
