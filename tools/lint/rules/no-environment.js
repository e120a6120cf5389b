/** Core runs where there is no process, and a library that reads the environment cannot be configured twice. */
export const noEnvironment = {
  create(context) {
    return {
      MemberExpression(node) {
        const property = node.computed ? node.property.value : node.property.name;
        const holder = node.object.name ?? node.object.property?.name;
        if (property !== "env" || holder !== "process") return;
        const message =
          "core reads no environment variable outside exports/env.ts: the same program must behave the same in a browser. Take it as an option.";
        context.report({ node, message });
      },
    };
  },
};
