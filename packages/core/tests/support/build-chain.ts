import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { RunnableLambda, RunnableSequence, type Runnable } from "../../src/exports/runnables.js";
import type { PartPlan } from "./chain-plan.js";
import { composeParts } from "./compose-parts.js";
import { ScriptedChatModel } from "./scripted-chat-model.js";
import { wait } from "./wait.js";

type Part = Runnable<unknown, unknown>;

/** The chain that a plan describes, and the models in it. */
export interface BuiltChain {
  readonly chain: Part;
  readonly models: readonly ScriptedChatModel[];
}

/** Builds the chain. Whatever a part is given, it makes a text of, so that any order of parts fits together. */
export function buildChain(plans: readonly PartPlan[]): BuiltChain {
  const models: ScriptedChatModel[] = [];
  const parts = plans.map((plan) => buildPart(plan, models));
  const first = parts[0] ?? (RunnableLambda.from((input: unknown) => input) as Part);
  const [, ...rest] = parts;
  return { chain: rest.length === 0 ? first : (RunnableSequence.from([first, ...rest] as never) as Part), models };
}

function buildPart(plan: PartPlan, models: ScriptedChatModel[]): Part {
  if (plan.part === "prompt") return buildPrompt(plan.misses);
  if (plan.part === "parser") return new StringOutputParser() as unknown as Part;
  if (plan.part === "lambda") return buildLambda(plan.does);
  if (plan.part === "composed")
    return composeParts(
      plan.by,
      plan.of.map((part) => buildPart(part, models)),
    );
  const model = new ScriptedChatModel(plan);
  models.push(model);
  return model as unknown as Part;
}

function buildPrompt(misses: boolean): Part {
  return ChatPromptTemplate.fromTemplate(misses ? "say {nothing}" : "say it") as unknown as Part;
}

const double = RunnableLambda.from((input: unknown) => input);

function buildLambda(does: Extract<PartPlan, { part: "lambda" }>["does"]): Part {
  const functions: Readonly<Record<typeof does, (input: unknown, config: never) => unknown>> = {
    pass: (input) => input,
    wait: async (input) => {
      await wait(1);
      return input;
    },
    throw: () => {
      throw new Error("lambda throws");
    },
    generate: async function* (input) {
      yield input;
      await wait(0);
      yield input;
    },
    nest: (input, config) => double.invoke(input, config),
    "return a runnable": () => double,
  };
  return RunnableLambda.from(functions[does] as never) as Part;
}
