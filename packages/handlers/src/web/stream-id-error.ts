import { EarshotError } from "@earshot/core/errors";

/** A stream was to have an id that it can't have. */
export class StreamIdError extends EarshotError {
  override readonly name = "StreamIdError";

  constructor(id: string) {
    super(
      `"${id}" can't be a stream's id: it takes up to 128 letters, digits, "_" and "-", and none that another stream has. Leave \`streamId\` out to get one.`,
      { code: "STREAM_ID" },
    );
  }
}
