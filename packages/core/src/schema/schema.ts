import type { StandardSchema } from "./standard-schema.js";

/** A JSON Schema, as far as its keys are looked at. */
export interface JsonSchema {
  readonly type?: string | readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly [keyword: string]: unknown;
}

/** Whatever describes a value: a validator's schema, or a JSON Schema. */
export type Schema<TOutput = unknown> = StandardSchema<unknown, TOutput> | JsonSchema;

/** The type of a value that a schema has let through; of a JSON Schema, which says it at run time only, a dictionary. */
export type OutputOfSchema<TSchema> =
  TSchema extends StandardSchema<infer _TInput, infer TOutput> ? TOutput : Record<string, unknown>;

/** The type of a value that may be given to a schema. */
export type InputOfSchema<TSchema> =
  TSchema extends StandardSchema<infer TInput, infer _TOutput> ? TInput : Record<string, unknown>;
