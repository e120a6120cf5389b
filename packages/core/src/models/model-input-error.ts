import { EarshotError } from "../errors/earshot-error.js";
import { isBaseMessage } from "../messages/is-base-message.js";

/** A model was asked with something that is no question. */
export class ModelInputError extends EarshotError {
  override readonly name = "ModelInputError";

  constructor(input: unknown) {
    const what = isBaseMessage(input)
      ? "a single message"
      : input === null
        ? "null"
        : `a value of type ${typeof input}`;
    super(`A chat model can't be asked with ${what}. Pass a string, an array of messages, or a prompt's value.`, {
      code: "MODEL_INPUT",
    });
  }
}
