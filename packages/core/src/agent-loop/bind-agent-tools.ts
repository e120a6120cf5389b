import { RunnableBinding } from "../runnables/runnable-binding.js";
import type { AgentModel } from "./agent-model.js";
import { InvalidAgentError } from "./invalid-agent-error.js";

/**
 * The model, told of the tools: also one that has a config bound to it.
 *
 * @throws InvalidAgentError if it can't call tools
 */
export function bindAgentTools(model: AgentModel, tools: object[], options: object): AgentModel {
  if (model.bindTools !== undefined) return model.bindTools(tools, options);
  if (!RunnableBinding.isRunnableBinding(model)) throw cannotCall(model);
  const { bound, config, kwargs, configFactories } = model;
  if ("tools" in config || "tools" in kwargs)
    throw new InvalidAgentError(`${model.getName()} has tools bound to it; give them to the agent instead.`);
  const told = bindAgentTools(bound as unknown as AgentModel, tools, options) as unknown as typeof bound;
  return new RunnableBinding({ bound: told, config, kwargs, configFactories }) as unknown as AgentModel;
}

function cannotCall(model: AgentModel): InvalidAgentError {
  return new InvalidAgentError(
    `${model.getName()} has no \`bindTools\`, so it can call no tools. Use a chat model that can, or leave \`tools\` and \`responseFormat\` out.`,
  );
}
