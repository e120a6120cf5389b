/** Imports a package of this folder, as Node.js itself resolves it. */
export const load = (specifier) => import(specifier);
