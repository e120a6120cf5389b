import type { JsonSchema, Schema } from "../../schema/schema.js";
import { composedOf, type ComposedRunnable } from "../composed-of.js";
import { RunnableBinding } from "../runnable-binding.js";
import { RunnableSequence } from "../runnable-sequence.js";
import { Runnable } from "../runnable.js";
import { allOf, anyOf, anything } from "./combine-schemas.js";
import { descriptionsOf } from "./describe-runnables.js";
import { endSchemas, type DescribedRunnable, type EndSchemas } from "./end-schemas.js";
import { finished, schemaOf } from "./schema-of.js";

/** What the methods of every runnable answer. */
export const runnableSchemas = {
  getInputSchema: (runnable: Runnable): JsonSchema => finished(knownInput(runnable, anything)),
  getOutputSchema: (runnable: Runnable): JsonSchema => finished(knownOutput(runnable, knownInput(runnable, anything))),
} as const;

/** What a part of something larger takes, if what it gives is to fit `wanted`. A method of its own knows best. */
export function inputSchemaOf(part: Runnable, wanted: JsonSchema): JsonSchema {
  if (part.getInputSchema === Runnable.prototype.getInputSchema) return knownInput(part, wanted);
  return part.getInputSchema?.() ?? anything; // nothing: it is LangChain's
}

/** What a part of something larger gives, if what it takes fits `given`. */
export function outputSchemaOf(part: Runnable, given: JsonSchema): JsonSchema {
  if (part.getOutputSchema === Runnable.prototype.getOutputSchema) return knownOutput(part, given);
  return part.getOutputSchema?.() ?? anything;
}

/** What a runnable of one's own may have. */
interface OwnSchemas {
  readonly inputSchema?: Schema;
  readonly outputSchema?: Schema;
}

function knownInput(runnable: Runnable, wanted: JsonSchema): JsonSchema {
  const { inputSchema } = runnable as Runnable & OwnSchemas;
  return inputSchema === undefined
    ? (endsOf(runnable)
        .find(({ input }) => input !== undefined)
        ?.input?.(wanted) ?? anything)
    : schemaOf(inputSchema, "input");
}

function knownOutput(runnable: Runnable, given: JsonSchema): JsonSchema {
  const { outputSchema } = runnable as Runnable & OwnSchemas;
  return outputSchema === undefined
    ? (endsOf(runnable)
        .find(({ output }) => output !== undefined)
        ?.output?.(given) ?? anything)
    : schemaOf(outputSchema, "output");
}

/** Who knows it, the one who knows best first. */
function endsOf(runnable: Runnable): readonly EndSchemas[] {
  const ends: EndSchemas[] = [];
  if (endSchemas in runnable) ends.push((runnable as Runnable & DescribedRunnable)[endSchemas]());
  if (composedOf in runnable) ends.push(endsOfComposite(runnable as Runnable & ComposedRunnable));
  if (RunnableSequence.isRunnableSequence(runnable)) ends.push(endsOfSequence(runnable.steps));
  if (RunnableBinding.isRunnableBinding(runnable)) ends.push(endsOfBinding(runnable));
  return [...ends, ...descriptionsOf(runnable)];
}

const endsOfSequence = (steps: readonly Runnable[]): EndSchemas => ({
  input: (wanted) => steps.reduceRight((later, step) => inputSchemaOf(step, later), wanted),
  output: (given) => steps.reduce((before, step) => outputSchemaOf(step, before), given),
});

const endsOfBinding = ({ bound }: RunnableBinding): EndSchemas => ({
  input: (wanted) => inputSchemaOf(bound, wanted),
  output: (given) => outputSchemaOf(bound, given),
});

/** What always runs has to take the input; if nothing does, something of the rest. */
function endsOfComposite(runnable: ComposedRunnable): EndSchemas {
  const parts = [...runnable[composedOf]()];
  const always = parts.filter(({ conditional }) => conditional !== true);
  return {
    input(wanted) {
      const inputs = (some: typeof parts) => some.map((part) => inputSchemaOf(part.runnable, wanted));
      return always.length > 0 ? allOf(inputs(always)) : anyOf(inputs(parts));
    },
    output: (given) => anyOf(parts.map((part) => outputSchemaOf(part.runnable, given))),
  };
}
