import type { ToolCall } from "../messages/tool-call.js";
import type { InputOfSchema, OutputOfSchema, Schema } from "../schema/schema.js";
import type { StringInputSchema } from "../schema/string-input-schema.js";

/** What may describe a tool's arguments: a Standard Schema (zod, valibot, arktype …) or a JSON Schema. */
export type ToolInputSchemaBase = Schema;

/** The arguments as the tool's function gets them. */
export type ToolInputSchemaOutputType<TSchema> = OutputOfSchema<TSchema>;

/** The arguments as a caller or a model gives them. */
export type ToolInputSchemaInputType<TSchema> = InputOfSchema<TSchema>;

/** What a tool is invoked with: its arguments, or a model's call of it. */
export type StructuredToolCallInput<TSchema = ToolInputSchemaBase, TInput = InputOfSchema<TSchema>> = TInput | ToolCall;

/** The schema of a tool that takes one text: `{ input: "…" }` goes in, the text comes out. */
export type StringInputToolSchema = StringInputSchema;
