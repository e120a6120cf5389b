import { EarshotError } from "@earshot/core/errors";

/** Which line says what version. */
export interface UnknownVersion {
  readonly source: string;
  readonly line: number;
  readonly found: number;
  readonly known: number;
}

/** A line is of a version that this reader would misunderstand. */
export class SchemaVersionError extends EarshotError {
  override readonly name = "SchemaVersionError";
  readonly source: string;
  readonly line: number;
  readonly found: number;

  constructor({ source, line, found, known }: UnknownVersion) {
    super(
      `${source}:${line} has schemaVersion ${found}, and this reader knows ${known}. A later release wrote it: update @earshot/handlers.`,
      {
        code: "JSONL_SCHEMA_VERSION",
      },
    );
    this.source = source;
    this.line = line;
    this.found = found;
  }
}
