import t from 'tap'
import pg from 'pg'
import { columnNames, ownership, type Verb } from '@lightwell/schema/ownership'
import { roleOf, rooms, type Room } from '@lightwell/schema/rooms'
import { cloneDatabase } from '../../support/database.ts'

const verbs: readonly Verb[] = ['insert', 'update', 'delete']
const refused = '42501'
// A column that PostgreSQL makes from others is nobody's to update; it says so before it looks at grants.
const generated = '428C9'

const { url } = await cloneDatabase(t)
const clients = new Map<Room, pg.Client>()
for (const room of rooms) {
  const client = new pg.Client({ connectionString: url, options: `-c role=${roleOf(room)}` })
  await client.connect()
  clients.set(room, client)
}
t.teardown(async () => {
  for (const client of clients.values()) await client.end()
})

/** The SQLSTATE of a statement as a room, or undefined when PostgreSQL lets it through. Nothing of it stays. */
async function stateOf (room: Room, statement: string): Promise<string | undefined> {
  const client = clients.get(room) as pg.Client
  await client.query('begin')
  try {
    await client.query(statement)
    return undefined
  } catch (error) {
    return (error as pg.DatabaseError).code
  } finally {
    await client.query('rollback')
  }
}

function statementOf (verb: Verb, name: string, column: string): string {
  switch (verb) {
    case 'insert': return `insert into ${name} (${column}) values (null)`
    case 'update': return `update ${name} set ${column} = null where false`
    case 'delete': return `delete from ${name} where false`
  }
}

t.test('a room writes only its own tables, and of the common ones only what is declared', async (t) => {
  for (const owned of ownership) {
    for (const room of rooms) {
      for (const verb of verbs) {
        const allowed = owned.writers.includes(room) && owned.writes.includes(verb)
        for (const column of columnNames(owned.table)) {
          const may = allowed && (verb !== 'update' || (owned.updatable?.includes(column) ?? true))
          const state = await stateOf(room, statementOf(verb, owned.name, column))
          if (may) t.not(state, refused, `${room} may ${verb} ${owned.name}.${column}`)
          else t.ok(state === refused || state === generated, `${room} may not ${verb} ${owned.name}.${column}`)
        }
      }
      t.equal(await stateOf(room, `truncate ${owned.name}`), refused, `${room} may not truncate ${owned.name}`)
    }
  }
})

t.test('a room reads of the others only the columns that are not hidden from it', async (t) => {
  for (const owned of ownership) {
    for (const column of columnNames(owned.table)) {
      for (const room of rooms) {
        const hidden = owned.hidden[column] !== undefined && !owned.hidden[column].includes(room)
        const state = await stateOf(room, `select ${column} from ${owned.name} limit 0`)
        t.equal(state, hidden ? refused : undefined, `${room} ${hidden ? 'may not' : 'may'} read ${owned.name}.${column}`)
      }
    }
  }
})

t.test('what matters most is hidden from all rooms but one', async (t) => {
  const onlyReader = (name: string, column: string) =>
    ownership.find((owned) => owned.name === name)?.hidden[column]
  t.same(onlyReader('requests', 'applicant_id_sealed'), ['intake'])
  t.same(onlyReader('requests', 'applicant_id_index'), ['intake'])
  t.same(onlyReader('record_contents', 'sealed_bytes'), ['decision'])
  t.same(onlyReader('record_contents', 'sealed_key'), ['decision'])
  t.same(onlyReader('records', 'sha256'), ['decision'])
})

t.test('no room owns anything, logs in, or may make tables or roles', async (t) => {
  for (const room of rooms) {
    t.equal(await stateOf(room, 'create table public.mine (id int)'), refused)
    t.equal(await stateOf(room, 'create role other'), refused)
    t.equal(await stateOf(room, 'alter table events disable trigger all'), refused)
    t.equal(await stateOf(room, 'drop table events'), refused)
    const { rows } = await (clients.get(room) as pg.Client)
      .query('select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = $1', [roleOf(room)])
    t.same(rows, [{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }])
  }
})

t.test('every table of the database is declared', async (t) => {
  const { rows } = await (clients.get('oversight') as pg.Client)
    .query("select tablename from pg_tables where schemaname = 'public' order by 1")
  const declared = [...ownership.map((owned) => owned.name), 'schema_migrations'].toSorted()
  t.same(rows.map((row) => row.tablename), declared)
})
