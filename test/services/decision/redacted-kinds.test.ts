import t from 'tap'
import { openScanner, type Scanner } from '@lightwell/documents/scanner'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { hides, lookInto } from '../../support/forensics.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { docx, paragraph } from '../../support/made-files/docx.ts'
import { pdf } from '../../support/made-files/pdf.ts'
import { greyPicture } from '../../support/made-files/picture.ts'
import { pptx } from '../../support/made-files/pptx.ts'
import { xlsx } from '../../support/made-files/xlsx.ts'
import { must } from '../../support/story.ts'
import { faultsOf, openDesk } from './desk.ts'

// Reading the pages of a PDF as pictures is another test's, and costs seconds: here they are found clean unread.
const reader = openScanner({ workers: 1 })
const clean = { marks: [], suggestions: [], complete: true, faults: [] }
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString() === '%PDF'
const scanner: Scanner = {
  scanAtOnce: async (bytes, ...more) => isPdf(bytes) ? clean : await reader.scanAtOnce(bytes, ...more),
  scanInTurn: async (bytes, ...more) => isPdf(bytes) ? clean : await reader.scanInTurn(bytes, ...more),
  close: () => reader.close(),
}
const house = await openTestHouse(t, { sweeping: false, scanner })
const xm = openDesk(house)

const [name, phone] = ['欧阳静雯', '13912345678']
const secrets = [name, phone]
const ground = 'privacy'
const office = (kind: string): string => `application/vnd.openxmlformats-officedocument.${kind}`
const row = (...cells: string[]): string => `<w:tr>${cells.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join('')}</w:tr>`
// A page with so few words that text recognition doubts how it lies is read five times over.
const title = '关于城南片区道路修缮工程款项发放情况的说明'
const scan = greyPicture(['关于道路修缮的答复', `领取人${name}，联系电话${phone}`, '款项已于三月二日发放完毕', '经办人员已核对原始凭证'], { size: 32 })

/** A file with the secrets in all its places: `seen` are the places that can be chosen in, `keeps` what is left of them. */
type Kind = { bytes: Uint8Array | string, type: string, seen: string[], keeps: string[], leftOut?: string[] }
const kinds: Record<string, Kind> = {
  docx: {
    type: office('wordprocessingml.document'), seen: ['0 body', '1 header', '2 footer', '3 note'],
    keeps: ['领取人〔███〕签收', '姓名', '第一组 〔███〕', '见〔███〕附表'], leftOut: ['comment', 'metadata'],
    bytes: docx({
      paragraphs: [title, `领取人${name}签收`], header: `第一组 ${phone}`, footer: '第一页', footnote: `见${name}附表`, comment: name,
      body: `<w:tbl>${row('姓名', '电话')}${row(name, phone)}</w:tbl>`, properties: { creator: name, Note: phone },
    }),
  },
  xlsx: {
    type: office('spreadsheetml.sheet'), seen: ['0 body p1', '1 body p2'], keeps: ['姓名', '金额', '32000', '合计', '71'], leftOut: ['comment', 'hidden'],
    bytes: xlsx({
      sheets: [
        { name: '发放表', rows: [[title], ['姓名', '电话', '金额'], [name, Number(phone), 32000], [name, phone, 500]], comment: name },
        { name: '汇总', rows: [['合计', 71], [`${name}等`, 2]] }, { name: '底稿', state: 'hidden', rows: [[name]] },
      ],
      leftOver: [name],
    }),
  },
  pptx: {
    type: office('presentationml.presentation'), seen: ['0 body p1', '1 body p2'], keeps: [title, '联系人〔███〕', '电话〔███〕'], leftOut: ['hidden', 'note'],
    bytes: pptx({ slides: [{ texts: [title, `联系人${name}`], notes: `${name} ${phone}` }, { texts: [`电话${phone}`] }, { texts: [name], hidden: true }] }),
  },
  html: {
    type: 'text/html', seen: ['0 body'], keeps: ['领取人〔███〕签收', '电话〔███〕'], leftOut: ['hidden', 'metadata'],
    bytes: `<!doctype html><html><head><title>${name}</title></head><body><h1>${title}</h1><p>领取人${name}签收</p><p>电话${phone}</p><!-- ${name} --><p hidden>${phone}</p></body></html>`,
  },
  csv: { type: 'text/csv', seen: ['0 body'], keeps: ['姓名,电话\r\n〔███〕,〔███〕\r\n"〔███〕",1\r\n'], bytes: `姓名,电话\r\n${name},${phone}\r\n"${name}",1\r\n` },
  scan: { type: 'application/pdf', seen: [], keeps: ['款项已于', '经办人员'], bytes: pdf({ pages: [{ picture: scan }], xmp: name }) },
}

const redact = async (id: string, body: unknown, more: object = {}): Promise<CallAnswer> =>
  await house.call('POST', `/v1/records/${id}/redactions`, { as: 'xm.officer', body, ...more })

/** All that can be chosen in a record, from its first page of answers to its last. */
async function passagesOf (id: string): Promise<{ items: Body[], suggestions: Body[], leftOut: Body[] }> {
  const all: Awaited<ReturnType<typeof passagesOf>> = { items: [], suggestions: [], leftOut: [] }
  for (let query = '?limit=2'; query !== '';) {
    const { items, suggestions, leftOut, nextCursor } = must<Body>(200, await house.call('GET', `/v1/records/${id}/text${query}`, { as: 'xm.officer' }))
    all.items.push(...items)
    all.suggestions.push(...suggestions)
    all.leftOut = leftOut
    query = nextCursor === null ? '' : `?limit=2&cursor=${nextCursor}`
  }
  return all
}

/** A span for each place of a secret in what can be chosen. */
function spansOf (items: readonly Body[]): Body[] {
  return items.filter(({ piece }) => piece !== null).flatMap(({ piece, text }) => secrets.flatMap((secret) =>
    [...text.matchAll(new RegExp(secret, 'g'))].map(({ index }) => {
      const start = Array.from(text.slice(0, index) as string).length
      return { piece, start, end: start + secret.length, ground }
    })))
}

async function bytesOf (id: string, as: string): Promise<Buffer> {
  const token = as.startsWith('lwr_') ? as : await issueDevelopmentToken(house.keys, as, house.clock.now())
  const answer = await fetch(new URL(`/v1/records/${id}/content`, house.address), { headers: { authorization: `Bearer ${token}` } })
  return Buffer.from(await answer.arrayBuffer())
}

const { id: requestId, accessToken } = await house.file()
const originals = new Map<string, Body>()
const renditions = new Map<string, Body>()

for (const [kind, { bytes, type, seen, keeps, leftOut = [] }] of Object.entries(kinds)) {
  await t.test(`of a file such as ${kind} what was chosen is in no byte any more, and the rest is`, async (t) => {
    const { id } = must<Body>(201, await xm.upload(requestId, bytes, { type, name: `file.${kind}` }))
    await house.swept()
    const original = must<Body>(200, await house.call('GET', `/v1/records/${id}`, { as: 'xm.officer' }))
    t.match(original, { sealed: false, scan: { state: 'done', faults: [] } })
    originals.set(kind, original)
    const passages = await passagesOf(id)
    t.same(passages.items.filter(({ piece }) => piece !== null).map(({ piece, place, page }) => `${piece} ${place}${page === null ? '' : ` p${page}`}`), seen)
    t.same(passages.leftOut.map((one) => one.kind).toSorted(), leftOut)
    const spans = spansOf(passages.items)
    const lines = passages.items.filter(({ piece, text }) => piece === null && secrets.some((secret) => text.replaceAll(' ', '').includes(secret)))
      .map(({ page, area }) => ({ page, area, ground }))
    const answer = await redact(id, { ...spans.length > 0 && { spans }, ...lines.length > 0 && { areas: lines } })
    const rendition = must<Body>(201, answer)
    t.match(rendition.redaction.proof, { passed: true, remainsElsewhere: [] })
    t.notMatch(answer.text, new RegExp(secrets.join('|')))
    await house.swept()
    renditions.set(kind, must<Body>(200, await house.call('GET', `/v1/records/${rendition.id}`, { as: 'xm.officer' })))

    const made = await bytesOf(rendition.id, 'xm.officer')
    const { text, beside, bytes: parts } = isPdf(made) ? await lookInto(made) : { text: made.toString(), beside: '', bytes: [made] }
    t.same(secrets.filter((secret) => hides(parts, secret) || `${text}${beside}`.includes(secret)), [], 'nothing comes back')
    for (const words of keeps) t.ok(text.replaceAll(' ', '').includes(words.replaceAll(' ', '')), words)
  })
}

await t.test('each suggestion is counted in the piece or on the page in which it is told', async (t) => {
  for (const kind of ['docx', 'xlsx', 'html', 'csv']) {
    const { items, suggestions } = await passagesOf(originals.get(kind)?.id)
    const phones = suggestions.filter((one) => one.kind === 'mobile')
    t.ok(phones.length > 0, kind)
    for (const { piece, start, end } of phones) {
      const text = items.find((one) => one.piece === piece)?.text
      t.equal([...text].slice(start, end).join(''), phone, kind)
    }
  }
})

await t.test('a choice that the file does not have is told where it was made, and why, whatever the file is', async (t) => {
  const span = (start: number, end: number, more: object = {}): object => ({ piece: 0, start, end, ground, ...more })
  for (const kind of ['docx', 'xlsx', 'pptx', 'html', 'csv']) {
    const id = originals.get(kind)?.id
    t.same(faultsOf(await redact(id, { spans: [span(0, 9_999), span(3, 3), span(5, 4), span(0, 2), span(1, 3), span(0, 1, { piece: 9 })] })), [
      '/spans/0 span_out_of_range', '/spans/1 span_empty', '/spans/2 span_empty', '/spans/4 spans_overlap', '/spans/5 no_such_piece',
    ], kind)
    const unknown = await redact(id, { spans: [span(0, 9_999, { ground: 'whim' }), span(0, 1, { ground: 'repeat' })], areas: [{ page: 9, area: { left: 0, top: 0, width: 1, height: 1 }, ground }] })
    t.equal(unknown.status, 422)
    t.same(faultsOf(unknown), [
      '/areas/0 no_such_page', '/spans/0 span_out_of_range', '/spans/0/ground unknown_ground', '/spans/1/ground not_for_redaction',
    ], `${kind}: grounds and places are told together`)
    t.ok(unknown.body.errors.every(({ detail }: Body) => detail.length > 5), 'each in a sentence')
  }
  t.same(faultsOf(await redact(originals.get('scan')?.id, { spans: [span(0, 1)] })), ['/spans/0 span_out_of_range'], 'a page that is a picture has no words to choose')
})

await t.test('held against their originals, reviewed and approved, they go out byte for byte', async (t) => {
  const made = [...renditions.values()]
  const parts = [{ description: '各类名册', outcome: 'redact_and_disclose', grounds: [ground], records: made.map(({ id }) => id) }]
  for (const rendition of made) await xm.passChain(rendition)
  const paged = made.filter(({ mediaType }) => mediaType === 'application/pdf')
  t.equal(paged.length, 5)
  t.match(await xm.propose(requestId, parts), { status: 409, body: { code: 'not_compared', errors: { length: paged.length } } })
  house.clock.set('2026-03-02T02:00:00Z')
  for (const { id } of originals.values()) must(200, await xm.open(id, 'xm.review1'))
  for (const { id, sha256 } of paged) {
    must(201, await house.call('POST', `/v1/records/${id}/comparison`, {
      as: 'xm.review1', body: { sha256, finding: 'complete', opinion: '逐页核对，姓名和电话均已去除。' },
    }))
  }
  const { id: decisionId } = must<Body>(201, await xm.propose(requestId, parts))
  must(200, await xm.approve(decisionId))
  for (const { id, sha256 } of made) t.equal(sha256Hex(await bytesOf(id, accessToken)), sha256)
  for (const { id } of originals.values()) t.equal((await xm.open(id, accessToken)).status, 404, 'no original goes out')
})
