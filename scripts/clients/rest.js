// What the tests do over REST: people register, create projects, and repeat a command until it is answered.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

export const url = process.env.SERVER_URL

const TRIES = 10

// Gives the JSON that was answered. Anything but a success fails, with `status`.
export async function call(method, path, token, body, headers) {
  const request = {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body && JSON.stringify(body),
  }
  let response = await fetch(new URL(path, url), request)
  // Certainly not done (contract 2): a busy machine may have too much to do for a moment.
  for (let tries = 0; response.status === 503 && tries < TRIES; tries++) {
    await pause(1000 * (response.headers.get('Retry-After') || 1))
    response = await fetch(new URL(path, url), request)
  }
  const answer = await response.json()
  if (!response.ok) {
    const told = new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
    throw Object.assign(told, { status: response.status })
  }
  return answer
}

// A command that is certainly done, and done once, although the server may be away for a while; given up by the signal.
export async function callUntilDone(method, path, token, body, signal) {
  const headers = { 'Idempotency-Key': randomUUID() }
  for (;;) {
    try {
      return await call(method, path, token, body, headers)
    } catch (failure) {
      assert.ok(!(failure.status < 500), failure)
      await pause(50, undefined, { signal })
    }
  }
}

// A new user: user_item with `token`. Names are unique, and begin with this one.
export async function register(name) {
  const username = `${name}-${randomUUID().slice(0, 8)}`
  const { authorization: token } = await call('POST', '/api/v1/users', undefined, {
    email: `${username}@example.org`,
    username,
    password: 'a-long-Passw0rd',
    first_name: name,
    last_name: 'Brief',
  })
  return { token, ...(await call('GET', '/api/v1/users/me', token)) }
}

// A new project with a title of its own: project_item.
export function createProject(owner, ...participants) {
  return call('POST', '/api/v1/projects', owner.token, {
    title: `Bridge ${randomUUID()}`,
    participants: participants.map(({ id }) => id),
  })
}
