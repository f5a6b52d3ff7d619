// What the page shows, and what the user does. How it listens, speaks and comes back is in the README's lines, which
// are loaded after this: they use `token`, `projectId`, `socketIOClient` and the functions show…, and define `stream`,
// `socket` and `say`. The address of the page says who is there: #token=…&project=…&user=…

const { token, project, user } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
const projectId = Number(project)

// The client as it is; the page only notes how it connects, from the first moment on.
function socketIOClient(path, options) {
  const client = io(path, options)
  client.io.on('open', () => {
    const { engine } = client.io
    add('transports', engine.transport.name)
    engine.on('upgrade', (transport) => add('transports', transport.name))
  })
  client.on('connect', () => put('socket', 'connected'))
  client.on('disconnect', (reason) => put('socket', reason))
  client.on('online', ({ user_id: id }) => showPresence('online', id))
  client.on('offline', ({ user_id: id }) => showPresence('offline', id))
  return client
}

function element(id) {
  return document.getElementById(id)
}

function put(id, text) {
  element(id).textContent = text
}

function add(id, text) {
  const item = document.createElement('li')
  item.textContent = text
  element(id).append(item)
  return item
}

function showMessage({ sender, content, file_name: name, file_base64: file }) {
  const item = add('messages', `${sender.first_name}: ${content ?? name}`)
  if (file?.startsWith('data:image/')) {
    item.append(Object.assign(document.createElement('img'), { src: file, alt: name }))
  }
}

function showNotification({ message }) {
  add('notifications', message)
}

// The ack of a join: those who are in the room, or why one may not come in.
function showMembers(answer) {
  if (Array.isArray(answer)) {
    element('members').replaceChildren()
    answer.forEach(({ user_id: id }) => add('members', id))
  }
}

function showPresence(what, id) {
  add('presence', `${what} ${id}`)
  for (const item of element('members').children) {
    if (item.textContent === String(id)) item.remove()
  }
  if (what === 'online') add('members', id)
}

function showStream() {
  put('stream', ['connecting', 'open', 'closed'][stream.readyState])
}

function showProblem({ message, errors }) {
  put('problem', [message, ...Object.values(errors ?? {})].join(' '))
}

function readAsDataURL(file) {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.readAsDataURL(file)
  })
}

// In the brief's form, with all its keys.
async function sayWhatIsTyped(form) {
  const [file] = form.file.files
  say({
    project_id: projectId,
    sender_id: Number(user),
    content: form.content.value,
    file_name: file?.name ?? '',
    file_base64: file ? await readAsDataURL(file) : '',
    receiver_id: null,
  })
  form.reset()
}

addEventListener('DOMContentLoaded', () => {
  put('project', project)
  stream.addEventListener('open', showStream)
  stream.addEventListener('error', showStream)
  showStream()
  element('say').addEventListener('submit', (event) => {
    event.preventDefault()
    sayWhatIsTyped(event.target)
  })
  element('leave').addEventListener('click', () =>
    socket.emit('leave_project', { project_id: projectId }, () => put('socket', 'left the room')),
  )
})
