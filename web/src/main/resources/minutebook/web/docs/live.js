// Shows the description of what comes live, /asyncapi: channels, what is told and heard in them, schemas and examples. All of it is
// put into the page as text, so that nothing in the document can be taken for markup.
let doc;

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.flat(Infinity));
  return element;
};
const code = text => make('code', {}, String(text));
const lastOf = reference => reference.split('/').at(-1);
const follow = node => (node.$ref ? follow(node.$ref.slice(2).split('/').reduce((at, key) => at[key], doc)) : node);

// Of Markdown, what the document uses: paragraphs, `code` and **what matters**.
const words = text =>
  text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map(part => {
    if (part.startsWith('`')) return code(part.slice(1, -1));
    return part.startsWith('**') ? make('strong', {}, part.slice(2, -2)) : part;
  });
const prose = (text = '') => text.split(/\n\n+/).filter(Boolean).map(it => make('p', {}, words(it.trim())));

const separate = (parts, by) => parts.flatMap((part, i) => (i ? [by, part] : [part]));

// What a value may be, in words; a schema with a name is linked to.
function kind(schema) {
  if (schema.$ref) return [make('a', { href: `#schema-${lastOf(schema.$ref)}` }, lastOf(schema.$ref))];
  if ('const' in schema) return [code(JSON.stringify(schema.const))];
  if (schema.enum) return separate(schema.enum.map(it => code(JSON.stringify(it))), ' or ');
  if (schema.anyOf && !schema.type) return separate(schema.anyOf.map(kind), ' or ');
  if (schema.type === 'array') return ['list of ', kind(schema.items)];
  const limits = [
    schema.format && schema.format !== 'int64' ? schema.format : '',
    'minimum' in schema ? `at least ${schema.minimum}` : '',
    schema.maxLength ? `at most ${schema.maxLength} characters` : '',
  ].filter(Boolean);
  const said = [[schema.type].flat().join(' or '), ...limits].join(', ');
  return schema.pattern ? [said, ', like ', code(schema.pattern)] : [said];
}

// The keys of an object, and of the objects in it.
const keys = (schema, above = '') =>
  Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    make('tr', {},
      make('th', { scope: 'row' }, code(above + name), schema.required?.includes(name) ? '' : make('small', {}, ' optional')),
      make('td', {}, kind(inner), prose(inner.description))),
    ...keys(inner, `${above}${name}.`),
  ]);

function table(caption, schema) {
  if (!schema.properties) return make('p', { class: 'kind' }, `${caption}: `, kind(schema));
  return make('table', {}, make('caption', {}, caption), make('tbody', {}, keys(schema)));
}

// As it is on the wire, but for the line breaks.
function example({ headers = {}, payload }, message, streamed) {
  const data = payload === undefined ? '' : JSON.stringify(payload, null, 2);
  const head = Object.entries(headers).map(([key, value]) => `${key}: ${value}`);
  if (streamed) return [...head, ...(data ? [`data: ${data}`] : [])].join('\n');
  return message.name ? `'${message.name}', ${data}` : data;
}

function shown(reference, streamed) {
  const message = follow(reference);
  return make('section', { class: 'message' },
    make('h4', {}, message.title),
    make('div', {},
      prose(message.summary),
      message.headers ? table('Fields', message.headers) : '',
      message.payload ? table('Data', message.payload) : ''),
    make('div', {}, message.examples.map(it => make('pre', {}, example(it, message, streamed)))));
}

const eventsOf = operation => [...new Set(operation.messages.map(it => follow(it).name ?? 'no event'))];
const direction = operation => (operation.action === 'send' ? 'you hear' : 'you say');

function operationShown([id, operation], streamed) {
  return make('article', { id: id },
    make('h3', {}, separate(eventsOf(operation).map(code), ', '), ' ', operation.title,
      make('span', { class: `way ${operation.action}` }, direction(operation))),
    prose(operation.summary),
    prose(operation.description),
    operation.messages.map(it => shown(it, streamed)),
    operation.reply
      ? make('section', { class: 'reply' },
          make('h4', { class: 'ack' }, 'Answered by'),
          operation.reply.messages.map(it => shown(it, streamed)))
      : '');
}

const operationsOf = channel =>
  Object.entries(doc.operations).filter(([, it]) => lastOf(it.channel.$ref) === channel);
const isStream = channel => lastOf(channel.servers[0].$ref) === 'stream';

function channelShown([id, channel]) {
  return make('section', { id: id },
    make('h2', {}, channel.title, ' ', code(channel.address)),
    prose(channel.summary),
    prose(channel.description),
    channel.servers.flatMap(it => prose(follow(it).description)),
    operationsOf(id).map(it => operationShown(it, isStream(channel))));
}

function schemaShown([name, schema]) {
  return make('article', { id: `schema-${name}` },
    make('h3', {}, name),
    schema.properties && schema.description ? prose(schema.description) : '',
    table(schema.properties ? 'Keys' : 'Value', schema),
    schema.properties ? '' : prose(schema.description));
}

function contents() {
  const entry = (href, ...label) => make('li', {}, make('a', { href }, label));
  return make('nav', { class: 'contents', 'aria-label': 'Contents' },
    Object.entries(doc.channels).map(([id, channel]) => [
      make('a', { href: `#${id}` }, channel.title),
      make('ul', {}, operationsOf(id).map(([name, it]) =>
        entry(`#${name}`, separate(eventsOf(it).map(code), ', '), make('small', {}, ` ${direction(it)}`)))),
    ]),
    make('a', { href: '#schemas' }, 'Schemas'),
    make('ul', {}, Object.keys(doc.components.schemas).map(name => entry(`#schema-${name}`, name))));
}

export async function showLive(page) {
  const answer = await fetch('/asyncapi', { headers: { Accept: 'application/json' } });
  doc = await answer.json();
  page.append(
    contents(),
    make('div', { class: 'text' },
      make('h2', {}, doc.info.title, ' ', make('small', {}, doc.info.version)),
      prose(doc.info.description),
      Object.entries(doc.channels).map(channelShown),
      make('section', { id: 'schemas' }, make('h2', {}, 'Schemas'), Object.entries(doc.components.schemas).map(schemaShown))));
  // Where the address leads could not be there before.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
