import { EarshotError } from "../errors/earshot-error.js";

const remedies: Readonly<Record<string, string>> = {
  zod: 'Use zod 4.2 or later, or `import "@earshot/core/runnables/methods"`, which brings along what zod 3 needs.',
  valibot:
    'Register `toJsonSchema` of @valibot/to-json-schema: `registerJsonSchemaConverter("valibot", toJsonSchema)`, from @earshot/core/utils/schema.',
};

/** A model is to be told a schema that can't say its JSON Schema. */
export class NoJsonSchemaError extends EarshotError {
  override readonly name = "NoJsonSchemaError";
  readonly vendor: string;

  constructor(vendor: string) {
    const remedy =
      remedies[vendor] ??
      `Use a version of ${vendor} that implements Standard JSON Schema, tell \`registerJsonSchemaConverter\` how, or pass a JSON Schema.`;
    super(`A schema of ${vendor} doesn't say its JSON Schema. ${remedy}`, { code: "NO_JSON_SCHEMA" });
    this.vendor = vendor;
  }
}
