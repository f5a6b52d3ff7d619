// The server or its database goes away and comes back (SWITCH_URL does it), while somebody goes on writing.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { callUntilDone, url } from './rest.js'

async function flip(act) {
  const response = await fetch(new URL(act, process.env.SWITCH_URL), { method: 'POST' })
  assert.ok(response.ok, await response.text())
}

// Each resolves when it is done.
export const goneBy = { 'kill -9': () => flip('/kill'), 'a stop': () => flip('/stop') }
export const start = () => flip('/start')

// The server stays; its PostgreSQL does nothing until it is let go on.
export const freezeDatabase = () => flip('/freeze')
export const thawDatabase = () => flip('/thaw')

const ANSWERED_WITHIN_MILLIS = 2000
const BETWEEN_MILLIS = 10

// Talks in a project and renames it, each one after the other, and repeats each until it is done: so it is known what
// was done, and in which order.
export class Writer {
  said = []
  titles
  #user
  #project
  #socket
  #done = new EventEmitter()
  #over = false
  #givenUp = new AbortController()
  #work

  constructor(user, project) {
    this.#user = user
    this.#project = project
    this.titles = [project.title]
    this.#socket = io(`${url}/ws/messages`, {
      auth: { token: user.token },
      transports: ['websocket'],
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
    })
    this.#work = Promise.all([this.#talk(), this.#rename()])
    this.#work.catch((problem) => this.#done.emit('error', problem))
  }

  // Resolves when this many more of both are done.
  async more(count) {
    const [said, titles] = [this.said.length + count, this.titles.length + count]
    while (this.said.length < said || this.titles.length < titles) {
      await once(this.#done, 'one')
    }
  }

  // Resolves when all that was begun is done.
  async end() {
    this.#over = true
    await this.#work
    this.#socket.close()
  }

  // For a test that has failed: nothing goes on.
  giveUp() {
    this.#over = true
    this.#givenUp.abort()
    this.#socket.close()
  }

  // What everybody else is told of the new titles.
  notifications() {
    return this.titles
      .slice(1)
      .map((title, i) => `The title's project '${this.titles[i]}' become the new tilte '${title}'.`)
  }

  async #talk() {
    while (!this.#over) {
      const content = `number ${this.said.length}`
      await this.#say({
        project_id: this.#project.id,
        content,
        client_message_id: randomUUID(),
      })
      this.said.push(content)
      this.#done.emit('one')
      await pause(BETWEEN_MILLIS)
    }
  }

  // Until then, the client keeps it back while it is not connected.
  async #say(message) {
    while (this.#socket.active) {
      let answer
      try {
        const socket = this.#socket.timeout(ANSWERED_WITHIN_MILLIS)
        answer = await socket.emitWithAck('send_message', message)
      } catch {
        continue // Not answered: said again, which is harmless.
      }
      if (answer.message?.endsWith('Try again.')) {
        await pause(ANSWERED_WITHIN_MILLIS)
        continue
      }
      assert.equal(answer.content, message.content, JSON.stringify(answer))
      return
    }
  }

  async #rename() {
    while (!this.#over) {
      const title = `${this.titles[0]} ${this.titles.length}`
      const path = `/api/v1/projects/${this.#project.id}`
      await callUntilDone('PUT', path, this.#user.token, { title }, this.#givenUp.signal)
      this.titles.push(title)
      this.#done.emit('one')
      await pause(BETWEEN_MILLIS)
    }
  }
}

// Says where they differ first, and no more.
export function assertSame(actual, expected, who) {
  const at = expected.findIndex((line, i) => line !== actual[i])
  assert.equal(actual[at], expected[at], `${who}: number ${at} of ${expected.length}`)
  assert.equal(actual.length, expected.length, `${who} has more than there is`)
}
