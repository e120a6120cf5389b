/**
 * What validators agree on (https://standardschema.dev, version 1): zod from 3.24, valibot, arktype and others implement it.
 * Stated here in full, as the specification asks libraries to do, so that nothing has to be installed for it.
 */
export interface StandardSchema<TInput = unknown, TOutput = TInput> {
  readonly "~standard": StandardSchemaProperties<TInput, TOutput>;
}

/** What stands behind `~standard`. */
export interface StandardSchemaProperties<TInput = unknown, TOutput = TInput> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => StandardResult<TOutput> | Promise<StandardResult<TOutput>>;
  /** Never there at run time. */
  readonly types?: { readonly input: TInput; readonly output: TOutput } | undefined;
  /** Standard JSON Schema: the schema itself, for what a model is told. */
  readonly jsonSchema?: {
    readonly input: (options: { readonly target: string }) => Record<string, unknown>;
    readonly output: (options: { readonly target: string }) => Record<string, unknown>;
  };
}

/** A value that is valid, or what is wrong with it. */
export type StandardResult<TOutput> =
  | { readonly value: TOutput; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong, and where. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** True for a schema that can validate by itself; anything else that describes a value is a JSON Schema. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  // arktype's schemas are functions
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof (value as Partial<StandardSchema>)["~standard"]?.validate === "function"
  );
}
