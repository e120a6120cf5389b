/** What is shown where the page was not built: in a checkout, never in an installed package. */
export const missingClientPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Earshot Studio is not built</title>
<h1>The page is not built</h1>
<p>The server runs, and its API answers under <a href="/api/info">/api/info</a>. The page itself is not in <code>dist/client</code>:</p>
<pre>npm run build</pre>
<p>builds it in a checkout; then reload. In an installed package this means that files are missing: install it again.</p>
`;
