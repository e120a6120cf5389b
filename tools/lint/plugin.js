import { exportsPerFile } from "./rules/exports-per-file.js";
import { fileName } from "./rules/file-name.js";
import { noEnvironment } from "./rules/no-environment.js";
import { noExportAll } from "./rules/no-export-all.js";
import { packageBoundaries } from "./rules/package-boundaries.js";
import { ringOrder } from "./rules/ring-order.js";
import { suppressionReason } from "./rules/suppression-reason.js";

// oxlint-disable-next-line import/no-default-export -- oxlint loads a plugin by its default export
export default {
  meta: { name: "earshot" },
  rules: {
    "exports-per-file": exportsPerFile,
    "file-name": fileName,
    "no-environment": noEnvironment,
    "no-export-all": noExportAll,
    "package-boundaries": packageBoundaries,
    "ring-order": ringOrder,
    "suppression-reason": suppressionReason,
  },
};
