import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { ConfigError, readConfig } from '../../services/config.ts'
import { allRooms, roomsNamed } from '../../services/run.ts'
import { cloneDatabase } from '../support/database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the service as a process, until it ends or says that it is open. */
async function start (t: Test, env: Record<string, string>, rooms: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-run-'))
  const service = spawn(process.execPath, ['services/run.ts', ...rooms], {
    cwd: root, env: { PATH: process.env['PATH'], PORT: '0', LIGHTWELL_DATA: folder, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(async () => {
    if (service.exitCode === null && service.signalCode === null) {
      service.kill('SIGTERM')
      await once(service, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  })
  let [out, err] = ['', '']
  service.stderr.on('data', (chunk) => { err += chunk })
  const open = new Promise<string>((resolve) => service.stdout.on('data', (chunk) => {
    out += chunk
    const address = /API\s+(http\S+)\/v1/.exec(out)?.[1]
    if (address !== undefined) resolve(address)
  }))
  const ended = once(service, 'close').then(([code]) => code as number | null)
  const address = await Promise.race([open, ended.then(() => undefined)])
  return { address, ended, service, out: () => out, err: () => err }
}

t.test('on another PostgreSQL it migrates, loads the sample world, opens, answers and stops by itself', async (t) => {
  const { url } = await cloneDatabase(t)
  const running = await start(t, { DATABASE_URL: url })
  t.match(running.address, /^http:\/\/127\.0\.0\.1:\d+$/, running.err())
  t.match(running.out(), /curl -s .*working-days[\s\S]*npm run -s token -- xm\.officer[\s\S]*npm run demo/)
  t.equal((await fetch(`${running.address}/livez`)).status, 200)
  t.equal((await fetch(`${running.address}/readyz`)).status, 200)
  const agencies = await (await fetch(`${running.address}/v1/agencies`)).json() as { items: { code: string }[] }
  t.same(agencies.items.map(({ code }) => code).toSorted(), ['AQ', 'BMJ', 'CITY', 'CS', 'JCJ', 'XM'])
  const second = await start(t, { DATABASE_URL: url, PORT: new URL(running.address as string).port })
  t.equal(await second.ended, 1)
  t.match(second.err(), /^Port \d+ is in use; set PORT to another one\.\n$/, 'a busy port is one sentence')
  running.service.kill('SIGTERM')
  t.equal(await running.ended, 0, running.err())
  t.equal(running.err(), '')
})

t.test('one room runs alone, and serves the whole contract all the same', async (t) => {
  const { url } = await cloneDatabase(t)
  const running = await start(t, { DATABASE_URL: url }, ['deadline'])
  const contract = await (await fetch(`${running.address}/openapi.json`)).json() as { openapi: string, paths: object }
  t.match(contract.openapi, /^3\.1/)
  for (const path of ['/v1/requests', '/v1/deadlines/{requestId}', '/v1/decisions', '/v1/audit/{requestId}']) {
    t.ok(path in contract.paths, path)
  }
  t.equal((await fetch(`${running.address}/v1/agencies`)).status, 404, 'the other rooms are elsewhere')
  const answer = await fetch(`${running.address}/v1/working-days`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: '{"start":"2026-09-24","unit":"working_days","n":5,"calendar":"CN"}',
  })
  t.match(await answer.json(), { due: '2026-10-09', provisional: false })
})

t.test('what cannot work is told in one clear sentence', async (t) => {
  // Where nobody listens: a port that was free a moment ago may be another test's by now.
  const nowhere = '127.0.0.1:1'
  const cases: [Record<string, string>, string[], RegExp][] = [
    [{ DATABASE_URL: `postgres://x:secret@${nowhere}/x` }, [], /^The database at DATABASE_URL cannot be reached.*ECONNREFUSED.*\.\n$/],
    [{}, ['kitchen'], /^There is no room "kitchen"; the rooms are intake, deadline, decision, oversight\.\n$/],
    [{ PORT: 'http' }, [], /^PORT must be a number.*\.\n$/],
    [{ OIDC_ISSUER: `http://${nowhere}`, DATABASE_URL: `postgres://x@${nowhere}/x` }, [], /^The issuer at OIDC_ISSUER, .*discovery document\.\n$/],
    [{ NODE_ENV: 'production' }, [], /^In production OIDC_ISSUER must.*\.\n$/],
  ]
  for (const [env, rooms, sentence] of cases) {
    const { ended, err } = await start(t, env, rooms)
    t.equal(await ended, 1)
    t.match(err(), sentence)
    t.notMatch(err(), 'secret')
  }
})

t.test('an old Node is told in one clear sentence, in a script that it can still read', async (t) => {
  const script = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require(${JSON.stringify(join(root, 'scripts/check-node.cjs'))})`
  const check = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  check.stderr.on('data', (chunk) => { err += chunk })
  const [code] = await once(check, 'close')
  t.equal(code, 1)
  t.match(err, /^Lightwell needs Node 22\.18 or newer, and this is 20\.20\.2\./)
})

t.test('production goes without neither an issuer nor a root key', (t) => {
  const key = 'a'.repeat(64)
  const production = { NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example', LIGHTWELL_KEY: key }
  t.match(readConfig(production), { production: true, issuer: 'https://id.example', logLevel: 'info', limits: true })
  t.throws(() => readConfig({ ...production, OIDC_ISSUER: '' }), ConfigError)
  t.throws(() => readConfig({ ...production, LIGHTWELL_KEY: '' }), ConfigError)
  t.throws(() => readConfig({ LIGHTWELL_KEY: 'short' }), ConfigError)
  t.match(readConfig({}), { port: 8080, dataFolder: '.data', databaseUrl: undefined, production: false })
  t.same(roomsNamed([]), allRooms)
  t.same(roomsNamed(['oversight', 'intake']).map((room) => room.name), ['intake', 'oversight'])
  t.end()
})
