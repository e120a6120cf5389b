import { EarshotError } from "../errors/earshot-error.js";

/** `streamEvents` was called for another version of the events than there is. */
export class StreamEventsVersionError extends EarshotError {
  override readonly name = "StreamEventsVersionError";

  constructor(version: unknown) {
    super(
      `streamEvents has the events of version "v2", and was asked for ${JSON.stringify(version) ?? "none"}. ` +
        'Call it with `{ version: "v2" }`: it tells all that other versions do.',
      { code: "STREAM_EVENTS_VERSION" },
    );
  }
}
