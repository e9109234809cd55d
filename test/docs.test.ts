import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig } from '../services/config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

const pages = [
  'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root }),
]

/** The first group of each match. */
function found (text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, group]) => group as string)
}

/** A page without what it shows as code. */
function proseOf (page: string): string {
  return textOf(page).replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}

t.test('every relative link of the documents leads to something that is there', (t) => {
  let links = 0
  for (const page of pages) {
    const targets = [...found(proseOf(page), /\]\(([^)\s]+)\)/g), ...found(proseOf(page), /^\[[^\]]+\]: (\S+)$/gm)]
    for (const target of targets.filter((one) => !/^([a-z]+:|#)/.test(one))) {
      const path = resolve(root, dirname(page), target.replace(/#.*/, ''))
      t.ok(path.startsWith(root) && existsSync(path), `${page} leads to ${target}`)
      links += 1
    }
  }
  t.ok(links > 30, `${links} links`)
  t.end()
})

const requirements = textOf('docs/requirements.md')
const testFiles = new Map([...requirements.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)]
  .map(([, label, target]) => [label as string, join('docs', target as string)]))
const rows = requirements.split(/\n{2,}/).filter((block) => block.startsWith('| id |'))
  .flatMap((table) => table.trim().split('\n').slice(2))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))

t.test('every requirement names a test, and the test is there', (t) => {
  t.ok(rows.length > 60, `${rows.length} requirements`)
  const named = new Set<string>()
  for (const row of rows) {
    t.equal(row.length, 4, row[0] ?? 'a row')
    for (const reference of (row[3] ?? '').split(' · ')) {
      const [, label = '', sentence = ''] = /^\[([^\]]+)\] “(.+)”$/.exec(reference) ?? []
      const file = testFiles.get(label)
      named.add(label)
      t.ok(file !== undefined && textOf(file).includes(`t.test('${sentence}'`), `${row[0]}: ${reference}`)
    }
  }
  t.same([...testFiles.keys()].toSorted(), [...named].toSorted(), 'and no test file is listed in vain')
  t.end()
})

t.test('every requirement stands once, and where it is kept there is a file', (t) => {
  const ids = rows.map(([id]) => id)
  t.same(ids, [...new Set(ids)])
  for (const [id, , kept = ''] of rows) {
    for (const file of found(kept, /`([^`]+)`/g)) t.ok(existsSync(join(root, file)), `${id}: ${file}`)
  }
  t.end()
})

type Service = {
  image: string
  command?: string[]
  ports?: string[]
  environment: Record<string, string>
  healthcheck: { test: string[] }
  depends_on?: Record<string, { condition: string }>
  deploy?: { replicas: number }
}

const composeText = textOf('docker-compose.yml')
const { services } = parse(composeText, { merge: true }) as { services: Record<string, Service> }
const rooms = readdirSync(join(root, 'services'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory()).map(({ name }) => name)

/** What a setting comes to when each variable in it is set to a value of its own. */
function filledIn (text: string): string {
  return text.replaceAll(/\$\{(\w+):\?[^}]*\}/g, (_whole, name: string) => (name === 'LIGHTWELL_KEY' ? 'a'.repeat(64) : name))
}

t.test('docker-compose.yml runs two of each room, and one PostgreSQL', (t) => {
  t.same(Object.keys(services).toSorted(), ['postgres', ...rooms].toSorted())
  t.equal(rooms.length, 4)
  for (const room of rooms) {
    const { command, deploy, healthcheck, depends_on: dependsOn } = services[room] as Service
    t.same(command, [room], `${room} runs its own room`)
    t.equal(deploy?.replicas, 2, room)
    t.match(healthcheck.test.join(' '), 'http://127.0.0.1:8080/readyz', room)
    t.same(dependsOn, { postgres: { condition: 'service_healthy' } }, room)
  }
  t.match(services['postgres'], { image: /^postgres:1[5-8]$/, healthcheck: { test: ['CMD-SHELL', /^pg_isready /] } })
  const firstPorts = rooms.map((room) => services[room]?.ports?.[0]?.split('-')[0])
  t.equal(new Set(firstPorts).size, rooms.length, 'and no two rooms ask for the same ports')
  t.end()
})

t.test('docker-compose.yml gives a room what production asks for, on its own PostgreSQL', (t) => {
  const postgres = services['postgres']?.environment ?? {}
  for (const room of rooms) {
    const given = Object.entries((services[room] as Service).environment)
    const config = readConfig(Object.fromEntries(given.map(([name, value]) => [name, filledIn(value)])))
    t.match(config, { production: true, limits: true, port: 8080, issuer: 'OIDC_ISSUER', rootKey: Buffer }, room)
    const url = new URL(config.databaseUrl as string)
    t.same([url.hostname, url.port, url.username, url.pathname],
      ['postgres', '5432', postgres['POSTGRES_USER'], `/${postgres['POSTGRES_DB']}`], room)
    t.equal(url.password, filledIn(postgres['POSTGRES_PASSWORD'] ?? ''), `${room} has the password of the server`)
  }
  t.match(textOf('Dockerfile'), /^ENV HOST=0\.0\.0\.0$/m, 'and listens where other containers reach it')
  t.end()
})

t.test('docker-compose.yml holds no secret, and does not start without one', (t) => {
  for (const [name, { environment }] of Object.entries(services)) {
    for (const [variable, value] of Object.entries(environment)) {
      if (/KEY|PASSWORD|SECRET|TOKEN|ISSUER/.test(variable)) t.match(value, /^\$\{\w+:\?[^}]+\}$/, `${name} ${variable}`)
      if (value.includes('://')) t.notMatch(value.replaceAll(/\$\{\w+:\?[^}]+\}/g, ''), /:[^:/@]+@/, `${name} ${variable}`)
    }
  }
  t.notMatch(composeText, /[0-9a-f]{32}|[\w+/-]{43}=/i, 'nor anything that looks like a key')
  t.end()
})

/** The variables that the settings are read from: what readConfig asks an environment for. */
function variablesRead (): string[] {
  const asked = new Set<string>()
  readConfig(new Proxy({}, {
    get (_target, name) {
      asked.add(String(name))
      return undefined
    },
  }))
  return [...asked]
}

t.test('the settings that the README names are those that the service reads, with their defaults', (t) => {
  const section = /^## Settings\n([^]*?)^## /m.exec(textOf('README.md'))?.[1] ?? ''
  const settings = section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|'))
  const named = settings.flatMap(([, cell = '']) => found(cell, /`([^`]+)`/g))
  t.same(named.toSorted(), variablesRead().toSorted())
  const defaults = new Map(settings.flatMap(([, names = '', values = '']) =>
    found(names, /`([^`]+)`/g).map((name, at) => [name, found(values, /`([^`]+)`/g)[at]])))
  const { port, host, dataFolder, logLevel } = readConfig({})
  t.match(Object.fromEntries(defaults), { PORT: String(port), HOST: host, LIGHTWELL_DATA: dataFolder, LOG_LEVEL: logLevel })
  for (const room of rooms) {
    const given = Object.keys((services[room] as Service).environment)
    t.same(given.filter((name) => !named.includes(name)), [], `${room} is given nothing that nobody reads`)
  }
  t.end()
})
