type Environment = Readonly<Record<string, string | undefined>>;

/** Of the commands that run, in the order they began, and the process's own, which is back when none does. */
const inUse: Environment[] = [];
let own: Environment = {};

/** Puts an environment that has nothing but `PATH` and these in the place of the process's own. The answer undoes it, in whatever order they end. */
export function useEnvironment(variables: Readonly<Record<string, string>>): () => void {
  if (inUse.length === 0) own = { ...process.env };
  const used = { PATH: own["PATH"] ?? "", LC_ALL: "C.UTF-8", TERM: "xterm", ...variables };
  inUse.push(used);
  replaceWith(used);
  return () => {
    inUse.splice(inUse.indexOf(used), 1);
    replaceWith(inUse.at(-1) ?? own);
  };
}

function replaceWith(variables: Environment): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, variables);
}
