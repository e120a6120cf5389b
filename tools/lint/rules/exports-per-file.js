import { sourcePath } from "../source-path.js";

const limits = { values: 3, together: 5, typesAlone: 8 };

/**
 * One thing per file: at most three exported values, with the types nobody can use them without. A file of types alone may
 * hold a union with its members.
 */
export const exportsPerFile = {
  create(context) {
    const from = sourcePath(context.filename);
    if (from === undefined || from.isTest || from.folder === "exports" || /(^|\/)index\.ts$/.test(from.path)) return {};
    const values = new Set();
    const types = new Set();
    return {
      ExportNamedDeclaration(node) {
        const names = node.exportKind === "type" ? types : values;
        for (const name of exportedNames(node)) names.add(name);
      },
      "Program:exit"(node) {
        const all = [...new Set([...values, ...types])];
        const fits = values.size === 0 ? all.length <= limits.typesAlone : all.length <= limits.together;
        if (fits && values.size <= limits.values) return;
        const message =
          `${values.size} values and ${types.size} types exported (${all.join(", ")}). One thing per file: at most ` +
          `${limits.values} values, ${limits.together} names with types, ${limits.typesAlone} in a file of types alone.`;
        context.report({ node, message });
      },
    };
  },
};

function exportedNames({ declaration, specifiers }) {
  if (declaration === null || declaration === undefined) return specifiers.map(({ exported }) => exported.name);
  if (declaration.type === "VariableDeclaration") return declaration.declarations.map(({ id }) => id.name);
  return [declaration.id?.name ?? "default"];
}
