// The brief's snippets as a browser's page would have them, against a server that is running already:
//   SERVER_URL=http://127.0.0.1:8080 node --test brief.test.js
// Two people register, share a project, are told so, talk, and send a file.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { EventSource as NodeEventSource } from 'eventsource'
import { io as newest } from 'socket.io-client'
import oldest from 'socket.io-client-3'
import { call, register, url } from './rest.js'
import { LONGEST_TEST, next, nextOf, within } from './waiting.js'

const clients = { 'socket.io-client 4': newest, 'socket.io-client 3': oldest }
const transports = {
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  'default upgrade': {},
}

// A page is served from somewhere, and its addresses begin there; Node has to be told where.
class EventSource extends NodeEventSource {
  constructor(path) {
    super(new URL(path, url))
  }
}

let anna
let ben

before(async () => {
  anna = await register('anna')
  ben = await register('ben')
})

test('a stream opens at once, tells what happens, and says when it is lost', async (t) => {
  const { token } = ben
  const source = new EventSource('/api/v1/users/stream/' + token)
  t.after(() => source.close())
  await nextOf(source, 'open')

  const told = nextOf(source, 'action_project')
  const title = `Bridge ${randomUUID()}`
  const project = await call('POST', '/api/v1/projects', anna.token, {
    title,
    participants: [ben.id],
  })
  const event = await told
  const { type, message, data, ...more } = JSON.parse(event.data)
  assert.equal(type, 'add_into_project')
  assert.equal(message, `You was added into the project '${title}'.`)
  assert.deepEqual(data, project)
  assert.deepEqual(Object.keys(more).sort(), ['created_at', 'project_id', 'project_title'])
  assert.match(event.lastEventId, /^.+-\d+$/)

  const lost = nextOf(source, 'error')
  await call('DELETE', '/api/v1/users/stream', token)
  await lost
  // It comes back by itself, and is told what happened meanwhile.
  const again = nextOf(source, 'action_project')
  await call('PUT', `/api/v1/projects/${project.id}`, anna.token, { title: `${title}!` })
  const { message: renamed } = JSON.parse((await again).data)
  assert.equal(renamed, `The title's project '${title}' become the new tilte '${title}!'.`)
})

test('a stream with a wrong token is refused', async () => {
  const source = new EventSource('/api/v1/users/stream/wrong')
  assert.equal((await nextOf(source, 'error')).code, 401)
  assert.equal(source.readyState, EventSource.CLOSED)
})

for (const [client, io] of Object.entries(clients)) {
  for (const [how, options] of Object.entries(transports)) {
    const socketIOClient = (path, more) =>
      io(new URL(path, url).href, { forceNew: true, ...options, ...more })

    test(`${client}, ${how}: two people talk`, LONGEST_TEST, async () => {
      const { id: projectId } = await call('POST', '/api/v1/projects', anna.token, {
        title: `Room ${randomUUID()}`,
        participants: [ben.id],
      })
      const token = anna.token
      const annas = socketIOClient('/ws/messages', {
        extraHeaders: { Authorization: `Bearer ${token}` },
      })
      const bens = socketIOClient('/ws/messages', { auth: { token: ben.token } })
      await Promise.all([next(annas, 'connect'), next(bens, 'connect')])

      const alone = await within('ack', (ack) =>
        annas.emit('join_project', { project_id: projectId }, ack),
      )
      assert.deepEqual(alone, [{ user_id: anna.id }])
      const online = next(annas, 'online')
      bens.emit('join_project', { project_id: projectId })
      assert.deepEqual(await online, { user_id: ben.id })

      const heard = next(bens, 'receive_message')
      const echoed = next(annas, 'receive_message')
      annas.emit('send_message', {
        project_id: projectId,
        sender_id: anna.id,
        content: 'Hello, Ben',
        file_name: '',
        file_base64: '',
        receiver_id: null,
      })
      const message = await heard
      assert.equal(message.content, 'Hello, Ben')
      assert.equal(message.sender.username, anna.username)
      assert.equal(message.receiver, null)
      assert.equal(message.file_name, null)
      assert.match(message.created_at, /^\d\d\/\d\d\/\d{4}, \d\d:\d\d$/)
      assert.deepEqual(await echoed, message)

      const file = `data:image/png;base64,${Buffer.alloc(100000, 7).toString('base64')}`
      const shown = next(annas, 'receive_message')
      const item = await within('ack', (ack) =>
        bens.emit(
          'send_message',
          {
            project_id: projectId,
            sender_id: ben.id,
            content: '',
            file_name: 'plan.png',
            file_base64: file,
            receiver_id: null,
          },
          ack,
        ),
      )
      assert.equal(item.file_base64, file)
      assert.deepEqual(await shown, item)

      const refused = next(bens, 'error')
      bens.emit('send_message', { project_id: projectId, sender_id: ben.id, receiver_id: null })
      assert.deepEqual(await refused, {
        message: 'Input payload validation failed',
        errors: { content: "'content' is required." },
      })

      const offline = next(annas, 'offline')
      bens.emit('leave_project', { project_id: projectId })
      assert.deepEqual(await offline, { user_id: ben.id })
      const { data } = await call('GET', `/api/v1/messages/${projectId}`, ben.token)
      assert.deepEqual(data, [item, message])
      annas.close()
      bens.close()
    })

    test(`${client}, ${how}: no valid token is told so`, async () => {
      for (const wrong of [{}, { auth: { token: 'wrong' } }]) {
        const socket = socketIOClient('/ws/messages', wrong)
        const { message } = await next(socket, 'connect_error')
        assert.match(message, /token/)
        socket.close()
      }
    })
  }
}
