import { EarshotError } from "../errors/earshot-error.js";

/** Where a line stands. */
export interface EventLinePlace {
  /** A file, or whatever else it was read from. */
  readonly source: string;
  /** From 1. */
  readonly line: number;
}

/** A line, of a log or of a recording, is of a version that its reader would misunderstand. */
export class SchemaVersionError extends EarshotError implements EventLinePlace {
  override readonly name = "SchemaVersionError";
  readonly source: string;
  readonly line: number;
  readonly found: number;

  constructor({ source, line }: EventLinePlace, { found, known }: { readonly found: number; readonly known: number }) {
    super(
      `${source}:${line} has schemaVersion ${found}, and this release knows ${known}. ` +
        "A later release wrote it: update @earshot/core and what reads it, or have it written anew.",
      { code: "SCHEMA_VERSION" },
    );
    this.source = source;
    this.line = line;
    this.found = found;
  }
}
