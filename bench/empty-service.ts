// What the calculator is measured against: Fastify, one route that takes a JSON body, and nothing done with it.
import { fastify } from 'fastify'

const app = fastify()
app.post('/v1/empty', () => ({}))
const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`API ${address}/v1`)
