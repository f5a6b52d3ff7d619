// REST for load: Node's own client, kept connections, nothing else.
'use strict'
const http = require('node:http')

const CONNECTIONS_MAX = 256

// Somebody who asks a server: `ask` gives { status, body }, `must` the JSON of a success and nothing else.
function rest(url, connections = CONNECTIONS_MAX) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })

  function ask(method, path, token, body) {
    const text = body && JSON.stringify(body)
    const headers = { ...(token && { Authorization: `Bearer ${token}` }) }
    if (text) Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
    return new Promise((resolve, reject) => {
      const request = http.request(url + path, { method, agent, headers }, (answer) => {
        const parts = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(parts) }))
        answer.on('error', reject)
      })
      request.on('error', reject)
      request.end(text)
    })
  }

  async function must(method, path, token, body) {
    const answer = await ask(method, path, token, body)
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body}`)
    return JSON.parse(answer.body)
  }

  return { url, ask, must, close: () => agent.destroy() }
}

module.exports = { rest }
