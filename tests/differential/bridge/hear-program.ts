import type { EarshotEvent } from "@earshot/core/events";
import { toLangChain } from "@earshot/langchain";
import { recordingHandler } from "@earshot/testing";
import { setImmediate, setTimeout } from "node:timers/promises";
import { loadEarshot } from "../load-earshot.js";
import { loadLangChain } from "../load-langchain.js";
import type { Program, Stage } from "../program.js";
import { createRecorder } from "../recorder.js";
import { defineScriptedModels } from "../scripted-models.js";
import { collectGarbage } from "../../support/collect-garbage.js";

/** What a typed handler hears of a program: attached as it is on Earshot, through the bridge on LangChain. */
export async function hearProgram(program: Program, on: "Earshot" | "LangChain"): Promise<readonly EarshotEvent[]> {
  const library = await (on === "Earshot" ? loadEarshot() : loadLangChain());
  const handler = recordingHandler();
  const { events } = handler;
  const attached = on === "Earshot" ? handler : toLangChain(handler);
  const createHandler: Stage["createHandler"] = ({ flags, ...options }) =>
    createRecorder({ ...options, calls: [], flags: { awaitHandlers: true, ...flags } });
  try {
    await program.run({ library, models: defineScriptedModels(library), handler: attached as never, createHandler });
  } catch {
    // What its caller gets is compared elsewhere.
  }
  if (program.settleMs !== undefined) await setTimeout(program.settleMs);
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  await collectGarbage(() => countOf(events, ".start") === countOf(events, ".end")); // runs that LangChain never ends
  return events;
}

const countOf = (events: readonly EarshotEvent[], moment: string): number =>
  events.filter(({ type }) => type.endsWith(moment)).length;
