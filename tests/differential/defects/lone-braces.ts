import type { Subject } from "./subject.js";

/** What f-string templates with braces that belong to nothing come to. */
export async function loneBraces({ library }: Subject): Promise<unknown> {
  const findings: Record<string, unknown> = {};
  for (const template of ["{a", "a}", "{ a }", '{"a": 1}']) {
    try {
      const prompt = library.ChatPromptTemplate.fromTemplate(template);
      const value = await prompt.invoke(Object.fromEntries(prompt.inputVariables.map((name) => [name, "X"])));
      findings[template] = value.messages[0]?.content;
    } catch {
      findings[template] = "an error";
    }
  }
  return findings;
}
