/** For a person who comes without the token. */
export const tokenPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Earshot Studio</title>
<h1>This studio wants its token</h1>
<p>Open the address that it printed when it started: it ends in <code>?token=…</code>. After that this browser is known.</p>
`;
