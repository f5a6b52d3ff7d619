// Who works during a measurement: people who were generated, or who register for it.
'use strict'
const { randomUUID } = require('node:crypto')

// All of those whom scripts/generate makes.
const GENERATED_PASSWORD = 'correct horse generated'
const AT_ONCE = 8

// Somebody of the generated crowd, by number from 1 on: { id, token }.
async function generated(server, number) {
  const who = { email: `person-${number}@example.org`, password: GENERATED_PASSWORD }
  const { authorization: token } = await server.must('POST', '/auth/login', null, who)
  return { id: (await server.must('GET', '/api/v1/users/me', token)).id, token }
}

async function newcomer(server) {
  const username = `bench-${randomUUID()}`
  const { authorization: token } = await server.must('POST', '/api/v1/users', null, {
    email: `${username}@example.org`,
    username,
    password: randomUUID(),
    first_name: 'Load',
    last_name: 'Bench',
  })
  return { id: (await server.must('GET', '/api/v1/users/me', token)).id, token }
}

// So many newcomers.
async function newcomers(server, count) {
  const people = []
  while (people.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - people.length) }, () => newcomer(server))
    people.push(...(await Promise.all(some)))
  }
  return people
}

// A new project: its id.
async function project(server, owner, participants) {
  const wish = { title: `Bench ${randomUUID()}`, participants: participants.map(({ id }) => id) }
  return (await server.must('POST', '/api/v1/projects', owner.token, wish)).id
}

module.exports = { generated, newcomers, project }
