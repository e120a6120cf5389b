import { InvalidPromptError } from "./invalid-prompt-error.js";

/**
 * Makes sure that a prompt says what it uses.
 *
 * @throws InvalidPromptError if a declared variable is used nowhere, or a used one is not declared.
 */
export function checkVariables(declared: readonly string[], used: readonly string[]): void {
  const unused = declared.filter((name) => !used.includes(name));
  if (unused.length > 0) {
    throw new InvalidPromptError(
      `The prompt declares ${list(unused)}, but no template uses it. Remove it from inputVariables, or write it in braces where it belongs.`,
    );
  }
  checkDeclared(declared, used);
}

/** @throws InvalidPromptError if a variable is used that is not declared. */
export function checkDeclared(declared: readonly string[], used: readonly string[]): void {
  const undeclared = used.filter((name) => !declared.includes(name));
  if (undeclared.length > 0) {
    throw new InvalidPromptError(
      `A template uses ${list(undeclared)}, which the prompt does not declare. Add it to inputVariables, or double its braces if it is plain text.`,
    );
  }
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
