/** Where this test file wanted to connect to, and must not. */
export const refusedConnections: string[] = [];
