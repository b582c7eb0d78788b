// Shows the HTML that the page sends. Its policy runs no script of it and requests nothing.
addEventListener('message', ({ source, data }) => {
  if (source === parent && typeof data === 'string') document.documentElement.innerHTML = data;
});
parent.postMessage('ready', '*');
