// Shows the description of the REST API, and chooses which of the two descriptions is seen. Nothing is loaded from, or told
// to, any other server.
SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#rest',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
});

// Of the part after the address's #, what begins with "live" leads into the one, anything else into the other.
const choose = () => {
  const live = location.hash.startsWith('#live');
  document.getElementById('rest').hidden = live;
  document.getElementById('live').hidden = !live;
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('aria-current', (link.hash === '#live') === live);
  }
};
addEventListener('hashchange', choose);
choose();

// The viewer has dark colours too, but does not ask which ones its reader likes.
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();
