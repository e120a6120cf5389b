/** What is public is listed by name, so that a new internal export never becomes API by accident. */
export const noExportAll = {
  create(context) {
    return {
      ExportAllDeclaration(node) {
        const message = "`export *` publishes whatever the file will ever export. List the names.";
        context.report({ node, message });
      },
    };
  },
};
