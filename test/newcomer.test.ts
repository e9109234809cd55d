import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => (match[1] as string).trim())
const [start, test] = blocks as [string, string]
const filing = blocks.find((block) => block.includes('/v1/requests') && block.includes('-d \'{')) as string

/** What a newcomer gets: the files git knows, and nothing that was made from them. */
function freshCopy (): string {
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-newcomer-'))
  // Run by root, PostgreSQL takes another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  for (const file of new Set(files.split('\0').filter((name) => name !== '' && existsSync(join(root, name))))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  return folder
}

function shell (command: string, cwd: string, env: Record<string, string> = {}) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|TAP|NODE_|LIGHTWELL_)/i.test(name)))
  // The PATH without this checkout's own programs, as a newcomer has it.
  const path = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules')).join(':')
  const child = spawn('sh', ['-c', command], { cwd, env: { ...inherited, PATH: path, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let out = ''
  child.stdout.on('data', (chunk) => { out += chunk })
  child.stderr.on('data', (chunk) => { out += chunk })
  return { child, out: () => out, closed: once(child, 'close').then(([code]) => code as number | null) }
}

t.test('the README names two commands, and they are enough', async (t) => {
  t.equal(start, 'npm install && npm start')
  t.equal(test, 'npm install && npm test')
  const folder = freshCopy()
  t.teardown(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

  const service = shell(start, folder, { PORT: '0', NO_COLOR: '1' })
  t.teardown(() => {
    if (service.child.exitCode === null && service.child.signalCode === null) process.kill(-(service.child.pid as number), 'SIGKILL')
  })
  const address = await new Promise<string | undefined>((resolve) => {
    service.child.stdout.on('data', () => {
      const found = /API\s+(http\S+)\/v1/.exec(service.out())?.[1]
      if (found !== undefined) resolve(found)
    })
    void service.closed.then(() => resolve(undefined))
  })
  if (!t.ok(address)) t.comment(service.out())

  const filed = shell(filing.replaceAll('http://127.0.0.1:8080', address as string), folder)
  t.equal(await filed.closed, 0)
  t.match(JSON.parse(filed.out()), { status: 'registered', receiptNumber: /^XM-/, accessToken: /^lwr_/, deadline: { state: 'running' } })

  const token = shell('npm run -s token -- xm.officer', folder)
  t.equal(await token.closed, 0)
  t.match(token.out(), /^ey[\w-]+\.[\w-]+\.[\w-]+\n$/, 'one token and nothing else')
  const list = await fetch(`${address}/v1/requests`, { headers: { authorization: `Bearer ${token.out().trim()}` } })
  t.equal(list.status, 200)

  process.kill(-(service.child.pid as number), 'SIGTERM')
  await service.closed
  // One file stands for all of them: this test is itself among them.
  const tests = shell(`${test} -- test/packages/secrets/seal.test.ts`, folder)
  if (!t.equal(await tests.closed, 0)) t.comment(tests.out())
  t.match(tests.out(), /\n\d+ passed, 0 failed\n$/)
})
