type ReadVariable = (name: string) => string | undefined;

let read: ReadVariable | undefined;

/** Fills the port: `@earshot/core/env` does, and nobody else looks at the environment. */
export function installEnvironment(readVariable: ReadVariable): void {
  read = readVariable;
}

/** Reads environment variables, or `undefined` while nobody has allowed that. */
export function environmentReader(): ReadVariable | undefined {
  return read;
}
