import { Validator } from "@cfworker/json-schema";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  Runnable,
  RunnableAssign,
  RunnableBranch,
  RunnableEach,
  RunnableLambda,
  RunnableMap,
  RunnablePassthrough,
  RunnablePick,
  RunnableSequence,
} from "../../src/exports/runnables.js";
import { propertyParameters, propertyTimeoutMs } from "../../../../tests/support/property-parameters.js";

type Value = Record<string, unknown>;

/** How a runnable is put together: each takes a dictionary, and gives one. */
type Plan =
  | { readonly kind: "known" | "unknown" | "pass" }
  | { readonly kind: "pick"; readonly keys: readonly string[] }
  | { readonly kind: "wrap" | "assign" | "each" | "bound"; readonly key: string; readonly inner: Plan }
  | { readonly kind: "row" | "map" | "branch" | "fallback"; readonly first: Plan; readonly second: Plan };

const keys = ["a", "b", "c"] as const;
const schema = {
  type: "object",
  properties: { a: { type: "number" }, b: { type: "string" } },
  required: ["a"],
};

/** It says what it takes and gives, which is true. */
class Known extends Runnable<Value, Value> {
  override lc_namespace = ["test"];
  readonly inputSchema = { type: "object" };
  readonly outputSchema = schema;

  override async invoke(input: Value): Promise<Value> {
    return "a" in input ? { a: 1, b: "known" } : { a: 2 };
  }
}

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 5 },
    fc.record({ kind: fc.constantFrom("known", "known", "pass", "unknown") }) as fc.Arbitrary<Plan>,
    fc.record({ kind: fc.constant("pick" as const), keys: fc.subarray([...keys], { minLength: 1 }) }),
    fc.record({
      kind: fc.constantFrom("wrap", "assign", "each", "bound"),
      key: fc.constantFrom(...keys),
      inner: tie("plan"),
    }) as fc.Arbitrary<Plan>,
    fc.record({
      kind: fc.constantFrom("row", "map", "branch", "fallback"),
      first: tie("plan"),
      second: tie("plan"),
    }) as fc.Arbitrary<Plan>,
  ),
}));

function build(made: Plan): Runnable<Value, Value> {
  switch (made.kind) {
    case "known":
      return new Known();
    case "unknown":
      return RunnableLambda.from((input: Value) => ({ ...input, c: 3 }));
    case "pass":
      return new RunnablePassthrough<Value>();
    case "pick":
      return new RunnablePick<Value, Value>([...made.keys]).pipe((picked?: Value) => picked ?? {});
    case "wrap":
      return RunnableMap.from<Value>({ [made.key]: build(made.inner) }).pipe(new RunnablePick<Value, Value>(made.key));
    case "assign":
      return new RunnableAssign<Value, Value>({ mapper: RunnableMap.from<Value>({ [made.key]: build(made.inner) }) });
    case "each": {
      const each = new RunnableEach<Value, Value>({ bound: build(made.inner) });
      return RunnableLambda.from((input: Value) => [input, input])
        .pipe(each)
        .pipe((all: Value[]) => all[0] ?? {});
    }
    case "bound":
      return build(made.inner)
        .withConfig({ tags: [made.key] })
        .withRetry({ stopAfterAttempt: 1 });
    case "row":
      return RunnableSequence.from<Value, Value>([build(made.first) as never, build(made.second) as never]);
    case "map":
      return RunnableMap.from<Value>({ a: build(made.first), b: build(made.second) });
    case "branch":
      return RunnableBranch.from<Value, Value>([
        [(input: Value) => "b" in input, build(made.first)],
        build(made.second),
      ] as never);
    case "fallback":
      return build(made.first).withFallbacks([build(made.second)]);
  }
}

const check = (described: object, value: unknown) =>
  new Validator(described as never, "2020-12").validate(JSON.parse(JSON.stringify(value)));

it("what a composition takes and gives fits what it says of both", { timeout: propertyTimeoutMs }, async () => {
  const inputs = fc.record({ a: fc.integer(), b: fc.string() }, { requiredKeys: [] });
  let told = 0;
  await fc.assert(
    fc.asyncProperty(plan, inputs, async (made, input) => {
      const runnable = build(made);
      const [takes, gives] = [runnable.getInputSchema(), runnable.getOutputSchema()];
      if (!check(takes, input).valid) return;
      if (Object.keys(gives).length > 0) told++;
      expect(check(gives, await runnable.invoke(input))).toMatchObject({ errors: [] });
    }),
    propertyParameters,
  );
  expect(told).toBeGreaterThan(propertyParameters.numRuns / 5);
});
