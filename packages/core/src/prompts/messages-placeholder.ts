import type { BaseMessage } from "../messages/base-message.js";
import { type BaseMessageLike, coerceMessageLikeToMessage } from "../messages/coerce-message.js";
import { BaseMessagePromptTemplate } from "./base-message-prompt-template.js";
import type { TemplateValues } from "./interpolate.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import { MissingVariableError } from "./missing-variable-error.js";

export interface MessagesPlaceholderFields {
  variableName: string;
  /** Without a value, an optional place stays empty. */
  optional?: boolean;
}

/** The place where messages given by name go in: a history, examples. One message, or anything like one, is a list of one. */
export class MessagesPlaceholder extends BaseMessagePromptTemplate {
  declare variableName: string;
  declare optional: boolean;

  constructor(fields: string | MessagesPlaceholderFields) {
    const given = typeof fields === "string" ? { variableName: fields } : fields;
    super(given);
    this.variableName = given.variableName;
    this.optional = given.optional ?? false;
  }

  static override lc_name(): string {
    return "MessagesPlaceholder";
  }

  override get inputVariables(): string[] {
    return [this.variableName];
  }

  override async formatMessages(values: TemplateValues): Promise<BaseMessage[]> {
    return this.renderMessages(values);
  }

  override renderMessages(values: TemplateValues): BaseMessage[] {
    const value = values[this.variableName];
    if (value === undefined || value === null) {
      if (this.optional) return [];
      throw new MissingVariableError([this.variableName], values);
    }
    try {
      return Array.isArray(value)
        ? value.map((item: BaseMessageLike) => coerceMessageLikeToMessage(item))
        : [coerceMessageLikeToMessage(value as BaseMessageLike)];
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new InvalidPromptError(
        `The value of "${this.variableName}" goes where messages are expected, but is none. ${problem}`,
        cause,
      );
    }
  }
}
