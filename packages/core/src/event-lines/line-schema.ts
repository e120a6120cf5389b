/** The version of what a line says, in each line. It rises when a reader of the one before would misunderstand; new fields don't raise it. */
export const schemaVersion = 1;

/** What every line begins with, and nothing else does: where a line follows a torn one, it is found by this. */
export const linePrefix = '{"schemaVersion":';
