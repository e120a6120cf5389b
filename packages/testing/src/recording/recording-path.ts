import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkOption, type OptionShape } from "@earshot/core/options";

/** Where a recording is. */
export const fileShape: OptionShape = {
  wanted: "a path, or a file URL",
  isRequired: true,
  fits: (value) => value !== "" && (typeof value === "string" || value instanceof URL),
};

/** @throws InvalidOptionError for what is no path */
export function recordingPath(file: string | URL): string {
  checkOption("the file of a recording", file, fileShape);
  return resolve(file instanceof URL ? fileURLToPath(file) : file);
}
