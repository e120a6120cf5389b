import type { RunRecord } from "@earshot/trace";
import { inComment, literal } from "./literal.js";

/** A model of a trace, as a test replays it. */
export interface ReplayedModel {
  /** What the test calls it. */
  readonly variable: string;
  /** `BaseChatModel`, or `BaseLLM` of a text model. */
  readonly type: "BaseChatModel" | "BaseLLM";
  readonly replay: "replayModel" | "replayLLM";
  /** Which of the recording's it is, as source of an option; none where there is but one. */
  readonly chosen: string | undefined;
  /** For people, within a comment. */
  readonly title: string;
}

/** The models that calls are of, told apart as `replayModel` tells them apart. */
export function replayedModels(calls: readonly RunRecord[]): readonly ReplayedModel[] {
  const byKind = (["chat_model", "llm"] as const).map((kind) => distinct(calls.filter((call) => call.kind === kind)));
  const count = byKind.flat().length;
  let place = 0;
  return byKind.flatMap((models) =>
    models.map((model) => ({
      variable: count === 1 ? "model" : `model${++place}`,
      type: model.kind === "llm" ? ("BaseLLM" as const) : ("BaseChatModel" as const),
      replay: model.kind === "llm" ? ("replayLLM" as const) : ("replayModel" as const),
      chosen: models.length === 1 ? undefined : chosenBy(model, models),
      title: inComment(
        [...new Set([model.name, modelName(model)])].filter((each) => typeof each === "string").join(", "),
      ),
    })),
  );
}

const modelName = ({ metadata }: RunRecord): unknown => metadata["ls_model_name"];

function distinct(calls: readonly RunRecord[]): readonly RunRecord[] {
  const models = new Map<string, RunRecord>();
  for (const call of calls) {
    const key = JSON.stringify([call.name, call.metadata["ls_provider"], modelName(call)]);
    if (!models.has(key)) models.set(key, call);
  }
  return [...models.values()];
}

/** The model's own name, or its runs', if no other goes by it. */
function chosenBy(model: RunRecord, models: readonly RunRecord[]): string {
  const names = [modelName(model), model.name].filter((name) => typeof name === "string");
  const goesBy = (other: RunRecord, name: string): boolean =>
    other.name === name || modelName(other) === name || other.tags.includes(name);
  const name = names.find((each) => models.every((other) => other === model || !goesBy(other, each)));
  if (name !== undefined) return literal(name);
  const facts = ["ls_provider", "ls_model_name"].map((key) => {
    const fact = model.metadata[key];
    return ` && metadata[${literal(key)}] === ${typeof fact === "string" ? literal(fact) : "undefined"}`;
  });
  return `({ name, metadata }) => name === ${literal(model.name)}${facts.join("")}`;
}
