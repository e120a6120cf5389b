import { posix } from "node:path";
import { importVisitor } from "../import-visitor.js";
import { allowedPackages } from "../packages.js";
import { sourcePath } from "../source-path.js";

/** Packages know core and nothing beside it; only `@earshot/langchain` knows LangChain. */
export const packageBoundaries = {
  create(context) {
    const from = sourcePath(context.filename);
    if (from === undefined) return {};
    return importVisitor((specifier, node) => {
      const message = boundaryMessage(from, specifier);
      if (message !== undefined) context.report({ node, message });
    });
  },
};

function boundaryMessage(from, specifier) {
  if (specifier.startsWith(".")) {
    const leaves = posix.join(posix.dirname(from.path), specifier).startsWith("..");
    return leaves && !from.isTest
      ? `"${specifier}" leaves the package: consumers will not have that file. Import the package by its name.`
      : undefined;
  }
  if (specifier.startsWith("@langchain/") && from.package !== "langchain" && !from.isTest) {
    return `Only @earshot/langchain may import ${specifier}: everybody else must work without LangChain installed.`;
  }
  const target = /^@earshot\/([^/]+)/.exec(specifier)?.[1];
  if (target === undefined) return undefined;
  const allowed = [...(allowedPackages[from.package] ?? []), ...(from.isTest ? ["testing", from.package] : [])];
  if (allowed.includes(target)) return undefined;
  return (
    `@earshot/${from.package} must not import @earshot/${target}: siblings do not know each other, so that each can be ` +
    `installed alone. Allowed here: ${allowed.join(", ") || "none"} (tools/lint/packages.js).`
  );
}
