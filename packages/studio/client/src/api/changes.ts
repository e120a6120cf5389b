import { ChangeStream } from "./change-stream.js";

/** What comes in, as the page hears it: one stream for all that is shown. */
export const changes = new ChangeStream();
