import {
  CommaSeparatedListOutputParser,
  JsonOutputParser,
  StringOutputParser,
} from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import {
  type ListenedRun,
  type RunListeners,
  type Runnable,
  RunnableLambda,
  RunnableSequence,
} from "../../src/exports/runnables.js";
import { buildWorker } from "./build-worker.js";
import { composeParts, type Part } from "./compose-parts.js";
import type { PartPlan } from "./part-plan.js";
import { ScriptedChatModel } from "./scripted-chat-model.js";
import { wait } from "./wait.js";

/** What listeners were told: the moment, and the run's id. */
export type ToldMoment = readonly [moment: "start" | "end", id: string];

/** The chain that a plan describes, the models in it, and what each part's listeners are told. */
export interface BuiltChain {
  readonly chain: Part;
  readonly models: readonly ScriptedChatModel[];
  readonly told: readonly (readonly ToldMoment[])[];
}

/** Builds the chain. Whatever a part is given, it makes something of, so that any order of parts fits together. */
export function buildChain(plans: readonly PartPlan[]): BuiltChain {
  const models: ScriptedChatModel[] = [];
  const told: ToldMoment[][] = [];
  const listen = (): RunListeners => {
    const own: ToldMoment[] = [];
    told.push(own);
    const tell = (moment: "start" | "end") => (run: ListenedRun) => void own.push([moment, run.id]);
    return { onStart: tell("start"), onEnd: tell("end"), onError: tell("end") };
  };
  const build = (plan: PartPlan): Part => {
    if (plan.part === "composed") return composeParts(plan.by, plan.of.map(build), listen);
    if (plan.part !== "model") return buildLeaf(plan);
    const model = new ScriptedChatModel(plan);
    models.push(model);
    return model as unknown as Part;
  };
  const [first = same, ...rest] = plans.map(build);
  return {
    chain: rest.length === 0 ? first : (RunnableSequence.from([first, ...rest] as never) as Part),
    models,
    told,
  };
}

type Leaf = Exclude<PartPlan, { readonly part: "composed" | "model" }>;

function buildLeaf(plan: Leaf): Part {
  if (plan.part === "prompt")
    return ChatPromptTemplate.fromTemplate(plan.misses ? "say {nothing}" : "say it") as unknown as Part;
  if (plan.part === "parser") return parsers[plan.parses]() as unknown as Part;
  if (plan.part === "lambda") return RunnableLambda.from(functions[plan.does] as never) as Part;
  return buildWorker(plan);
}

const same = RunnableLambda.from((input: unknown) => input) as Part;

const parsers: Readonly<Record<Extract<Leaf, { part: "parser" }>["parses"], () => Runnable<never, unknown>>> = {
  text: () => new StringOutputParser(),
  json: () => new JsonOutputParser(),
  list: () => new CommaSeparatedListOutputParser(),
};

const functions: Readonly<
  Record<Extract<Leaf, { part: "lambda" }>["does"], (input: unknown, config: never) => unknown>
> = {
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
  nest: (input, config) => same.invoke(input, config),
  "return a runnable": () => same,
};
