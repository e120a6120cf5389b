/**
 * What version 4 added. `uncounted` are traces whose totals are counted when there is time; `leaving` are those that are on their way out, a portion of
 * rows at a time. Both are empty but for moments, and after a process was killed.
 */
export const addedInVersionFour = `
  CREATE TABLE uncounted (trace_key INTEGER PRIMARY KEY);
  CREATE TABLE leaving (trace_key INTEGER PRIMARY KEY, root_id TEXT NOT NULL);
`;
