import { describeGiven } from "../errors/invalid-option-error.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { SystemMessage } from "../messages/system-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import { coerceToRunnable } from "../runnables/coerce-to-runnable.js";
import { RunnableLambda } from "../runnables/runnable-lambda.js";
import { Runnable } from "../runnables/runnable.js";
import type { Schema } from "../schema/schema.js";
import type { AgentModel } from "./agent-model.js";
import type { AgentPrompt, AgentPromptInput } from "./agent-prompt.js";
import { type AgentTool, isAgentTool } from "./agent-tool.js";
import { bindAgentTools } from "./bind-agent-tools.js";
import type { CreateAgentParams } from "./create-agent-params.js";
import { FinalAnswer } from "./final-answer.js";
import type { InterruptOn } from "./interrupt-on.js";
import { InvalidAgentError } from "./invalid-agent-error.js";
import type { OnToolError } from "./on-tool-error.js";

/** What an agent's calls work with: its parts, checked and put together once. */
export interface AgentParts {
  readonly name: string;
  /** Told of the tools. */
  readonly model: AgentModel;
  readonly tools: ReadonlyMap<string, AgentTool>;
  /** Told before the messages. */
  readonly system: BaseMessage | undefined;
  /** Makes the model's input of the messages. */
  readonly prompt: Runnable<AgentPromptInput, BaseLanguageModelInput> | undefined;
  readonly finalAnswer: FinalAnswer | undefined;
  readonly onToolError: OnToolError;
  readonly interruptOn: InterruptOn;
}

/** What is not among these would silently not happen: a middleware that was to ask first, say. */
const known: Readonly<Record<keyof CreateAgentParams<Schema>, true>> = {
  model: true,
  tools: true,
  systemPrompt: true,
  prompt: true,
  responseFormat: true,
  onToolError: true,
  interruptOn: true,
  name: true,
  callbacks: true,
  tags: true,
  metadata: true,
  verbose: true,
};

/** @throws UnknownOptionError, InvalidAgentError if they don't fit together */
export function toAgentParts(name: string, params: CreateAgentParams<Schema | undefined>): AgentParts {
  for (const key of Object.keys(params))
    if (!(key in known)) throw new UnknownOptionError("createAgent", key, Object.keys(known));
  const { model, tools: given = [], responseFormat, onToolError = "feed-back", interruptOn = {} } = params;
  if (!Runnable.isRunnable(model))
    throw new InvalidAgentError(`\`model\` has to be a chat model, not ${describeGiven(model)}.`);
  checkTools(given);
  const tools = byName(given.filter(isAgentTool));
  const finalAnswer = responseFormat === undefined ? undefined : new FinalAnswer(responseFormat);
  if (finalAnswer !== undefined) checkAnswer(finalAnswer, tools);
  for (const gated of Object.keys(interruptOn))
    if (!tools.has(gated))
      throw new InvalidAgentError(
        `\`interruptOn\` names "${gated}", and there is no such tool among: ${namesOf(tools)}.`,
      );
  const offered: object[] = [...given];
  if (finalAnswer !== undefined) offered.push(finalAnswer.definition);
  return {
    name,
    model:
      offered.length === 0 ? model : bindAgentTools(model, offered, finalAnswer?.optionsFor(model as AgentModel) ?? {}),
    tools,
    ...readPrompt(params),
    finalAnswer,
    onToolError,
    interruptOn,
  };
}

function checkTools(given: unknown): void {
  if (!Array.isArray(given)) throw new InvalidAgentError(`\`tools\` has to be a list, not ${describeGiven(given)}.`);
  for (const tool of given as unknown[])
    if (typeof tool !== "object" || tool === null)
      throw new InvalidAgentError(
        `a tool has to be what \`tool()\` or \`asTool\` makes, or a provider's own, not ${describeGiven(tool)}.`,
      );
}

function byName(tools: readonly AgentTool[]): Map<string, AgentTool> {
  const named = new Map<string, AgentTool>();
  for (const tool of tools) {
    if (named.has(tool.name))
      throw new InvalidAgentError(`two tools are named "${tool.name}": the model could not tell them apart.`);
    named.set(tool.name, tool);
  }
  return named;
}

function checkAnswer({ name }: FinalAnswer, tools: ReadonlyMap<string, AgentTool>): void {
  if (tools.has(name))
    throw new InvalidAgentError(
      `with a \`responseFormat\`, "${name}" is how the answer is given; name that tool otherwise.`,
    );
  for (const tool of tools.values())
    if (tool.returnDirect === true)
      throw new InvalidAgentError(
        `"${tool.name}" says \`returnDirect\`: it would end the run without the answer that \`responseFormat\` asks for. Leave out one of the two.`,
      );
}

function readPrompt({ systemPrompt, prompt }: { systemPrompt?: string | SystemMessage; prompt?: AgentPrompt }): {
  readonly system: BaseMessage | undefined;
  readonly prompt: AgentParts["prompt"];
} {
  if (systemPrompt !== undefined && prompt !== undefined)
    throw new InvalidAgentError("`systemPrompt` and `prompt` are two ways to say the same; leave out one of the two.");
  const given = systemPrompt ?? prompt;
  if (typeof given === "string") return { system: new SystemMessage(given), prompt: undefined };
  if (given === undefined || given instanceof SystemMessage) return { system: given, prompt: undefined };
  const runnable =
    typeof given === "function" ? RunnableLambda.from(given, { name: "prompt" }) : coerceToRunnable(given);
  return { system: undefined, prompt: runnable as unknown as NonNullable<AgentParts["prompt"]> };
}

/** For a message that lists them. */
function namesOf(tools: ReadonlyMap<string, AgentTool>): string {
  return [...tools.keys()].join(", ") || "none";
}
