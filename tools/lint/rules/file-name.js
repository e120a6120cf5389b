import { sourcePath } from "../source-path.js";

const drawers = /(^|\/)(utils?|types?|helpers?|common|misc|shared)\.ts$/;

/** A file is named after its main export; a drawer for odds and ends collects what belongs elsewhere. */
export const fileName = {
  create(context) {
    const from = sourcePath(context.filename);
    if (from === undefined || from.folder === "exports") return {};
    return {
      Program(node) {
        if (drawers.test(from.path)) {
          const message = `"${from.path}" says nothing about what is in it. Name the file after its main export.`;
          context.report({ node, message });
        } else if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|test-d|bench))?\.ts$/.test(from.path.split("/").at(-1))) {
          context.report({ node, message: `"${from.path}" is not kebab-case.` });
        }
      },
    };
  },
};
