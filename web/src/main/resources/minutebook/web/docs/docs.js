// Shows the description of the REST API. Nothing is loaded from, or told to, any other server.
SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#rest',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
});
