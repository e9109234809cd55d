import { spawn } from 'node:child_process'
import type { FoundInFile } from '@lightwell/documents/conclude-scan'
import type { MarkKind } from '@lightwell/documents/mark'
import { openReaders, type Readers } from '@lightwell/reading/readers'
import { drawScan } from '../test/support/scans/draw-scan.ts'
import type { Scan } from '../test/support/scans/scan.ts'
import { innocentScans, markedScans } from '../test/support/scans/scan-cases.ts'
import { typefaces } from '../test/support/scans/typefaces.ts'
import type { Row } from './row.ts'

const conclude = new URL(import.meta.resolve('@lightwell/documents/conclude-scan'))
const workers = 2
const timed = 12

type Sight = { scan: Scan, kinds: MarkKind[], unread: boolean }

/**
 * Marks on scanned pages: how many are found, missed and seen where none is, beside Debian's own tesseract with chi_sim on
 * the same pictures, to which every 秘密, 机密 or 绝密 counts wherever it reads one; and how fast pages are read.
 */
export async function benchScans (marked = 204): Promise<Row[]> {
  const innocent = Math.ceil(marked * 0.3)
  const scans = [...markedScans(marked), ...innocentScans(innocent)]
  const debian = await hasDebian()
  const sights: Sight[] = []
  const peer: { scan: Scan, found: boolean }[] = []
  const [own, other] = [{ seconds: 0 }, { seconds: 0 }]
  const readers = openReaders({ workers, conclude })
  for (let at = 0; at < scans.length; at += workers) {
    const pages = scans.slice(at, at + workers).map((scan) => ({ scan, file: drawScan(scan) }))
    sights.push(...await timing(own, () => Promise.all(pages.map(({ scan, file }) => look(readers, scan, file)))))
    if (debian) peer.push(...await timing(other, () => Promise.all(pages.map(({ scan, file }) => lookOnDebian(scan, file)))))
  }
  await readers.close()
  return [
    ...ratesOf(sights, peer),
    { name: `a page, ${workers} at a time`, value: own.seconds / scans.length, unit: 's a page' },
    debian
      ? { name: `a page by Debian's tesseract, ${workers} at a time`, value: other.seconds / scans.length, unit: 's a page' }
      : { name: 'Debian\'s tesseract is NOT INSTALLED and not compared: apt-get install tesseract-ocr tesseract-ocr-chi-sim', value: 0, unit: 'pages' },
    await speed(1), await speed(2),
  ]
}

function ratesOf (sights: readonly Sight[], peer: readonly { scan: Scan, found: boolean }[]): Row[] {
  const marked = sights.filter(({ scan }) => scan.mark !== undefined)
  const innocent = sights.filter(({ scan }) => scan.mark === undefined)
  const found = marked.filter(({ kinds }) => kinds.some(isFind))
  const [rate, peerRate] = [found.length / marked.length, shareOf(peer.filter(({ scan }) => scan.mark !== undefined))]
  const falseAlarms = innocent.filter(({ kinds }) => kinds.some(isFind)).length
  const compared = peer.length > 0 && { aim: `> Debian's ${percent(peerRate)} %`, ok: rate > peerRate }
  return [
    { name: `of ${marked.length} marked scans found`, value: rate * 100, unit: '%', ...compared },
    { name: 'found for sure, and sealed', value: 100 * marked.filter(({ kinds }) => kinds.includes('state_secret')).length / marked.length, unit: '%' },
    { name: 'missed', value: marked.length - found.length, unit: 'scans' },
    { name: 'missed and not held back as unread', value: marked.filter(({ kinds, unread }) => !kinds.some(isFind) && !unread).length, unit: 'scans' },
    { name: `false alarms on ${innocent.length} innocent scans`, value: falseAlarms, unit: 'scans', aim: '0', ok: falseAlarms === 0 },
    { name: 'innocent scans held back as unread', value: innocent.filter(({ unread }) => unread).length, unit: 'scans' },
    ...typefaces.map((typeface): Row => {
      const own = marked.filter(({ scan }) => scan.typeface === typeface)
      const beside = shareOf(peer.filter(({ scan }) => scan.mark !== undefined && scan.typeface === typeface))
      return {
        name: `found in ${typeface.split('/')[2]}${peer.length > 0 ? ` (Debian ${percent(beside)} %)` : ''}`,
        value: 100 * own.filter(({ kinds }) => kinds.some(isFind)).length / own.length, unit: '%',
      }
    }),
  ]
}

function isFind (kind: MarkKind): boolean {
  return kind !== 'internal'
}

function shareOf (peer: readonly { found: boolean }[]): number {
  return peer.filter(({ found }) => found).length / Math.max(1, peer.length)
}

function percent (share: number): string {
  return (share * 100).toFixed(0)
}

async function look (readers: Readers, scan: Scan, file: Uint8Array): Promise<Sight> {
  const { concluded, faults } = await readers.read(Uint8Array.from(file))
  return { scan, kinds: (concluded as FoundInFile).marks.map(({ kind }) => kind), unread: faults.length > 0 }
}

async function lookOnDebian (scan: Scan, file: Uint8Array): Promise<{ scan: Scan, found: boolean }> {
  return { scan, found: /[绝机秘]密/.test((await debianTesseract(['-', '-', '-l', 'chi_sim'], file)).replace(/\s/g, '')) }
}

async function hasDebian (): Promise<boolean> {
  try {
    return (await debianTesseract(['--list-langs'], new Uint8Array())).includes('chi_sim')
  } catch {
    return false
  }
}

function debianTesseract (words: readonly string[], input: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    // One thread, as each of ours has.
    const child = spawn('/usr/bin/tesseract', words, { env: { OMP_THREAD_LIMIT: '1' }, stdio: ['pipe', 'pipe', 'ignore'] })
    const output: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => output.push(part))
    child.on('error', reject)
    child.on('close', () => resolve(Buffer.concat(output).toString()))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

async function timing <Result> (sum: { seconds: number }, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now()
  const result = await work()
  sum.seconds += (performance.now() - started) / 1000
  return result
}

/** Pages a second, with readers that have read one before. */
async function speed (count: number): Promise<Row> {
  const files = markedScans(timed).map(drawScan)
  const readers = openReaders({ workers: count, conclude })
  await Promise.all(files.slice(0, count).map((file) => readers.read(Uint8Array.from(file))))
  const sum = { seconds: 0 }
  await timing(sum, () => Promise.all(files.map((file) => readers.read(Uint8Array.from(file)))))
  await readers.close()
  return { name: `text recognition of scanned pages by ${count === 1 ? 'one worker' : `${count} workers`}`, value: files.length / sum.seconds, unit: 'pages/s' }
}
