/** Puts an environment that has nothing but `PATH` and these in the place of the process's own. The answer undoes it. */
export function useEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  replaceWith({ PATH: before["PATH"] ?? "", LC_ALL: "C.UTF-8", TERM: "xterm", ...variables });
  return () => replaceWith(before);
}

function replaceWith(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, variables);
}
