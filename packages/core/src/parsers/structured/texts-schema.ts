import type { StandardSchema, StandardIssue } from "../../schema/standard-schema.js";

/** A schema of an object with texts under these names; what each is to say is its description. */
export function textsSchema<TName extends string>(
  descriptions: Readonly<Record<TName, string>>,
): StandardSchema<Record<TName, string>> {
  const names = Object.keys(descriptions) as TName[];
  const describe = (): Record<string, unknown> => ({
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { type: "string", description: descriptions[name] }])),
    required: names,
    additionalProperties: false,
  });
  return {
    "~standard": {
      version: 1,
      vendor: "earshot",
      jsonSchema: { input: describe, output: describe },
      validate(value) {
        if (typeof value !== "object" || value === null) return { issues: [{ message: "expected an object" }] };
        const given = value as Record<TName, unknown>;
        const issues = names.flatMap((name): StandardIssue[] =>
          typeof given[name] === "string" ? [] : [{ message: "expected a string", path: [name] }],
        );
        if (issues.length > 0) return { issues };
        return { value: Object.fromEntries(names.map((name) => [name, given[name]])) as Record<TName, string> };
      },
    },
  };
}
