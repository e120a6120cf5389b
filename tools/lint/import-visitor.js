/** Visitor that hands every module specifier of a file to `check(specifier, node)`, type imports and re-exports included. */
export function importVisitor(check) {
  const visit = (node) => {
    if (typeof node.source?.value === "string") check(node.source.value, node.source);
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    TSImportType: visit,
  };
}
