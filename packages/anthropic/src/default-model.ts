/** The model that is called if none is named: the current one for most work. */
export const defaultModel = "claude-sonnet-5-5";
