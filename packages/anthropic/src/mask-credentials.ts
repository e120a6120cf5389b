import type { AnthropicRequestParams } from "./to-request-params.js";

const masked = "***";

interface Server {
  readonly name?: string;
  readonly authorization_token?: string | null;
}

/** The same parameters with the tokens of MCP servers masked; the object itself if it has none. */
export function maskCredentials<TParams extends Readonly<Record<string, unknown>>>(params: TParams): TParams {
  const servers = serversOf(params);
  if (!servers.some((server) => server.authorization_token != null)) return params;
  const shown = servers.map((server) =>
    server.authorization_token == null ? server : { ...server, authorization_token: masked },
  );
  return { ...params, mcp_servers: shown };
}

/** The opposite, by the servers' names. What is not masked, as a subclass may have set it, stays. */
export function restoreCredentials(
  params: AnthropicRequestParams,
  readReal: () => AnthropicRequestParams,
): AnthropicRequestParams {
  const servers = serversOf(params);
  if (!servers.some((server) => server.authorization_token === masked)) return params;
  const known = serversOf(readReal());
  const restored = servers.map((server) => {
    if (server.authorization_token !== masked) return server;
    return { ...server, authorization_token: known.find((other) => other.name === server.name)?.authorization_token };
  });
  return { ...params, mcp_servers: restored };
}

function serversOf(params: Readonly<Record<string, unknown>>): readonly Server[] {
  const servers = params["mcp_servers"];
  return Array.isArray(servers) ? (servers as Server[]) : [];
}
