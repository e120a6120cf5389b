import { RequestRefusedError } from "./request-refused-error.js";

/** Whoever asks for a run that is not there has a link to it, or a list that is older than its end. */
export const noSuchRun = (): RequestRefusedError =>
  new RequestRefusedError("not_found", "There is no such run: it may have been deleted.");
