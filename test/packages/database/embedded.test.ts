import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@lightwell/database/embedded'
import { EmbeddedPostgresError } from '@lightwell/database/embedded-error'
import { findServer } from '@lightwell/database/embedded-server'
import { openCluster } from '@lightwell/database/embedded-cluster'
import { until } from '../../support/story.ts'
import { throwawayFolder } from '../../support/throwaway-folder.ts'

const base = throwawayFolder()
t.teardown(() => rmSync(base, { recursive: true, force: true }))

// The tests tell one story on one cluster, because making a cluster is what takes time.
const folder = join(base, 'missing', 'data')
const isRoot = process.getuid?.() === 0

function start (more: { port?: number } = {}): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ folder, durable: false, ...more })
}

async function query (url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function startChild (t: Pick<Test, 'teardown'>): Promise<{ child: ChildProcess, url: string, reused: boolean }> {
  const child = fork(join(import.meta.dirname, 'embedded-child.ts'), [folder])
  t.teardown(() => child.kill('SIGKILL'))
  const [told] = await once(child, 'message') as [{ url: string, reused: boolean }]
  return { child, ...told }
}

t.test('three starts at once on an empty folder make one cluster and share one server', async (t) => {
  const started = await Promise.all([start(), start(), start()])
  t.equal(new Set(started.map(({ url }) => url)).size, 1, 'one address')
  t.equal(started.filter(({ reused }) => !reused).length, 1, 'one of them launched it')

  const url = started[0]!.url
  const [settings] = await query(url, `select current_setting('server_version_num')::int / 10000 as major,
    current_setting('listen_addresses') as addresses, current_setting('max_connections') as connections,
    current_setting('fsync') as fsync, current_database() as database, pg_encoding_to_char(encoding) as encoding,
    datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()`)
  t.strictSame(settings, {
    major: 18,
    addresses: '127.0.0.1',
    connections: '200',
    fsync: 'off',
    database: 'lightwell',
    encoding: 'UTF8',
    provider: 'b',
    locale: 'C.UTF-8',
  })

  await query(url, 'create extension pg_trgm')
  const [trigrams] = await query(url, "select show_trgm('政府信息') <> '{}' as found")
  t.strictSame(trigrams, { found: true }, 'Chinese text has trigrams')

  const guessed = new URL(url)
  guessed.password = 'guessed'
  await t.rejects(query(guessed.href, 'select 1'), { code: '28P01' }, 'nobody comes in without the password')

  await query(url, 'create table kept (word text)')
  await query(url, "insert into kept values ('kept')")
  for (const { stop } of started) await stop()
  await t.rejects(query(url, 'select 1'), { code: 'ECONNREFUSED' }, 'the last one out stopped it')
})

t.test('the next start finds the data again', async (t) => {
  const server = await start()
  t.equal(server.reused, false)
  t.strictSame(await query(server.url, 'select word from kept'), [{ word: 'kept' }])
  await server.stop()
  await server.stop()
})

t.test('a server whose starter was killed is found and used on', async (t) => {
  const { child, url } = await startChild(t)
  child.kill('SIGKILL')
  await once(child, 'exit')
  t.strictSame(await query(url, 'select word from kept'), [{ word: 'kept' }], 'it outlives its starter')
  const server = await start()
  t.equal(server.reused, true)
  t.equal(server.url, url)
  await server.stop()
  await t.rejects(query(url, 'select 1'), { code: 'ECONNREFUSED' })
})

t.test('a server that others use is not stopped, whoever started it', async (t) => {
  const { child, url } = await startChild(t)
  const second = await start()
  t.equal(second.reused, true)
  child.send('stop')
  await once(child, 'exit')
  t.strictSame(await query(url, 'select word from kept'), [{ word: 'kept' }], 'the starter left, the server stays')

  const stranger = new pg.Client({ connectionString: url })
  await stranger.connect()
  await second.stop()
  const { rows } = await stranger.query('select word from kept')
  t.strictSame(rows, [{ word: 'kept' }], 'a client that joined nobody counts too')
  await stranger.end()

  const third = await start()
  t.equal(third.reused, true)
  await third.stop()
  await t.rejects(query(url, 'select 1'), { code: 'ECONNREFUSED' })
})

t.test('a forced stop waits for nobody', async (t) => {
  const [first, second] = await Promise.all([start(), start()])
  await first.stop({ force: true })
  await t.rejects(query(first.url, 'select 1'), { code: 'ECONNREFUSED' })
  await t.resolves(second.stop(), 'stopping what is gone is no fault')
})

t.test('a lock file whose number now belongs to another program does not block the start', async (t) => {
  const data = join(folder, 'pg18', 'data')
  const { uid, gid } = statSync(data)
  const other = spawn('sleep', ['1000'], isRoot ? { uid, gid } : {})
  t.teardown(() => other.kill())
  writeFileSync(join(data, 'postmaster.pid'), `${other.pid}\n${data}\n0\n5432\n\n127.0.0.1\n`)
  const server = await start()
  t.equal(server.reused, false)
  t.strictSame(await query(server.url, 'select word from kept'), [{ word: 'kept' }])
  await server.stop()
})

t.test('the log quotes neither statements nor rows', async (t) => {
  const server = await start()
  await query(server.url, 'create table numbers (id text primary key)')
  const twice = "insert into numbers values ('11010519491231002X'), ('11010519491231002X')"
  await t.rejects(query(server.url, twice), { code: '23505' })
  await server.stop()
  const log = readFileSync(join(folder, 'pg18', 'server.log'), 'utf8')
  t.match(log, /ready to accept connections/)
  t.notMatch(log, /11010519491231002X/)
})

t.test('a log that is gone before its server is troubles nobody', async (t) => {
  const server = await start()
  const { pid } = findServer(await openCluster(folder, false))!
  rmSync(join(folder, 'pg18', 'server.log'))
  await server.stop()
  // While this process has not been told of its end it stays a zombie.
  t.equal(await until(async () => existsSync(`/proc/${pid}`), (isLeft) => !isLeft), false)
})

t.test('what prevents a start is told in a sentence', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  t.teardown(() => taken.close())
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const name = 'EmbeddedPostgresError'
  await t.rejects(start({ port }), { name, message: `Port ${port} is taken by another program.` })

  const file = join(base, 'file')
  writeFileSync(file, '')
  const onFile = startEmbeddedPostgres({ folder: join(file, 'data'), durable: false })
  await t.rejects(onFile, { name, message: /^Cannot make the data folder .*: set LIGHTWELL_DATA/ })

  const foreign = join(base, 'foreign')
  mkdirSync(join(foreign, 'pg18'), { recursive: true })
  const onForeign = startEmbeddedPostgres({ folder: foreign, durable: false })
  await t.rejects(onForeign, { name, message: /^The database in .*pg18 cannot be opened/ })

  const unknown = startEmbeddedPostgres({ folder, durable: false, settings: { no_such_setting: '1' } })
  await t.rejects(unknown, EmbeddedPostgresError)
  await t.rejects(unknown, { message: /gave up: unrecognized configuration parameter "no_such_setting"/ })
})

const skip = !isRoot && 'needs root'
t.test('under root, a folder that only root may enter links to the data', { skip }, async (t) => {
  const closed = join(base, 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o700)
  const first = await startEmbeddedPostgres({ folder: closed, durable: false })
  const place = realpathSync(join(closed, 'pg18'))
  t.notMatch(place, closed)
  await query(first.url, 'create table kept ()')
  await first.stop()
  const second = await startEmbeddedPostgres({ folder: closed, durable: false })
  await t.resolves(query(second.url, 'select from kept'))
  await second.discard()
  t.strictSame([existsSync(place), existsSync(closed)], [false, true], 'discarding it leaves nothing at the other end')
})
