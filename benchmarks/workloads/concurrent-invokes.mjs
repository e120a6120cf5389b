import { createFloorModelInvoke, createLibraryModelInvoke, modelInvoke } from "./model-invoke.mjs";

/** `size` invocations of prompt → model that are all open at the same moment: no answer comes before the last has been asked. */
export const concurrentInvokes = {
  unitsPerRun: ({ size }) => size,
  expected: ({ size }) => size * modelInvoke.expected().length,
  heardPerRun: ({ size }) =>
    Object.fromEntries(Object.entries(modelInvoke.heardPerRun()).map(([method, count]) => [method, count * size])),
  floor: (setup) => openTogether(createFloorModelInvoke, setup),
  library: (setup) => openTogether(createLibraryModelInvoke, setup),
};

function openTogether(create, setup) {
  return async () => {
    const { promise: gate, resolve: open } = createGate();
    const invoke = create({ ...setup, gate });
    const answers = Array.from({ length: setup.size }, invoke);
    // Two turns of the event loop: by then every invocation has run up to its model.
    await nextTurn();
    await nextTurn();
    open();
    let characters = 0;
    for (const answer of await Promise.all(answers)) characters += answer.length;
    return characters;
  };
}

function createGate() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function nextTurn() {
  return new Promise((resolve) => setImmediate(resolve));
}
