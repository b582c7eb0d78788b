/** What `/` shows from the first start until the application is built. It needs no script: the browser reloads it. */
export const unbuiltPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="1">
<title>Conveyor</title>
</head>
<body>
<main>
<h1>Conveyor is building this page</h1>
<p>This takes some seconds, once after an installation or a change of the sources. The page then opens by itself.</p>
<p>If it does not, the terminal in which Conveyor runs shows why. The <a href="/docs">API</a> works meanwhile.</p>
</main>
</body>
</html>
`;
