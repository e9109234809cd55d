import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('..', import.meta.url))
const rooms = ['intake', 'deadline', 'decision', 'oversight']

function filesUnder (folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

const sources = [...filesUnder('services'), ...filesUnder('packages'), ...filesUnder('scripts'), ...filesUnder('bench')]
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** What a file imports, as paths from the root; packages of the house as `packages/<name>/<file>.ts`. */
function importsOf (file: string, { types = true } = {}): string[] {
  const text = types ? textOf(file) : textOf(file).replace(/^import type [^']*'[^']+'/gm, '')
  const specifiers = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map((match) => match[1] as string)
  return specifiers.map((specifier) => {
    if (specifier.startsWith('.')) return relative(root, join(root, file, '..', specifier))
    return specifier.startsWith('@lightwell/') ? `packages/${specifier.slice('@lightwell/'.length)}.ts` : specifier
  })
}

function roomOf (file: string): string | undefined {
  return rooms.find((room) => file.startsWith(`services/${room}/`))
}

t.test('rule: run.ts is the only file that names the rooms', (t) => {
  for (const file of sources.filter((name) => roomOf(name) === undefined && name !== 'services/run.ts')) {
    t.same(importsOf(file).filter((imported) => roomOf(imported) !== undefined), [], file)
  }
  const named = importsOf('services/run.ts').filter((imported) => roomOf(imported) !== undefined)
  t.same(named.toSorted(), rooms.map((room) => `services/${room}/${room}.ts`).toSorted(), 'and it knows only their front doors')
  t.end()
})

t.test('rule: no room imports another, nor what starts it', (t) => {
  for (const file of sources.filter((name) => roomOf(name) !== undefined)) {
    const outside = importsOf(file).filter((imported) => imported.startsWith('services/') && roomOf(imported) !== roomOf(file))
    t.same(outside, [], file)
  }
  t.end()
})

t.test('rule: packages never import services, scripts or tests', (t) => {
  for (const file of sources.filter((name) => name.startsWith('packages/'))) {
    t.same(importsOf(file).filter((imported) => /^(services|scripts|test|bench)\//.test(imported)), [], file)
  }
  t.end()
})

t.test('rule: rules, the calendar and the regimes do no I/O', (t) => {
  const pure = sources.filter((name) => /(^packages\/(calendar|regimes)\/|\/rules\/)/.test(name))
  const io = /^(node:(?!crypto)|pg$|drizzle-orm|fastify|packages\/(database|events|http|schema)\/)/
  for (const file of pure) {
    const found = importsOf(file, { types: false }).filter((imported) => io.test(imported) && !allowedInRules(file, imported))
    t.same(found, [], file)
  }
  t.end()
})

/** A rule may speak of who calls and of what is wrong; these files of the door are pure themselves. */
function allowedInRules (file: string, imported: string): boolean {
  return file.includes('/rules/') && /^packages\/http\/(agency-code|body-check|caller|faults|language|line|listed|outgoing-faults|policy|receipt-number|refusal|register\/review-levels|told-faults)\.ts$/.test(imported)
}

t.test('rule: one file reads the clock, one reads the environment', (t) => {
  for (const file of sources) {
    const text = textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    if (file !== 'services/clock.ts') t.notMatch(text, /Date\.now\(|new Date\(\)|DateTime\.(now|local|utc)\(\)/, file)
    if (file !== 'services/config.ts' && !/^(scripts\/test|bench\/server)\.ts$/.test(file)) t.notMatch(text, /process\.env/, file)
  }
  t.end()
})

t.test('rule: SQL stands in stores, migrations and the packages that own common tables', (t) => {
  for (const file of sources.filter((name) => roomOf(name) !== undefined && !/\/store(\.ts$|\/)/.test(name))) {
    const queries = importsOf(file, { types: false }).filter((imported) => imported === 'drizzle-orm' || imported === 'pg' || imported.startsWith('packages/schema/tables/'))
    t.same(queries, [], file)
  }
  t.end()
})

t.test('rule: no default exports, no barrels', (t) => {
  for (const file of sources) {
    t.notMatch(textOf(file), /^export default (?!defineConfig)/m, file)
    t.notMatch(file, /\/index\.ts$/)
  }
  t.end()
})

t.test('rule: request data never reaches raw SQL', (t) => {
  for (const file of sources.filter((name) => /^(services|packages)\//.test(name))) t.notMatch(textOf(file), /sql\.raw|sql\.identifier/, file)
  t.end()
})

t.test('rule: what the shipped code imports is among the dependencies, not among the tools', (t) => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> }
  const named = /(?:^import [^']*|^\} from |\bimport\(|\bresolve\()'((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^']*)?'/gm
  for (const file of sources.filter((name) => /^(services|packages)\//.test(name))) {
    const packages = [...textOf(file).matchAll(named)].flatMap(([, name = '']) => /^(\.|node:|@lightwell\/)/.test(name) ? [] : [name])
    t.same(packages.filter((name) => !Object.hasOwn(dependencies, name)), [], file)
  }
  t.end()
})
