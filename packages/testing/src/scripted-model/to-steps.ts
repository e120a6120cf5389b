import type { ScriptedAnswer, ScriptStep } from "./script.js";

/** The steps that an answer comes to. */
export function toSteps(answer: ScriptedAnswer): readonly ScriptStep[] {
  if (typeof answer === "string") return textSteps(answer);
  if (answer instanceof Error) return [{ error: answer }];
  if ("steps" in answer) return answer.steps;
  const { reasoning, text, toolCalls = [], usage, error, stall } = answer;
  return [
    ...piecesOf(reasoning).map((piece) => ({ reasoning: piece })),
    ...(text === undefined ? [] : textSteps(text)),
    ...toolCalls.map((toolCall) => ({ toolCall })),
    ...(usage === undefined ? [] : [{ usage }]),
    ...(stall === undefined ? [] : [{ stall }]),
    ...(error === undefined ? [] : [{ error }]),
  ];
}

const textSteps = (text: string | readonly string[]): ScriptStep[] => piecesOf(text).map((piece) => ({ text: piece }));

/** Words, with the space before them, so that they add up to the text. */
function piecesOf(text: string | readonly string[] | undefined): readonly string[] {
  if (text === undefined) return [];
  return typeof text === "string" ? (text.match(/\s*\S+|\s+$/g) ?? []) : text;
}
