import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import t from 'tap'
import { migrateDatabase } from '@lightwell/database/migrate'
import config from '../../../drizzle.config.ts'
import { cloneDatabase } from '../../support/database.ts'

type Journal = { entries: { idx: number, when: number, tag: string }[] }

const root = fileURLToPath(new URL('../../..', import.meta.url))
const temporary = mkdtempSync(join(tmpdir(), 'lightwell-migrations-'))
t.teardown(() => rmSync(temporary, { recursive: true, force: true }))

const { url } = await cloneDatabase(t)
const client = new pg.Client({ connectionString: url })
await client.connect()
t.teardown(() => client.end())

function readJournal (folder: string): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal
}

/** The shipped migrations with further ones after them. */
function migrationsWith (...added: string[]): string {
  const folder = mkdtempSync(join(temporary, 'migrations-'))
  cpSync(join(root, 'migrations'), folder, { recursive: true })
  const journal = readJournal(folder)
  for (const sql of added) {
    const last = journal.entries.at(-1)!
    const tag = `added_${last.idx + 1}`
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag })
    writeFileSync(join(folder, `${tag}.sql`), sql)
  }
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify(journal))
  return folder
}

async function tableExists (name: string): Promise<boolean> {
  const { rows } = await client.query('select to_regclass($1) is not null as found', [name])
  return rows[0].found
}

async function appliedCount (): Promise<number> {
  const { rows } = await client.query('select count(*)::int as n from schema_migrations')
  return rows[0].n
}

t.test('a migration that fails leaves nothing of itself or of those before it', async (t) => {
  const before = await appliedCount()
  const migrationsFolder = migrationsWith('create table half ()', 'create table no_such_type (id no_such_type)')
  await t.rejects(migrateDatabase(url, { migrationsFolder }))
  t.equal(await tableExists('half'), false)
  t.equal(await appliedCount(), before)
})

t.test('three processes that migrate at once apply each migration once', async (t) => {
  const before = await appliedCount()
  const migrationsFolder = migrationsWith('create table raced (id int primary key)', 'create table raced_too ()')
  await Promise.all([1, 2, 3].map(() => migrateDatabase(url, { migrationsFolder })))
  t.equal(await appliedCount(), before + 2)
  t.equal(await tableExists('raced_too'), true)
  await migrateDatabase(url, { migrationsFolder })
  t.equal(await appliedCount(), before + 2, 'once more is harmless')
})

// The migrator would skip one that is older than the last it applied.
t.test('the shipped migrations stand in the order of their dates', async (t) => {
  const { entries } = readJournal(join(root, 'migrations'))
  const dates = entries.map(({ when }) => when)
  t.strictSame(dates, dates.toSorted((a, b) => a - b))
  const files = readdirSync(join(root, 'migrations')).filter((name) => name.endsWith('.sql')).toSorted()
  t.strictSame(files, entries.map(({ tag }) => `${tag}.sql`), 'and every file is in the journal')
})

t.test('the migrations make what the schema in TypeScript declares', async (t) => {
  const file = join(temporary, 'drizzle.json')
  // drizzle-kit puts "./" before the output folder, whatever it is.
  writeFileSync(file, JSON.stringify({ ...config, out: relative(root, migrationsWith()) }))
  const kit = join(fileURLToPath(import.meta.resolve('drizzle-kit')), '../bin.cjs')
  const generating = promisify(execFile)(process.execPath, [kit, 'generate', '--config', file], { cwd: root })
  // At a renamed column it would ask and wait; without an answer it ends as if all were well, having written nothing.
  generating.child.stdin?.end()
  const { stdout } = await generating
  t.match(stdout, 'No schema changes', 'npm run db:generate has nothing to write')
})
