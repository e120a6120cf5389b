import { defineHandler, type EventOf, type GuardingHandler } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { InvalidLimitError } from "../guards/invalid-limit-error.js";
import { askedModel } from "../pricing/asked-model.js";
import type { PricedStart } from "../pricing/priced-event.js";
import { matchesName, type NamePattern } from "./matches-name.js";
import { NotAllowedError } from "./not-allowed-error.js";

/** What {@link allowListGuard} may be told. What is left out is not restricted; an empty list allows none. */
export interface AllowListGuardOptions {
  /** Models that may be asked, by the name that the provider has for them. One without a name is refused. */
  readonly models?: readonly NamePattern[];
  /** Tools that may be called. */
  readonly tools?: readonly NamePattern[];
}

const names = option.listOf(option.pattern);
const shapes: ShapesOf<AllowListGuardOptions> = { models: names, tools: names };

/**
 * Lets no other models be asked and no other tools be called than those of a list: names, globs with `*` and `?`, or regular expressions. It objects
 * at the start, before anything is done, with a {@link NotAllowedError}.
 *
 * @throws {InvalidLimitError} if there is no list
 * @throws {UnknownOptionError | InvalidOptionError} for an option that there is not, or that can't be so
 * @example
 * ```ts
 * import { HandlerAbort } from "@earshot/core/errors";
 * import { tool } from "@earshot/core/tools";
 * import { allowListGuard } from "@earshot/handlers/allow-list";
 *
 * const callbacks = [allowListGuard({ models: ["claude-*"], tools: ["read_file", /^search_/] })];
 * const remove = tool(() => "gone", { name: "remove_file", schema: { type: "object", properties: {} } });
 * const error = await remove.invoke({}, { callbacks }).catch((reason: HandlerAbort) => reason.cause);
 * console.log(String(error)); // => NotAllowedError: The tool "remove_file" is not allowed here. Allowed: read_file, /^search_/. Use one of these, or add it to `tools`.
 * ```
 */
export function allowListGuard(options: AllowListGuardOptions): GuardingHandler {
  checkOptions("allowListGuard", options, shapes);
  const { models, tools } = options;
  if (models === undefined && tools === undefined)
    throw new InvalidLimitError("allowListGuard", { problem: "no list", remedy: "Give `models`, `tools`, or both." });
  return defineHandler({ name: "allow-list", policy: "guard", on: { ...checkModels(models), ...checkTools(tools) } });
}

function checkModels(models: readonly NamePattern[] | undefined) {
  if (models === undefined) return {};
  const isAllowed = matchesName(models);
  const check = (event: PricedStart): void => {
    const { model } = askedModel(event);
    if (model === undefined || !isAllowed(model))
      throw new NotAllowedError({ kind: "model", refused: model, allowed: models.map(String) });
  };
  return { "chat_model.start": check, "llm.start": check, "embedding.start": check };
}

function checkTools(tools: readonly NamePattern[] | undefined) {
  if (tools === undefined) return {};
  const isAllowed = matchesName(tools);
  return {
    "tool.start": ({ name }: EventOf<"tool.start">): void => {
      if (!isAllowed(name)) throw new NotAllowedError({ kind: "tool", refused: name, allowed: tools.map(String) });
    },
  };
}
