// Shows one of the two descriptions: the REST API, or with ?live what comes live. Nothing is loaded from, or told to, any other
// server.
import { showLive } from '/docs/live.js';

const live = location.search === '?live';
document.getElementById(live ? 'rest' : 'live').hidden = true;
for (const link of document.querySelectorAll('nav a')) {
  if (link.search === location.search) link.setAttribute('aria-current', 'page');
}

// The viewer of the REST API has dark colours too, but does not ask which ones its reader likes.
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();

if (live) {
  showLive(document.getElementById('live'));
} else {
  SwaggerUIBundle({
    url: '/openapi',
    dom_id: '#rest',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    validatorUrl: null,
  });
}
