import { type EarshotEvent, safeJson } from "@earshot/core/events";
import { isBaseMessage, type AIMessage, type BaseMessage } from "@earshot/core/messages";
import type { ChatGeneration } from "@earshot/core/outputs";
import { factsOf, type HeardRun } from "./heard-run.js";

const widest = 60;

/** Trees of runs to read, a line each: what it is, what it was given, what came of it; and what it said. */
export function renderHeardRuns(runs: readonly HeardRun[]): string {
  return runs.flatMap((run) => linesOf(run)).join("\n");
}

function linesOf(run: HeardRun): string[] {
  const { kind, runType, name } = factsOf(run);
  const notes = notesOf(run.events).map((note) => [`· ${note}`]);
  const below = [...notes, ...run.children.map(linesOf)];
  const lines = [`${runType ?? kind} ${name}: ${givenTo(run.start)} → ${cameOf(run)}`];
  for (const [index, [first, ...rest]] of below.entries()) {
    const isLast = index === below.length - 1;
    lines.push(`${isLast ? "└" : "├"} ${first}`, ...rest.map((line) => `${isLast ? " " : "│"} ${line}`));
  }
  return lines;
}

function givenTo(start: EarshotEvent | undefined): string {
  if (start === undefined) return "(start not heard)";
  switch (start.type) {
    case "chat_model.start":
      return start.messages.length === 1 ? preview(start.messages[0]) : `${start.messages.length} messages`;
    case "llm.start":
      return preview(start.prompt);
    case "tool.start":
      return preview(start.args);
    case "retriever.start":
      return preview(start.query);
    case "embedding.start":
      return `${start.texts.length} texts`;
    default:
      return preview((start as { readonly inputs?: unknown }).inputs);
  }
}

function cameOf({ end }: HeardRun): string {
  if (end === undefined) return "(open)";
  const { status, error } = end as { readonly status: string; readonly error?: unknown };
  const output = outputOf(end);
  if (status === "ok") return output;
  return `${status}${error === undefined ? `, so far ${output}` : ` ${titleOf(error)}`}`;
}

function outputOf(end: EarshotEvent): string {
  switch (end.type) {
    case "chat_model.end":
      return answerOf((end.result.generations[0]?.[0] as ChatGeneration | undefined)?.message, end.usage);
    case "llm.end":
      return preview(end.result.generations[0]?.[0]?.text);
    case "tool.end":
      return preview(end.output);
    case "retriever.end":
      return `${end.documents?.length ?? 0} documents`;
    case "embedding.end":
      return `${end.dimensions ?? "no"} dimensions`;
    default:
      return preview((end as { readonly outputs?: unknown }).outputs);
  }
}

function answerOf(message: BaseMessage | undefined, usage: { readonly source: string }): string {
  const calls = (message as AIMessage | undefined)?.tool_calls ?? [];
  const { input_tokens, output_tokens } = usage as { readonly input_tokens?: number; readonly output_tokens?: number };
  const parts = [
    ...(calls.length > 0 && message?.text === "" ? [] : [preview(message?.text ?? "")]),
    ...calls.map(({ name, args }) => `${name}(${preview(args)})`),
    ...(input_tokens === undefined ? [] : [`[${input_tokens} → ${output_tokens} tokens]`]),
  ];
  return parts.join(" ");
}

/** Chunks by their number, everything else by what it says. */
function notesOf(events: readonly EarshotEvent[]): string[] {
  const chunks = events.filter(({ type }) => type.endsWith(".delta")).length;
  const rest = events.filter(({ type }) => !type.endsWith(".delta")).map(noteOf);
  return chunks === 0 ? rest : [...rest, chunks === 1 ? "1 chunk" : `${chunks} chunks`];
}

function noteOf(event: EarshotEvent): string {
  switch (event.type) {
    case "run.retry":
      return `${event.type} ${event.attempt}: ${titleOf(event.error)}`;
    case "run.fallback":
      return `${event.type} from ${event.from} to ${event.to}: ${titleOf(event.error)}`;
    case "run.custom":
      return `${event.type} ${event.eventName} ${preview(event.data)}`;
    case "run.text":
      return `${event.type} ${preview(event.text)}`;
    case "agent.action":
      return `${event.type} ${event.action.tool}(${preview(event.action.toolInput)})`;
    default:
      return event.type;
  }
}

function titleOf(error: unknown): string {
  if (!(error instanceof Error)) return preview(error);
  const [first = ""] = error.message.split("\n");
  return `${error.name}: ${cut(first)}`;
}

/** Messages by their text, everything else as JSON, cut to a width. */
export function preview(value: unknown): string {
  if (isBaseMessage(value))
    return value.type === "ai" ? answerOf(value, { source: "unavailable" }) : `${value.type}: ${preview(value.text)}`;
  if (Array.isArray(value) && value.length > 0 && value.every(isBaseMessage)) return `${value.length} messages`;
  const messages = (value as { readonly messages?: unknown } | null | undefined)?.messages;
  if (Array.isArray(messages)) return messages.length === 1 ? preview(messages[0]) : `${messages.length} messages`;
  return value === undefined ? "nothing" : cut(JSON.stringify(safeJson(value)));
}

const cut = (text: string): string => (text.length > widest ? `${text.slice(0, widest)}…` : text);
