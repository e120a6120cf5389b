import { InvalidOptionError } from "@earshot/core/errors";
import { checkOption, checkOptions, option, type OptionShape, type ShapesOf } from "@earshot/core/options";
import type { UsageMetadata } from "@earshot/core/messages";
import type { ScriptedAnswer, ScriptedParts, ScriptedSteps, ScriptedToolCall, ScriptLine } from "./script.js";

const textOrTexts = option.either(option.text, { ...option.listOf(option.text), wanted: "a list of them" });

const call = option.objectOf({
  name: option.required(option.name),
  args: option.required(option.object),
  id: option.text,
} satisfies ShapesOf<ScriptedToolCall>);

const tokens = option.required(option.number());

const usage = option.objectOf({
  input_tokens: tokens,
  output_tokens: tokens,
  total_tokens: tokens,
  input_token_details: option.object,
  output_token_details: option.object,
} satisfies ShapesOf<UsageMetadata>);

const error: OptionShape = {
  wanted: "an Error, or `{ message, name, … }`",
  fits: (value) =>
    value instanceof Error || typeof (value as { readonly message?: unknown } | null)?.message === "string",
};

const stall: OptionShape = { wanted: 'true or "deaf"', fits: (value) => value === true || value === "deaf" };

const facts = { delayMs: option.number(), responseMetadata: option.object, id: option.text };

const partShapes: ShapesOf<ScriptedParts> = {
  ...facts,
  reasoning: textOrTexts,
  text: textOrTexts,
  toolCalls: option.listOf(call),
  usage,
  error,
  stall,
};

const stepShapes = {
  text: option.text,
  reasoning: option.text,
  toolCall: call,
  usage,
  waitMs: option.number(),
  until: {
    wanted: "a promise",
    fits: (value: unknown) => typeof (value as Partial<PromiseLike<unknown>> | null)?.then === "function",
  },
  stall,
  error,
};

const step: OptionShape = {
  wanted: `an object with one of ${Object.keys(stepShapes).join(", ")}`,
  fits: (value) => option.object.fits(value) && Object.keys(value as object).length === 1,
  fields: stepShapes,
};

const stepsShapes: ShapesOf<ScriptedSteps> = { ...facts, steps: option.required(option.listOf(step)) };

const wanted =
  'a text, an Error, an object such as `{ text: "…" }`, `{ toolCalls: [{ name, args }] }` or `{ steps: […] }`, a function of the request that answers one of these, or a list of them';

const line: OptionShape = {
  wanted,
  isRequired: true,
  fits: (value) =>
    typeof value === "string" ||
    typeof value === "function" ||
    (option.object.fits(value) && (value instanceof Error || Object.keys(value as object).length > 0)),
};

/**
 * Refuses what would quietly answer nothing, or something else.
 *
 * @throws UnknownOptionError, InvalidOptionError
 */
export function checkScript(script: ScriptLine | readonly ScriptLine[]): void {
  const where = "the script of scriptedChatModel";
  if (!Array.isArray(script)) return checkLine(where, script as ScriptLine);
  if (script.length === 0) throw new InvalidOptionError(where, script, wanted);
  for (const [index, each] of (script as readonly ScriptLine[]).entries())
    checkLine(`answer ${index + 1} of the script of scriptedChatModel`, each);
}

/** The same for what a function of a script answered. */
export function checkAnswer(answer: ScriptedAnswer): void {
  const where = "what a function in the script of scriptedChatModel answered";
  if (typeof answer === "function") throw new InvalidOptionError(where, answer, wanted);
  checkLine(where, answer);
}

function checkLine(where: string, given: ScriptLine): void {
  checkOption(where, given, line);
  if (typeof given !== "object" || given instanceof Error) return;
  if ("steps" in given) checkOptions(where, given, stepsShapes);
  else checkOptions(where, given, partShapes);
}
